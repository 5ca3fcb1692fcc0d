// What is written and done in this form, kept with its call in this page alone: leaving the form keeps it, a lock or a reload
// takes what was not sent (the desk has no sealed place for such words yet).
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { intake, IntakeOutcome } from '#shared/contract/intake.ts';
import type { Fact } from '#shared/domain/disclosure/facts.ts';
import {
  type IntakeLine,
  intakeLines,
  type NewPerson,
  nobodyYet,
  type NotSameReason,
} from '#shared/domain/finding/intake.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keepIn, keptIn, useKept } from '../app/kept-words.ts';
import { noteSaid } from '../app/note-said.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';

export type Looked = z.output<typeof intake.look.output>;
export type Saved = z.output<typeof intake.message.output>;
/** What ends a try; the others are gone on with in the form. */
export type Ended = Exclude<IntakeOutcome, { kind: 'duplicates' | 'part' }>;
/** The desk could not be asked, or the record holds something else than was said. */
export type Unverified = Failure | 'differs';
export interface Words {
  person: NewPerson;
  /** The birth date as typed, while it is typed. */
  birthTyped: string;
  /** Of the record that will be made: sent again it is the same. */
  intakeId: string;
  looked: Looked | null;
  notSame: Readonly<Record<string, NotSameReason>>;
  outcome: Ended | null;
  failure: Failure | null;
  saved: Saved | null;
  /** Of a message whose answer was lost: sent again it is the same. */
  messageId: string;
  /** Why the record that was made is not verified yet; null = nothing stood against it. */
  unverified: Unverified | null;
  busy: 'look' | 'create' | 'message' | 'choose' | null;
  /** Sent once with something lacking: from then on the form says what. */
  tried: boolean;
}
const empty: Words = {
  person: nobodyYet,
  birthTyped: '',
  intakeId: '',
  looked: null,
  notSame: {},
  outcome: null,
  failure: null,
  saved: null,
  messageId: '',
  unverified: null,
  busy: null,
  tried: false,
};
const nameOf = (contextId: string): string => `intake ${contextId}`;
const wordsOf = (contextId: string): Words => keptIn(nameOf(contextId), empty);
const put = (contextId: string, patch: Partial<Words>): void =>
  keepIn(nameOf(contextId), { ...wordsOf(contextId), ...patch });

/** What is looked for by: a change takes back what was found. */
const telling: readonly (keyof NewPerson)[] = [
  'given',
  'family',
  'preferred',
  'birthDate',
  'phone',
  'line',
  'postalCode',
];

export function useIntake(contextId: string): { words: Words; set(patch: Partial<NewPerson>): void } {
  const [words] = useKept<Words>(nameOf(contextId), empty);
  return {
    words,
    set(patch) {
      const before = wordsOf(contextId);
      const person = { ...before.person, ...patch };
      const anew = telling.some((field) => person[field] !== before.person[field]);
      put(contextId, {
        person: person.phone === before.person.phone ? person : { ...person, phoneReadBack: false },
        ...(anew && { looked: null, notSame: {}, failure: null, outcome: null }),
      });
    },
  };
}
export const typeBirth = (contextId: string, birthTyped: string): void => put(contextId, { birthTyped });
export const tryIt = (contextId: string): void => put(contextId, { tried: true });
export const notSame = (contextId: string, patientId: string, reason: NotSameReason): void =>
  put(contextId, { notSame: { ...wordsOf(contextId).notSame, [patientId]: reason } });
export const anotherTry = (contextId: string): void => put(contextId, { outcome: null });

export async function look(contextId: string): Promise<void> {
  const { person } = wordsOf(contextId);
  put(contextId, { busy: 'look', failure: null, looked: null, outcome: null });
  const found = await careline.intake.look({ contextId, person });
  // Written on meanwhile: the answer is of other words.
  if (telling.some((field) => wordsOf(contextId).person[field] !== person[field]))
    return put(contextId, { busy: null });
  put(contextId, found.ok ? { busy: null, looked: found.value } : { busy: null, failure: found });
}

/** Two facts that were just said: compared by the desk like any other. Answers what stood against it. */
async function verify(contextId: string, patientId: string, person: NewPerson): Promise<Unverified | null> {
  const chosen = await careline.patient.choose({ contextId, patientId }, { sureWithin: 10_000 });
  if (!chosen.ok) return chosen;
  const said: [Fact, string][] = [
    ['fullName', `${person.given} ${person.family}`],
    ['birthDate', person.birthDate],
  ];
  let all = true;
  for (const [fact, stated] of said) {
    const checked = await careline.patient.check({ contextId, patientId, fact, stated });
    if (!checked.ok) return checked;
    all &&= checked.value.outcome === 'matched';
  }
  return all ? null : 'differs';
}

