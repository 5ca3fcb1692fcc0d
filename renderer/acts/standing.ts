// The acts of a call and patient, and those of the whole desk that are still open, as the desk keeps them: one audited read for
// every part that shows them.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ActRow, ActView, OfferedAct } from '#shared/contract/acts.ts';
import type { Failure } from '#shared/domain/result.ts';
import { renewRecord } from '../app/renew.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import type { About } from './here.ts';

/** What was read, also while a later read failed; both null = not answered yet. */
export interface Read<T> {
  value: T | null;
  failure: Failure | null;
  /** Asks once more. */
  again(): void;
}
interface Store {
  standing: Readonly<Record<string, readonly ActView[]>>;
  offered: Readonly<Record<string, readonly OfferedAct[]>>;
  /** Of the last read of either, by its name and what it is about. */
  failures: Readonly<Record<string, Failure | null>>;
}
const useStore = create<Store>()(() => ({ standing: {}, offered: {}, failures: {} }));
const failed = (name: string, failure: Failure | null): void =>
  useStore.setState(({ failures }) => ({ failures: { ...failures, [name]: failure } }));
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

/** Answers what stands now; null = not answered, or a later read counts. */
export async function readStanding(about: About): Promise<readonly ActView[] | null> {
  const key = keyOf(about);
  const mine = (newest.get(key) ?? 0) + 1;
  newest.set(key, mine);
  const result = await careline.acts.standing(about);
  if (newest.get(key) !== mine) return result.ok ? result.value : null;
  failed(`standing ${key}`, result.ok ? null : result);
  if (!result.ok) return null;
  take(key, result.value);
  return result.value;
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
/** Newest first. */
export function useActs(about: About): Read<readonly ActView[]> {
  const { contextId, patientId } = about;
  const value = useStore((s) => s.standing[keyOf(about)] ?? null);
  const failure = useStore((s) => s.failures[`standing ${keyOf(about)}`] ?? null);
  const epoch = useDesk().hello?.epoch;
  const again = (): void => void readStanding({ contextId, patientId });
  useEffect(() => void readStanding({ contextId, patientId }), [contextId, patientId, epoch]);
  useTopic(careline.acts.changed, again);
  return { value, failure, again };
}

async function readOffered(about: About, left: () => boolean): Promise<void> {
  const key = keyOf(about);
  const result = await careline.acts.offered(about);
  if (left()) return;
  failed(`offered ${key}`, result.ok ? null : result);
  if (result.ok) useStore.setState(({ offered }) => ({ offered: { ...offered, [key]: result.value } }));
}
/** What can be done for this patient, as what. `level`: evidence that was added is asked about anew. */
export function useOffered(about: About, level: number): Read<readonly OfferedAct[]> {
  const { contextId, patientId } = about;
  const value = useStore((s) => s.offered[keyOf(about)] ?? null);
  const failure = useStore((s) => s.failures[`offered ${keyOf(about)}`] ?? null);
  const epoch = useDesk().hello?.epoch;
  useEffect(() => {
    let left = false;
    void readOffered({ contextId, patientId }, () => left);
    return () => {
      left = true;
    };
  }, [contextId, patientId, level, epoch]);
  return { value, failure, again: () => void readOffered({ contextId, patientId }, () => false) };
}

/** Null = not read yet. */
const useOpen = create<{ rows: readonly ActRow[] | null }>()(() => ({ rows: null }));
let asked: Promise<void> | null = null;
/** Two screens that hear of the same change ask once. */
function readOpen(): Promise<void> {
  asked ??= Promise.resolve().then(async () => {
    asked = null;
    const result = await careline.acts.open();
    if (result.ok) useOpen.setState({ rows: result.value });
  });
  return asked;
}
/** What waits or needs a look, of the whole desk: ids, codes and times. Null = not read yet. */
export function useOpenActs(): readonly ActRow[] | null {
  const rows = useOpen((s) => s.rows);
  const epoch = useDesk().hello?.epoch;
  useEffect(() => void readOpen(), [epoch]);
  useTopic(careline.acts.changed, () => void readOpen());
  return rows;
}
