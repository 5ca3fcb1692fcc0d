// What is in hand, as far as articles are looked for by it: its call or draft, practice, reason, step and notes.
import { useEffect, useState } from 'react';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useNotesStore } from '../calls/notes.ts';
import { useCallsStore } from '../calls/store.ts';
import { useReason } from '../patient/use-reason.ts';

export interface InHand {
  /** null = a draft, or nothing. */
  callId: string | null;
  accountId: string | null;
  reason: ReasonCode | null;
  step: { id: string; words: string } | null;
  /** The end of the notes: what was written last says most about now. */
  notes: string;
}

/** Longest piece of notes that is looked at (characters), and how long typing must rest first (ms). */
const mostNotes = 400;
const restMs = 800;

/** From a word's beginning. */
export const endOfNotes = (notes: string): string =>
  notes.length <= mostNotes ? notes : notes.slice(-mostNotes).replace(/^\S*\s+/, '');

function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

export function useInHand(): InHand {
  const contextId = useDeskView((v) => v.contextId);
  const accountId = useDeskView((v) => v.accountId);
  const place = useDeskView((v) => v.scriptPlace);
  const reason = useReason(contextId ?? '');
  const call = useCallsStore((s) => s.calls.find((each) => each.id === contextId));
  const typed = useNotesStore((s) => (call === undefined ? undefined : s.by[call.id]?.text));
  const callId = call?.id ?? '';
  // Another call's step, or one that is the same on every call, says nothing.
  const isTold = place !== null && callId !== '' && place.callId === callId && place.words !== '';
  // With its call: another one's words say nothing here while they rest.
  const rested = useRested(`${callId} ${endOfNotes(typed ?? call?.notes ?? '')}`);
  return {
    callId: callId || null,
    accountId,
    reason,
    step: isTold ? { id: place.id, words: place.words } : null,
    notes: callId !== '' && rested.startsWith(`${callId} `) ? rested.slice(callId.length + 1) : '',
  };
}
