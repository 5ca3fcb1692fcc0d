// What the dialler holds: typed here, or handed over by a callback, a message or a call that was lost.
import { create } from 'zustand';
import type { dialPurposes } from '#shared/domain/telephony/acts.ts';
import { useDeskView } from '../app/desk-store.ts';

interface Dialling {
  number: string;
  accountId: string | null;
  /** Null = not chosen. */
  purpose: (typeof dialPurposes)[number] | null;
  callbackId: string | null;
  clear(): void;
}
const empty = { number: '', accountId: null, purpose: null, callbackId: null };
export const useDialling = create<Dialling>()((set) => ({ ...empty, clear: () => set(empty) }));

/** Opens the dialler with this in it; nothing is dialled before a person presses the button. */
export function openDialler(given: Partial<Omit<Dialling, 'clear'>> = {}): void {
  if (given.number !== undefined) useDialling.setState({ ...empty, ...given });
  useDeskView.getState().show({ kind: 'phone', part: 'dial' });
}
