// What the dialler holds: typed here, or handed over by a callback, a message or a call that was lost.
import { create } from 'zustand';
import type { dialPurposes } from '#shared/domain/telephony/acts.ts';
import type { OutboundRule } from '#shared/domain/telephony/acts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { formatPhone } from '../text/format.ts';

interface Dialling {
  number: string;
  accountId: string | null;
  /** Null = not chosen. */
  purpose: (typeof dialPurposes)[number] | null;
  callbackId: string | null;
  /** What the backend said stands against it, where it was asked already. */
  rules: readonly OutboundRule[];
  clear(): void;
}
const empty = {
  number: '',
  accountId: null,
  purpose: null,
  callbackId: null,
  rules: [] as readonly OutboundRule[],
};
export const useDialling = create<Dialling>()((set) => ({ ...empty, clear: () => set(empty) }));

/** Opens the dialler with this in it; nothing is dialled before a person presses its button. */
export function openDialler(given: Partial<Omit<Dialling, 'clear'>> = {}): void {
  if (given.number !== undefined)
    useDialling.setState({ ...empty, ...given, number: formatPhone(given.number) });
  useDeskView.getState().show({ kind: 'phone', part: 'dial' });
}
