// How far each call's script is, in this page only: what was said goes into the notes, which the desk keeps.
import { create } from 'zustand';
import { atStart, type Progress } from './progress.ts';

const useStore = create<{ by: Readonly<Record<string, Progress>> }>()(() => ({ by: {} }));

export const useProgress = (callId: string): Progress => useStore((s) => s.by[callId] ?? atStart);
export const changeProgress = (callId: string, change: (was: Progress) => Progress): void =>
  useStore.setState(({ by }) => ({ by: { ...by, [callId]: change(by[callId] ?? atStart) } }));
