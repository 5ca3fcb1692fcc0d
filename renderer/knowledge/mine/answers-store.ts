// How many answers wait to be opened, for the tab's label on every screen and the way to them. Whoever works elsewhere hears it.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { MineRow } from '#shared/contract/knowledge.ts';
import { useSession } from '../../app/session-store.ts';
import { useDeskSlots } from '../../app/slots.ts';
import { careline } from '../../bridge/index.ts';
import { createReader } from '../../bridge/latest.ts';
import { useDesk, useTopic } from '../../bridge/use-desk.ts';
import { changeSettings, useSettings } from '../../settings/store.ts';
import { t } from '../../text/t.ts';
import { announce } from '../../ui/index.ts';
import { newestAnswer, unseenAnswers } from './answers.ts';

const useRows = create<{ rows: readonly MineRow[] }>()(() => ({ rows: [] }));
const reader = createReader(
  () => careline.knowledge.mine(),
  (answer) => {
    // What can't be read now stays as it was: it is only a reminder.
    if (!answer.ok) return;
    const before = newestAnswer(useRows.getState().rows);
    const now = newestAnswer(answer.value);
    useRows.setState({ rows: answer.value });
    const { person } = useSession.getState().state ?? {};
    const seen = useSettings.getState().value?.answersSeen[person?.id ?? ''] ?? null;
    const count = unseenAnswers(answer.value, seen);
    if (now !== before && count > 0) announce(t('app.answers', { count }));
  },
);

export function useUnseenAnswers(): number {
  const rows = useRows((s) => s.rows);
  const person = useSession((s) => s.state?.person?.id ?? '');
  const seen = useSettings((s) => s.value?.answersSeen[person] ?? null);
  return unseenAnswers(rows, seen);
}

/** Once, where the tab's label stands. On the practice desk nobody is asked, and nobody answers. */
export function useKeepAnswers(): number {
  const epoch = useDesk().hello?.epoch;
  const person = useSession((s) => s.state?.person?.id ?? '');
  const practice = useDeskSlots() !== null;
  useEffect(() => {
    useRows.setState({ rows: [] });
    if (!practice) void reader.read();
  }, [epoch, person, practice]);
  useTopic(careline.knowledge.changed, () => {
    if (!practice) void reader.read();
  });
  return useUnseenAnswers();
}

/** `rows`: what is shown now. */
export function useSeen(rows: readonly MineRow[]): void {
  const person = useSession((s) => s.state?.person?.id ?? null);
  const newest = newestAnswer(rows);
  useEffect(() => {
    const seen = useSettings.getState().value?.answersSeen;
    if (person === null || newest === null || seen === undefined || (seen[person] ?? '') >= newest) return;
    void changeSettings({ answersSeen: { ...seen, [person]: newest } });
  }, [person, newest]);
}
