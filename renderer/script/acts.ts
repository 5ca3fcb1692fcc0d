// What a step does at once, by the desk's own actions; and what a supervisor or colleague is told before they are on the line:
// it goes into the notes of the call, which the transfer carries along. Never what anybody felt.
import type { StepAct } from '#shared/domain/script/script.ts';
import { runAction } from '../app/actions.ts';
import type { ActionId } from '../app/keys.ts';
import { noteSaid } from '../app/note-said.ts';
import { contextWords, type Context } from './context.ts';
import { placeOf, progressOf } from './state.ts';
import type { Flow } from './flow.ts';

/** Acts that are a key of the desk. The others are paths, or another room's. */
const actions: Readonly<Partial<Record<StepAct, ActionId>>> = {
  emergency: 'emergency',
  message: 'new-message',
  transfer: 'transfer',
  supervisor: 'transfer',
  payment: 'secure-pause',
  knowledge: 'search-articles',
  callback: 'plan-callback',
};
export const actionOf = (act: StepAct | null): ActionId | null =>
  act === null ? null : (actions[act] ?? null);

/** Steps done and fields collected of the call's script, for the line above. */
export function doneOf(callId: string, main: Flow): Pick<Context, 'done' | 'collected'> {
  const progress = progressOf(placeOf(callId, null));
  const fields = main.steps.flatMap((s) => s.fields.map((f) => ({ ...f, key: `${s.id} ${f.id}` })));
  return {
    done: main.steps.filter((s) => progress.done.includes(s.id)).map((s) => s.title),
    collected: fields.flatMap((f) => {
      const value = progress.fields[f.key];
      return value === undefined ? [] : [`${f.label} ${value}`];
    }),
  };
}

/** Does it; who comes to the line finds the context in the notes. */
export function doAct(callId: string, act: StepAct, context: Context): void {
  if (act === 'supervisor' || act === 'transfer') noteSaid(callId, contextWords(context));
  const action = actionOf(act);
  if (action !== null) runAction(action);
}
