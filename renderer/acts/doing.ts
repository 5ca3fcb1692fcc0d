// What the buttons do. Every one may be repeated: an act has an id of its own, so that nothing is done twice.
import { uuidv7 } from 'uuidv7';
import type { ActView } from '#shared/contract/acts.ts';
import type { Act } from '#shared/domain/acts/act.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { keepIn, letGo } from '../app/kept-words.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { type About, aboutOf, type Here } from './here.ts';
import { takeAct } from './standing.ts';
import { linesOf } from './words.ts';

/** As long as a desk restarts: what was begun must not be lost or be taken for lost. */
const sure = { sureWithin: 10_000 };
export interface Names {
  patch: string;
  shown: string;
  doing: string;
  failure: string;
}
/** Names of what a form keeps, so that leaving it loses nothing. */
export const namesOf = (form: string): Names => ({
  patch: `${form} patch`,
  shown: `${form} shown`,
  doing: `${form} doing`,
  failure: `${form} failure`,
});
const told = (result: Result<ActView>): Failure | null => {
  if (result.ok) takeAct(result.value);
  else sayFailure(result);
  return result.ok ? null : result;
};

/** The id is kept before it is sent: pressed again after a restart it is the same act. */
export async function begin(here: Here, act: Act): Promise<void> {
  const at = namesOf(here.form);
  const actId = uuidv7();
  keepIn(at.doing, true);
  keepIn<Failure | null>(at.failure, null);
  const input = { ...aboutOf(here), actId, accountId: here.account.id, act };
  const result = await careline.acts.begin(input, sure);
  keepIn(at.doing, false);
  if (!result.ok) return keepIn<Failure | null>(at.failure, result);
  takeAct(result.value);
  letGo(at.patch);
  keepIn<string | null>(at.shown, actId);
}
export const again = async (view: ActView, as: 'same' | 'task'): Promise<Failure | null> =>
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

/** `actId`: of what is kept already; null = nothing was begun. `draftId`: the draft that the context is, without a call. */
export async function asMessage(
  here: Here,
  act: Act,
  actId: string | null,
  draftId: string | null,
): Promise<string | null> {
  const at = namesOf(here.form);
  keepIn<Failure | null>(at.failure, null);
  const id = actId ?? uuidv7();
  const result = await careline.acts.message(
    {
      ...aboutOf(here),
      actId: id,
      accountId: here.account.id,
      messageId: draftId ?? uuidv7(),
      act,
      lines: linesOf(act),
      patientName: here.patient.preferredName,
      patientBirthDate: '',
      otherPhoneWhy: draftId === null ? null : t('acts.message.other-phone'),
    },
    sure,
  );
  if (!result.ok) {
    sayFailure(result);
    return null;
  }
  takeAct(result.value.view);
  letGo(at.patch);
  keepIn<string | null>(at.shown, id);
  return result.value.messageId;
}
