// A masked number for a reason (C18): asked of the server each time, told once, never kept. Of identity numbers no more
// than the last four is taken out of the answer.
import type { z } from 'zod';
import type { patient } from '#shared/contract/patient.ts';
import { lastFour } from '#shared/domain/disclosure/compare.ts';
import { levelFor, mayShowField } from '#shared/domain/disclosure/matrix.ts';
import { within } from '#shared/domain/disclosure/scope.ts';
import type { IdentityNumber } from '#shared/domain/patient/card.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import { coverageResource } from '../fhir/resources.ts';
import type { RoomTools } from './caller.ts';
import { numberTypes } from './identity.ts';
import { hasCode, isAbout } from './mapped.ts';
import { isRestricted, readPatient } from './person.ts';
import type { PatientContext } from './room.ts';

type In = z.output<typeof patient.reveal.input>;
type Out = z.input<typeof patient.reveal.output>;
type Value = Omit<Out, 'until'>;

/** How long a number stands on the screen before it is masked again, ms. */
export const revealedForMs = 30_000;

/** A restricted record answers as one that has no such number: nothing is confirmed (C26). */
const none = (): Failure => fail('not-found', 'number');

async function identityNumber(
  fhir: FhirClient,
  patientId: string,
  number: IdentityNumber,
  signal: AbortSignal,
  withheld: () => void,
): Promise<Result<Value>> {
  const answer = await fhir.read('Patient', patientId, signal);
  if (!answer.ok) return answer;
  const read = answer.value.modified ? readPatient(answer.value.resource) : null;
  if (read === null) return fail('ehr-unreadable', 'Patient');
  if (isRestricted(read)) withheld();
  if (read.id !== patientId || isRestricted(read)) return none();
  const found = read.identifier.find((i) => i.value && hasCode(i.type, ...numberTypes[number]));
  const value = lastFour(found?.value ?? '');
  return value === null ? none() : ok({ value: value.toUpperCase(), whole: false });
}

async function memberNumber(
  fhir: FhirClient,
  patientId: string,
  coverageId: string,
  signal: AbortSignal,
): Promise<Result<Value>> {
  const answer = await fhir.read('Coverage', coverageId, signal);
  if (!answer.ok) return answer;
  const read = answer.value.modified ? coverageResource.safeParse(answer.value.resource) : null;
  if (read === null || !read.success) return fail('ehr-unreadable', 'Coverage');
  const c = read.data;
  // The id comes from the page: a coverage of somebody else is none.
  if (c.id !== coverageId || !isAbout(c.beneficiary.reference, patientId) || isRestricted(c)) return none();
  const value = c.subscriberId ?? c.identifier.find((i) => hasCode(i.type, 'MB'))?.value ?? '';
  return value === '' ? none() : ok({ value: value.slice(0, 120), whole: true });
}

export function createReveal({ people, standing, isChosen, ...parts }: RoomTools) {
  return async function reveal(input: In, ctx: PatientContext): Promise<Result<Out>> {
    const { contextId, patientId, number, reason } = input;
    ctx.about({ patientId, callId: contextId, card: number, what: `${reason}:${input.why}` });
    const role = ctx.person?.role;
    if (role === undefined) return fail('not-signed-in');
    const section = number === 'wholeMemberId' ? 'coverage' : 'identity';
    const refused = (): Failure | null => {
      if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
      const { level, scope } = standing(contextId, patientId);
      if (!within(scope, section, number)) return fail('not-for-caller');
      if (levelFor(reason, role, section, number) === null) return fail('not-for-reason');
      return mayShowField({ reason, role, level, scope }, section, number) ? null : fail('not-verified');
    };
    const before = refused();
    if (before !== null) return before;
    const fhir = parts.fhir();
    if (fhir === null) return fail('ehr-offline', 'no EHR is set up');
    const known = await people.whole(patientId, ctx);
    if (!known.ok) return known;
    if (known.value.person.restricted) return none();
    const answer =
      number === 'wholeMemberId'
        ? await memberNumber(fhir, patientId, input.coverageId ?? '', ctx.signal)
        : await identityNumber(fhir, patientId, number, ctx.signal, () =>
            people.withheld(patientId, parts.clock()),
          );
    if (!answer.ok) return answer;
    const after = refused();
    if (after !== null) return after;
    parts.later(revealedForMs, () => ctx.changed('patient.changed', [contextId]));
    const until = new Date(Date.parse(parts.clock()) + revealedForMs).toISOString();
    return ok({ ...answer.value, until });
  };
}