/** The record was made, but another person is chosen, or nothing was compared: chosen, and compared with what was said. */
export async function compare(contextId: string): Promise<void> {
  const { outcome, person } = wordsOf(contextId);
  if (outcome?.kind !== 'created') return;
  put(contextId, { busy: 'choose', unverified: null });
  put(contextId, { unverified: await verify(contextId, outcome.patientId, person), busy: null });
}

/** Somebody else on the same call, mostly of the same household: number and address stay, the number is read back anew. */
export function another(contextId: string): void {
  const { phone, line, city, state, postalCode } = wordsOf(contextId).person;
  keepIn<Words>(nameOf(contextId), {
    ...empty,
    person: { ...nobodyYet, phone, line, city, state, postalCode },
  });
}
/** Back to what was typed, after a message: it was saved too early, or the record is there again. */
export const backToForm = (contextId: string): void =>
  put(contextId, { saved: null, looked: null, outcome: null, failure: null });

export async function create(contextId: string): Promise<void> {
  const before = wordsOf(contextId);
  const intakeId = before.intakeId || crypto.randomUUID();
  put(contextId, { busy: 'create', intakeId, failure: null });
  const possible = before.looked?.possible ?? [];
  const said = possible.flatMap(({ patientId }) => {
    const reason = before.notSame[patientId];
    return reason === undefined ? [] : [{ patientId, reason }];
  });
  const done = await careline.intake.create(
    {
      contextId,
      intakeId,
      person: before.person,
      notSame: said,
      // It stood over the button that was pressed.
      partSeen: before.looked !== null && (before.looked.more || before.looked.unreadable > 0),
    },
    { sureWithin: 60_000 },
  );
  if (!done.ok) return put(contextId, { busy: null, failure: done });
  const outcome = done.value;
  if (outcome.kind === 'created') {
    put(contextId, { unverified: await verify(contextId, outcome.patientId, before.person) });
    noteSaid(contextId, t('intake.said.created'));
  }
  if (outcome.kind !== 'duplicates' && outcome.kind !== 'part')
    return put(contextId, { busy: null, outcome });
  const { looked } = before;
  // Somebody who was made meanwhile: shown with the others, so that it is said who they are. Or not all could be compared.
  const now =
    outcome.kind === 'part'
      ? { more: outcome.more, unreadable: outcome.unreadable }
      : { possible: [...possible.filter((p) => before.notSame[p.patientId]), ...outcome.possible] };
  put(contextId, { busy: null, outcome: null, looked: looked === null ? null : { ...looked, ...now } });
}

/** Somebody on file is the caller: nothing is made, they are up for verification. */
export async function isCaller(contextId: string, patientId: string): Promise<void> {
  put(contextId, { busy: 'choose' });
  const chosen = await careline.patient.choose({ contextId, patientId }, { sureWithin: 10_000 });
  put(contextId, { busy: null });
  if (!chosen.ok) return void sayFailure(chosen);
  const view = useDeskView.getState();
  // Another caller may be in hand by now: only this one's form goes.
  if (view.contextId === contextId) view.setRightTab('patient');
  view.closeTask(contextId);
}

const sentence = ({ key, value }: IntakeLine): string => t(`intake.line.${key}`, { value });

/** @param draftId of the message that is being taken, when the call came in on another phone. */
export async function toMessage(contextId: string, accountId: string, draftId: string | null): Promise<void> {
  const { person, messageId: before } = wordsOf(contextId);
  const messageId = draftId ?? (before || uuidv7());
  put(contextId, { busy: 'message', messageId });
  const saved = await careline.intake.message(
    {
      contextId,
      accountId,
      messageId,
      person,
      lines: intakeLines(person).map(sentence),
      otherPhoneWhy: draftId === null ? null : t('intake.message.other-phone'),
    },
    { sureWithin: 60_000 },
  );
  put(contextId, saved.ok ? { busy: null, saved: saved.value, messageId: '' } : { busy: null });
  if (saved.ok) noteSaid(contextId, t('intake.said.message'));
  else sayFailure(saved);
}
