// What a person does on the card, as append-only rows at the desk: dialling before a number is dialled, then what came of it.
import { create } from 'zustand';
import { uuidv7 } from 'uuidv7';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { Result } from '#shared/domain/result.ts';
import type { AttemptMethod, AttemptResult } from '#shared/domain/messages/entry.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce } from '../ui/index.ts';
import { readDispatch } from './store.ts';

/** Whom, by which way, for which step. */
export interface Target {
  attemptId: string | null;
  stepId: string | null;
  contactId: string;
  method: AttemptMethod;
  to: string;
}
/** The result that was written last on this page, while it can still be corrected with one press. */
export interface Written extends Target {
  attemptId: string;
  result: AttemptResult;
}
interface Acting {
  /** Messages with a row under way: a second press writes nothing. */
  busy: ReadonlySet<string>;
  last: Readonly<Record<string, Written>>;
}
export const useActing = create<Acting>()(() => ({ busy: new Set(), last: {} }));
export const useBusy = (messageId: string): boolean => useActing((s) => s.busy.has(messageId));

/** Through a restart of the desk: a row that may have been written is asked for again, never written twice. */
const sure = { sureWithin: 60_000 };

async function once<T>(messageId: string, write: () => Promise<Result<T>>): Promise<boolean> {
  const { busy } = useActing.getState();
  if (busy.has(messageId)) return false;
  useActing.setState({ busy: new Set([...busy, messageId]) });
  const result = await write();
  if (result.ok) await readDispatch();
  else sayFailure(result);
  useActing.setState(({ busy: now }) => ({ busy: new Set([...now].filter((id) => id !== messageId)) }));
  return result.ok;
}

function write(card: DispatchCard, target: Target, result: AttemptResult, note: string): Promise<boolean> {
  const attemptId = target.attemptId ?? uuidv7();
  return once(card.messageId, async () => {
    const { stepId, contactId, method, to } = target;
    const input = {
      id: uuidv7(),
      attemptId,
      messageId: card.messageId,
      stepId,
      contactId,
      method,
      to,
      result,
      note,
    };
    const done = await careline.dispatch.attempt(input, sure);
    if (done.ok && result !== 'dialling')
      useActing.setState(({ last }) => ({
        last: { ...last, [card.messageId]: { ...target, attemptId, result } },
      }));
    return done;
  });
}

/** Written before the number is dialled, so that the backend calls nobody meanwhile. */
export const dial = (card: DispatchCard, target: Target): Promise<boolean> =>
  write(card, { ...target, attemptId: null }, 'dialling', '');

export async function tellResult(
  card: DispatchCard,
  target: Target,
  result: AttemptResult,
  note = '',
): Promise<void> {
  if (await write(card, target, result, note))
    announce(t('dispatch.written', { result: t(`dispatch.result.${result}`) }));
}

/** An entry is never changed: the right one follows it and says what it corrects. */
export const correct = (card: DispatchCard, written: Written, result: AttemptResult): Promise<void> =>
  tellResult(
    card,
    written,
    result,
    t('dispatch.correct.note', { was: t(`dispatch.result.${written.result}`) }),
  );

export const skip = (card: DispatchCard, stepId: string, why: string): Promise<boolean> =>
  once(card.messageId, () =>
    careline.dispatch.skip({ id: uuidv7(), messageId: card.messageId, stepId, why }, sure),
  );

export const claim = (card: DispatchCard, on: boolean): Promise<boolean> =>
  once(card.messageId, () => careline.dispatch.claim({ id: uuidv7(), messageId: card.messageId, on }, sure));

export interface Came {
  what: NonNullable<DispatchCard['outcome']>['what'];
  happenedAt: string;
  text: string;
  clinician: string;
}
export const tellOutcome = (card: DispatchCard, came: Came): Promise<boolean> =>
  once(card.messageId, () =>
    careline.dispatch.outcome({ id: uuidv7(), messageId: card.messageId, ...came }, sure),
  );
