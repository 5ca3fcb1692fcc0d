// Out of practice, in its place rather than on top of it, so that “Back” does not lead into it again. F9 is practised there on
// the practice desk's own card; the key of a real emergency is another one (Shift+F9), works on every screen of practice,
// and leads to the live desk with its card open. On the live desk it opens that card, so that the hand need not know
// where it is. Into practice goes nothing but who comes: the person at the live desk's seat.
import { z } from 'zod';
import { useDeskView } from './desk-store.ts';
import { clearDialogs } from './overlay-store.ts';
import { placeOf } from './place.ts';
import { keepWords, useSession } from './session-store.ts';

export const inPractice = (): boolean =>
  useSession.getState().state?.practice === true || placeOf(window.location).desk === 'practice';

const handedOver = 'careline.practises';
const person = z.strictObject({ id: z.string().min(1).max(60), name: z.string().trim().min(1).max(80) });

/** In place of the desk, so that “Back” is not a way into practice by mistake. */
export function goToPractice(): void {
  const sitting = useSession.getState().state?.person;
  if (sitting)
    window.sessionStorage.setItem(handedOver, JSON.stringify({ id: sitting.id, name: sitting.name }));
  window.location.replace('?desk=practice');
}

/** Who came over from the live desk; null = nobody, or not any more. Taken once. */
export function takeHandedOver(): z.infer<typeof person> | null {
  const kept = window.sessionStorage.getItem(handedOver);
  window.sessionStorage.removeItem(handedOver);
  try {
    return kept === null ? null : (person.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    return null;
  }
}

export const leavePractice = (): void => window.location.replace('?');

export function realEmergency(): void {
  if (!inPractice()) {
    clearDialogs();
    return useDeskView.getState().setEmergency(true);
  }
  // What was typed is handed over on the way; nothing waits for it: practice never stands between a person and help.
  void keepWords();
  window.location.replace('?emergency');
}
