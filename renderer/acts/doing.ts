// What the buttons do. Every one may be repeated: an act has an id of its own, so that nothing is done twice.
import { uuidv7 } from 'uuidv7';
import type { ActView } from '#shared/contract/acts.ts';
import type { Act } from '#shared/domain/acts/act.ts';
import { queueOf } from '#shared/domain/acts/how.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keepIn, keptIn, letGo } from '../app/kept-words.ts';
import { noteSaid } from '../app/note-said.ts';
import { openMessage } from '../app/open-message.ts';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { type About, aboutOf, type Here } from './here.ts';
import { readStanding, takeAct } from './standing.ts';
import { linesOf, nameOf } from './words.ts';

/** Long enough for a desk that restarts: a repeat with the same id makes no second one. */
const sure = { sureWithin: 60_000 };
export interface Names {
  patch: string;
  shown: string;
  doing: string;
  failure: string;
  /** Under which id these words go to the desk, until there is an answer. */
  id: string;
}
/** Names of what a form keeps, so that leaving it loses nothing. */
export const namesOf = (form: string): Names => ({
  patch: `${form} patch`,
  shown: `${form} shown`,
  doing: `${form} doing`,
  failure: `${form} failure`,
  id: `${form} id`,
});
const told = (result: Result<ActView>): Failure | null => {
  if (result.ok) takeAct(result.value);
  else sayFailure(result);
  return result.ok ? null : result;
};

/** The same words have the same id however often they are pressed, until the desk answered: other words are another act. */
function idFor(here: Here, act: Act): string {
  const { id } = namesOf(here.form);
  const words = JSON.stringify(act);
  const before = keptIn<{ actId: string; words: string } | null>(id, null);
  const actId = before?.words === words ? before.actId : uuidv7();
  keepIn(id, { actId, words });
  return actId;
}
/** It is with the desk now: the form begins anew. */
function done(here: Here, actId: string): void {
  const at = namesOf(here.form);
  letGo(at.patch);
  letGo(at.id);
  keepIn<Failure | null>(at.failure, null);
  keepIn<string | null>(at.shown, actId);
}

/** What a person began stands in the notes of the call; what was refused doesn't. */
function noteBegun(view: ActView): void {
  const waits = view.state === 'queued' || view.state === 'sending';
  if (!waits && view.state !== 'done') return;
  const how = waits ? 'waits' : view.how === 'task' ? 'task' : 'done';
  noteSaid(
    view.contextId,
    t(`acts.note.${how}`, { act: nameOf(view.kind), queue: t(`acts.queue.${queueOf(view.act)}`) }),
  );
}

/** The id is kept before it is sent: pressed again after a lost answer it is the same act. */
export async function begin(here: Here, act: Act): Promise<void> {
  const at = namesOf(here.form);
  const actId = idFor(here, act);
  keepIn(at.doing, true);
  keepIn<Failure | null>(at.failure, null);
  const input = { ...aboutOf(here), actId, accountId: here.account.id, act };
  const result = await careline.acts.begin(input, sure);
  if (result.ok) takeAct(result.value);
  // It may have been begun all the same: the desk knows.
  const begun = result.ok || ((await readStanding(aboutOf(here)))?.some((a) => a.actId === actId) ?? false);
  keepIn(at.doing, false);
  if (result.ok) noteBegun(result.value);
  if (begun) done(here, actId);
  else keepIn<Failure | null>(at.failure, result);
}
export const again = async (view: About & { actId: string }, as: 'same' | 'task'): Promise<Failure | null> =>
  told(await careline.acts.again({ ...idsOf(view), as }, sure));
export const verify = async (view: ActView, reference: string): Promise<Failure | null> =>
  told(await careline.acts.verify({ ...idsOf(view), reference }, sure));
export const poll = async (view: ActView): Promise<Failure | null> =>
  told(await careline.acts.poll(idsOf(view)));
const idsOf = ({ contextId, patientId, actId }: About & { actId: string }) => ({
  contextId,
  patientId,
  actId,
});
export async function withdraw(of: About & { actId: string }): Promise<void> {
  const result = await careline.acts.withdraw(idsOf(of), sure);
  if (!result.ok) sayFailure(result);
}
export async function settle(of: About & { actId: string }): Promise<boolean> {
  const result = await careline.acts.settle(idsOf(of), sure);
  if (!result.ok) sayFailure(result);
  return result.ok;
}

/** What is stopped from the work list can be kept after all for so long. ms */
export const stopsAfter = 8000;
export const stoppingOf = ({ actId }: { actId: string }): string => `stopping ${actId}`;
/**
 * Not sent any more: taken back, or, where it may have arrived, closed. Answers what keeps it after all. A page that goes
 * before then has stopped nothing: it is still on the list.
 */
export function stopSoon(row: About & { actId: string; perhaps: boolean }): () => void {
  const name = stoppingOf(row);
  keepIn(name, true);
  const timer = setTimeout(() => {
    void (row.perhaps ? settle(row) : withdraw(row)).then(() => letGo(name));
  }, stopsAfter);
  return () => {
    clearTimeout(timer);
    letGo(name);
  };
}

/** A message doesn't wait for the record longer than this. ms */
const bornWithin = 1000;
/** The verified patient's birth date, as the record has it: what was compared on this call is not asked for again (row 43). */
async function birthDateOf(here: Here): Promise<string> {
  const read = careline.patient.card({ ...aboutOf(here), card: 'identity', fresh: false });
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), bornWithin));
  const result = await Promise.race([read, late]);
  if (result === null || !result.ok || result.value.card !== 'identity') return '';
  const born = result.value.rows[0]?.birthDate ?? '';
  return born.length === 10 ? born : '';
}
/** Somebody has to be reached: it opens, and says how urgent the rules make it, and what it lacks. */
async function openUrgent(messageId: string, contextId: string): Promise<void> {
  const result = await careline.messages.read({ id: messageId });
  // Another caller may be in hand by now.
  if (useDeskView.getState().contextId !== contextId) return;
  openMessage(messageId);
  const urgency = result.ok ? result.value.message.fields.urgency : null;
  say(t(urgency === 'emergency' ? 'acts.saved.emergency' : 'acts.saved.urgent'));
}

/** `actId`: of what is kept already; null = nothing was begun. `draftId`: the draft that the context is, without a call. */
export async function asMessage(
  here: Here,
  act: Act,
  actId: string | null,
  draftId: string | null,
): Promise<string | null> {
  const at = namesOf(here.form);
  keepIn<Failure | null>(at.failure, null);
  const id = actId ?? idFor(here, act);
  // As with the act: a message that was saved behind a lost answer is saved once.
  const named = `${here.form} message ${id}`;
  const messageId = draftId ?? keptIn(named, uuidv7());
  keepIn(named, messageId);
  const result = await careline.acts.message(
    {
      ...aboutOf(here),
      actId: id,
      accountId: here.account.id,
      messageId,
      act,
      lines: linesOf(act),
      patientName: here.patient.preferredName,
      patientBirthDate: await birthDateOf(here),
      otherPhoneWhy: draftId === null ? null : t('acts.message.other-phone'),
    },
    sure,
  );
  if (!result.ok) {
    sayFailure(result);
    return null;
  }
  takeAct(result.value.view);
  done(here, id);
  noteSaid(here.contextId, t('acts.note.message', { act: nameOf(here.kind) }));
  if (act.kind === 'refill-request' && act.outNow) await openUrgent(result.value.messageId, here.contextId);
  return result.value.messageId;
}
