// Leaving the desk with open urgent messages: never silently. Who leaves is shown them first and says so once more.
import { create } from 'zustand';
import { useDeskView } from '../app/desk-store.ts';
import { sayFailure } from '../app/say.ts';
import { keepWords, moveSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { ownOf } from './order.ts';
import { readOpen, useOpen } from './store.ts';

/** A person asked to leave and was shown what is open. */
export const useLeaving = create<{ asked: boolean }>()(() => ({ asked: false }));

export async function goNow(): Promise<void> {
  useLeaving.setState({ asked: false });
  await keepWords();
  const failed = await moveSession(careline.session.leave());
  if (failed) sayFailure(failed);
}

/** Leaves, or shows what must be handed over first. What can't be read stops nobody for ever: it is shown as not read. */
export async function askToLeave(): Promise<void> {
  await readOpen();
  const { value, failure } = useOpen.getState();
  const own = ownOf(value?.items ?? [], useSession.getState().state?.person?.id);
  if (failure === null && own.length === 0) return goNow();
  if (failure !== null && useLeaving.getState().asked) return goNow();
  useLeaving.setState({ asked: true });
  useDeskView.getState().show({ kind: 'handover', part: 'shift' });
}
