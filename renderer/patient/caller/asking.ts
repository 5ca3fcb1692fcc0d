// Whether the choice of who is on the line stands open, and for which call: its key opens it from anywhere on the desk.
import { create } from 'zustand';
import { say } from '../../app/say.ts';
import { t } from '../../text/t.ts';

/** `contextId` null = closed. Ids only. */
export const useAsking = create<{ contextId: string | null }>()(() => ({ contextId: null }));

export const openAsking = (contextId: string | null): void => useAsking.setState({ contextId });
/** Nobody is chosen on this call: said, and not asked later by itself, over a field that is typed in. */
export function refuseAsking(contextId: string): void {
  if (useAsking.getState().contextId !== contextId) return;
  useAsking.setState({ contextId: null });
  say(t('caller.choose-first'));
}
export const closeAsking = (): void => useAsking.setState({ contextId: null });
