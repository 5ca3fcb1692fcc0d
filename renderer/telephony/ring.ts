// A ring that is made quiet, or let go to a colleague. Quiet is not declined: the card stays and F2 still answers.
import { create } from 'zustand';
import type { Call } from '#shared/domain/calls/call.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { actAndTell } from './store.ts';

type Ring = Pick<Call, 'id' | 'rangAt'>;
/** A caller who rings again is another ring: it sounds, and is made quiet anew. */
const ringKey = ({ id, rangAt }: Ring): string => `${id} ${rangAt}`;

/** Rings that were made quiet on this page. */
const useSilenced = create<{ rings: readonly string[] }>()(() => ({ rings: [] }));
export const isSilenced = (rings: readonly string[], ring: Ring): boolean => rings.includes(ringKey(ring));
export const useIsSilenced = (ring: Ring): boolean => useSilenced((s) => isSilenced(s.rings, ring));
export const silencedRings = (): readonly string[] => useSilenced.getState().rings;

export async function silenceRing(ring: Ring): Promise<void> {
  const result = await careline.telephony.silenceRing({ callId: ring.id });
  if (!result.ok) return sayFailure(result);
  const mine = ringKey(ring);
  useSilenced.setState(({ rings }) => ({ rings: [...rings.filter((key) => key !== mine).slice(-9), mine] }));
}
export const decline = (callId: string): Promise<boolean> => actAndTell({ kind: 'decline', callId });
