// How far each call's script is, in this page only: what was said goes into the notes, which the desk keeps.
import { create } from 'zustand';
import type { Left } from './left-over.ts';
import { atStart, type Progress } from './progress.ts';

/** A shared path has a place of its own beside the call's script. */
export const placeOf = (callId: string, path: string | null): string =>
  path === null ? callId : `${callId} ${path}`;

interface View {
  by: Readonly<Record<string, Progress>>;
  /** What each call's script still asks for, as it was drawn last: the wrap-up shows it. */
  left: Readonly<Record<string, readonly Left[]>>;
}
const useStore = create<View>()(() => ({ by: {}, left: {} }));

export const useProgress = (place: string): Progress => useStore((s) => s.by[place] ?? atStart);
export const progressOf = (place: string): Progress => useStore.getState().by[place] ?? atStart;
export const changeProgress = (place: string, change: (was: Progress) => Progress): void =>
  useStore.setState(({ by }) => ({ by: { ...by, [place]: change(by[place] ?? atStart) } }));

const nothing: readonly Left[] = [];
export const useLeft = (callId: string): readonly Left[] => useStore((s) => s.left[callId] ?? nothing);
const idsOf = (missing: readonly Left[]): string => missing.map((m) => `${m.stepId} ${m.id}`).join('|');
export function keepLeft(callId: string, missing: readonly Left[]): void {
  const { left } = useStore.getState();
  if (idsOf(left[callId] ?? nothing) !== idsOf(missing))
    useStore.setState({ left: { ...left, [callId]: missing } });
}
