// The message that is being read, as the desk last gave it. One at a time: what is not on screen is not kept here.
import { create } from 'zustand';
import type { MessageView } from '#shared/contract/messages.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';

interface Viewing {
  id: string | null;
  view: MessageView | null;
  /** Why the newest read failed; the view is then that of the last good one. */
  failure: Failure | null;
}
export const useViewing = create<Viewing>()(() => ({ id: null, view: null, failure: null }));

let asked = 0;
/** Reads it anew; an answer that was overtaken is dropped. */
export async function readView(id: string): Promise<void> {
  const mine = ++asked;
  const result = await careline.messages.read({ id });
  if (mine !== asked) return;
  const before = useViewing.getState();
  const view = result.ok ? result.value : before.id === id ? before.view : null;
  useViewing.setState({ id, view, failure: result.ok ? null : result });
}

/** The message itself, one of its addenda or entries: each is announced by its own id when the backend has it. */
export function concerns(view: MessageView | null, ids: readonly string[]): boolean {
  return (
    view === null ||
    ids.includes(view.message.id) ||
    view.addenda.some((a) => ids.includes(a.addendum.id)) ||
    view.entries.some((e) => ids.includes(e.entry.id))
  );
}
