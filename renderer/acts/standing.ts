// The acts of a call and patient, and those of the whole desk that are still open, as the desk keeps them: one audited read for
// every part that shows them.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ActRow, ActView, OfferedAct } from '#shared/contract/acts.ts';
import { renewRecord } from '../app/renew.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import type { About } from './here.ts';

interface Store {
  standing: Readonly<Record<string, readonly ActView[]>>;
  offered: Readonly<Record<string, readonly OfferedAct[]>>;
}
const useStore = create<Store>()(() => ({ standing: {}, offered: {} }));
const keyOf = ({ contextId, patientId }: About): string => `${contextId} ${patientId}`;
const newest = new Map<string, number>();

/** What of an act the cards beside it show: between two reads it may have been sent and done. */
const shownOf = (a: ActView): string => [a.state, a.verified?.told, a.answer?.said?.at].map(String).join(' ');
/** What the record holds since is read anew by the cards beside it. */
function take(key: string, now: readonly ActView[]): void {
  const before = useStore.getState().standing[key];
  useStore.setState(({ standing }) => ({ standing: { ...standing, [key]: now } }));
  const was = new Map(before?.map((a) => [a.actId, shownOf(a)]));
  if (before !== undefined && now.some((a) => a.state === 'done' && was.get(a.actId) !== shownOf(a)))
    renewRecord();
}

async function readStanding(about: About): Promise<void> {
  const key = keyOf(about);
  const mine = (newest.get(key) ?? 0) + 1;
  newest.set(key, mine);
  const result = await careline.acts.standing(about);
  if (newest.get(key) === mine && result.ok) take(key, result.value);
}
/** An answer is newer than any list that was read before it. */
export function takeAct(view: ActView): void {
  const key = keyOf(view);
  newest.set(key, (newest.get(key) ?? 0) + 1);
  const others = (useStore.getState().standing[key] ?? []).filter((a) => a.actId !== view.actId);
  take(
    key,
    [...others, view].toSorted((a, b) => b.at.localeCompare(a.at)),
  );
}
/** Newest first; null = not read yet. */
export function useActs(about: About): readonly ActView[] | null {
  const { contextId, patientId } = about;
  const found = useStore((s) => s.standing[keyOf(about)] ?? null);
  const epoch = useDesk().hello?.epoch;
  useEffect(() => void readStanding({ contextId, patientId }), [contextId, patientId, epoch]);
  useTopic(careline.acts.changed, () => void readStanding({ contextId, patientId }));
  return found;
}

/** What can be done for this patient, as what; null = not read yet. `level`: evidence that was added is asked about anew. */
export function useOffered(about: About, level: number): readonly OfferedAct[] | null {
  const { contextId, patientId } = about;
  const found = useStore((s) => s.offered[keyOf(about)] ?? null);
  const epoch = useDesk().hello?.epoch;
  useEffect(() => {
    let left = false;
    void careline.acts.offered({ contextId, patientId }).then((result) => {
      if (!left && result.ok)
        useStore.setState(({ offered }) => ({
          offered: { ...offered, [keyOf({ contextId, patientId })]: result.value },
        }));
    });
    return () => {
      left = true;
    };
  }, [contextId, patientId, level, epoch]);
  return found;
}

/** Rows of the whole desk: ids, codes and times. */
export async function readOpenActs(show: (rows: readonly ActRow[]) => void): Promise<void> {
  const result = await careline.acts.open();
  if (result.ok) show(result.value);
}
