// What the desk says about hints and flags of the calls in sight, kept fresh while anybody looks. Only this page's memory.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { FlagRead } from '#shared/domain/assist/flags.ts';
import type { AssistView, DismissReason, Snooze } from '#shared/domain/assist/view.ts';
import type { Result } from '#shared/domain/result.ts';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';

interface Store {
  by: Readonly<Record<string, AssistView>>;
  /** Flags whose protocol was opened here, by id: when the words were said that were looked at then. */
  opened: Opened;
}
export type Opened = Readonly<Record<string, string>>;
export const useAssistStore = create<Store>()(() => ({ by: {}, opened: {} }));

const users = new Map<string, number>();
const newest = new Map<string, number>();
let stop: (() => void) | null = null;

const put = (view: AssistView): void =>
  useAssistStore.setState(({ by }) => ({ by: { ...by, [view.callId]: view } }));
/** An answer counts as the newest thing known: reads that are under way are dropped. */
export function takeView(result: Result<AssistView>): boolean {
  if (!result.ok) return false;
  const { callId } = result.value;
  newest.set(callId, (newest.get(callId) ?? 0) + 1);
  if (users.has(callId)) put(result.value);
  return true;
}

async function read(callId: string): Promise<void> {
  const mine = (newest.get(callId) ?? 0) + 1;
  newest.set(callId, mine);
  const result = await careline.assist.view({ callId });
  if (result.ok && newest.get(callId) === mine && users.has(callId)) put(result.value);
}

function use(callId: string): () => void {
  if (users.size === 0)
    stop = careline.assist.changed.watch(({ ids, resync }) => {
      for (const id of users.keys())
        if (resync === true || ids.length === 0 || ids.includes(id)) void read(id);
    });
  users.set(callId, (users.get(callId) ?? 0) + 1);
  if (users.get(callId) === 1) void read(callId);
  return () => {
    const left = (users.get(callId) ?? 1) - 1;
    if (left > 0) return void users.set(callId, left);
    users.delete(callId);
    newest.delete(callId);
    useAssistStore.setState(({ by }) => ({
      by: Object.fromEntries(Object.entries(by).filter(([id]) => id !== callId)),
    }));
    if (users.size === 0) {
      stop?.();
      stop = null;
    }
  };
}

/** Null until the desk has said something about this call. */
export function useAssist(callId: string | null): AssistView | null {
  useEffect(() => (callId === null ? undefined : use(callId)), [callId]);
  return useAssistStore((s) => (callId === null ? null : (s.by[callId] ?? null)));
}

const tell = (result: Result<unknown>): void => {
  if (!result.ok) sayFailure(result);
};
export const snooze = (callId: string, how: Snooze | null): void =>
  void careline.assist.snooze({ callId, for: how }).then((r) => takeView(r) || tell(r));
export const rate = (callId: string, cueId: string, up: boolean): void =>
  void careline.assist.rate({ callId, cueId, up }).then((result) => {
    if (!result.ok) sayFailure(result);
    // The hint is gone with it: what became of the thumb is said elsewhere.
    else if (!up) say(t('assist.rated.down'));
  });
/** The flag as it was read: if it was said again since, the desk refuses and it stays. */
export const setAside = (callId: string, { id, at }: FlagRead, reason: DismissReason): void =>
  void careline.assist
    .dismissFlag({ callId, flagId: id, saidAt: at, reason }, { sureWithin: 10_000 })
    .then((result) => {
      if (result.ok) return;
      if (result.code === 'conflict') say(t('assist.flag.said-again'));
      else sayFailure(result);
    });

/** A phrase of the script was said aloud: the next words may be praise. Nothing is shown if it fails. */
export const phraseSaid = (callId: string): void => void careline.assist.said({ callId }).then(takeView);
