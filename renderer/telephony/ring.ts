// A ring that is made quiet, or let go to a colleague. Quiet is not declined: the card stays and F2 still answers.
import { create } from 'zustand';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { actAndTell } from './store.ts';

/** Calls whose ring was made quiet on this page. */
export const useSilenced = create<{ ids: readonly string[] }>()(() => ({ ids: [] }));

export async function silenceRing(callId: string): Promise<void> {
  const result = await careline.telephony.silenceRing({ callId });
  if (!result.ok) return sayFailure(result);
  useSilenced.setState(({ ids }) => ({ ids: [...ids.filter((id) => id !== callId).slice(-9), callId] }));
}
export const decline = (callId: string): Promise<boolean> => actAndTell({ kind: 'decline', callId });
