// Who is on the line and what they may hear (C20): asks the record who else is on file and what the patient allowed, lets
// the domain decide, keeps the decision with the call. Until it is decided, and when it can't be, nothing may be heard.
import type { z } from 'zod';
import type { Hearing, patient } from '#shared/contract/patient.ts';
import { type Caller, type Why, whoMayHear } from '#shared/domain/disclosure/who.ts';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { emptyAnswer, type SearchAnswer } from '../fhir/bundle.ts';
import type { FhirClient } from '../fhir/client.ts';
import type { Evident } from './evidence.ts';
import { mapFlags } from './identity.ts';
import type { People } from './people.ts';
import { onRecord, type OnRecord } from './relations.ts';
import type { PatientContext, PatientRoomParts } from './room.ts';
import type { CallerEvidence } from './store.ts';

export interface RoomTools extends PatientRoomParts {
  people: People;
  standing(contextId: string, patientId: string | null): Evident;
  isChosen(contextId: string, patientId: string): boolean;
}
type In = z.output<typeof patient.caller.input>;
type Out = z.input<typeof patient.caller.output>;

/** What crosses the bridge of it: codes. The document's id stays. */
export const hearingOf = ({ caller, scope, why }: Omit<CallerEvidence, 'at' | 'document'>): Hearing => ({
  caller,
  scope,
  why,
  say: scope === 'nothing' ? 'neither-confirm-nor-deny' : null,
});

interface Around extends OnRecord {
  patientOnly: boolean;
  safety: boolean;
}
const nobody: Around = { onFile: null, allowances: [], named: null, patientOnly: false, safety: false };
const professionals: readonly Caller[] = ['provider', 'pharmacy'];

/** A server that has no such records has none; one that has them and fails now may be hiding a "no". */
async function around(
  fhir: FhirClient,
  input: In,
  as: { locale: string; today: string },
  signal: AbortSignal,
): Promise<Result<Around>> {
  const of = (type: string) => ({
    type,
    params: [['patient', input.patientId]] as [string, string][],
    most: 200,
  });
  const answers = await fhir.batch([of('RelatedPerson'), of('Consent'), of('Flag')], signal);
  const read: SearchAnswer[] = [];
  for (const a of answers) {
    if (!a.ok && a.code !== 'ehr-unsupported') return a;
    read.push(a.ok ? a.value : emptyAnswer());
  }
  const [related = emptyAnswer(), consents = emptyAnswer(), flagged = emptyAnswer()] = read;
  const flags = mapFlags(flagged, input.patientId);
  // A flag that is withheld or can't be read may be the one that forbids.
  const unsure = flags.withheldSome || flags.unreadable > 0 || flags.more;
  const name = professionals.includes(input.caller) ? null : input.name;
  return ok({
    ...onRecord(related, consents, input.patientId, name, as),
    patientOnly: flags.rows.some((f) => f.kind === 'patient-only'),
    safety: unsure || flags.rows.some((f) => f.kind === 'safety'),
  });
}

export function createCaller({ people, standing, isChosen, ...parts }: RoomTools) {
  /** Row 24: anyone can say to be a practice; who was called at a number that an account lists is one. */
  const calledBack = (contextId: string): boolean => {
    const number = normalDigits(parts.dialled(contextId) ?? '');
    return number !== null && parts.knownNumbers().some((known) => normalDigits(known) === number);
  };
  return async function caller(input: In, ctx: PatientContext): Promise<Result<Out>> {
    const { contextId, patientId } = input;
    ctx.about({ patientId, callId: contextId, what: input.caller });
    if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
    const put = (e: Omit<CallerEvidence, 'at' | 'caller'>): void => {
      const evidence = { ...e, caller: input.caller, at: parts.clock() };
      parts.store.putCaller(contextId, patientId, evidence, ctx.person?.id ?? '');
      ctx.changed('patient.changed', [contextId]);
    };
    const answer = (from: Out['from']): Result<Out> => {
      const s = standing(contextId, patientId);
      const decided = s.caller ?? { caller: input.caller, scope: 'nothing' as const, why: [] };
      return ok({ hearing: hearingOf(decided), level: s.level, wrongLeft: s.left, locked: s.locked, from });
    };
    put({ scope: 'nothing', why: [], document: null });
    if (standing(contextId, patientId).locked) return answer(null);
    const known = await people.whole(patientId, ctx);
    if (!known.ok) return known;
    const { person, from } = known.value;
    if (person.facts === null) return known.value.away ?? fail('ehr-unreadable', 'no facts');
    const as = { locale: parts.locale(), today: todayIn(parts.zone(), ctx.now) };
    const fhir = parts.fhir();
    const found =
      input.caller === 'self'
        ? ok(nobody)
        : fhir === null
          ? fail('ehr-offline', 'no EHR is set up')
          : await around(fhir, input, as, ctx.signal);
    if (!found.ok) return found;
    // Asked anew: another answer may have come, or the choice may have changed, while the server was asked.
    if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
    if (standing(contextId, patientId).locked) return answer('server');
    const { named, ...rest } = found.value;
    if (named === 'matched' || named === 'not-matched') {
      const at = parts.clock();
      const tick = {
        patientId,
        fact: 'callerName',
        matched: named === 'matched',
        nameNeeded: false,
        at,
      } as const;
      parts.store.add(contextId, tick, ctx.person?.id ?? '');
    }
    const may = whoMayHear({
      caller: input.caller,
      patient: {
        birthDate: person.facts.birthDate,
        deceased: person.facts.deceased,
        state: person.facts.state,
        restricted: person.restricted,
        patientOnly: rest.patientOnly,
        safety: rest.safety,
      },
      onFile: rest.onFile,
      allowances: rest.allowances,
      calledBack: calledBack(contextId),
      today: as.today,
    });
    put({ scope: may.scope, why: [...may.why] satisfies Why[], document: may.document });
    return answer(input.caller === 'self' ? from : 'server');
  };
}
