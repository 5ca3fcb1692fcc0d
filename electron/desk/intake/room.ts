// The intake room's answers: look, create once, or leave a message. Nothing is created that was not looked for just before,
// and nothing is called created that was not read back.
import type { z } from 'zod';
import type { intake } from '#shared/contract/intake.ts';
import { intakeLines, type NewPerson, problemsOf } from '#shared/domain/finding/intake.ts';
import { isDialable } from '#shared/domain/phone/phone.ts';
import { fail, ok, type Failure, type Result } from '#shared/domain/result.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import type { FhirClient } from '../fhir/client.ts';
import { saveStandIn } from '../messages/stand-in.ts';
import { mayFallBack } from '../patient/finding.ts';
import type { People } from '../patient/people.ts';
import { readPatient } from '../patient/person.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { look } from './look.ts';
import { differencesOf, intakeSystem, patientOf } from './resource.ts';

type In<N extends keyof typeof intake> = z.output<(typeof intake)[N]['input']>;
type Out<N extends keyof typeof intake> = z.input<(typeof intake)[N]['output']>;

export interface IntakeParts {
  fhir(): FhirClient | null;
  people: Pick<People, 'remember' | 'putAhead'>;
  messages: Pick<RoomHandlers<'messages'>, 'open' | 'read' | 'save'>;
  /** The context is a call on this desk. */
  isCall(contextId: string): boolean;
  clock(): string;
  zone(): string;
}
/** So many are shown at once; who they are is said of these first. */
const mostShown = 10;
const noRecord = (): Failure => fail('ehr-offline', 'no EHR is set up');

export function createIntake(parts: IntakeParts): RoomHandlers<'intake'> {
  const incomplete = (person: NewPerson, now: string): Failure | null => {
    const [first] = problemsOf(person, todayIn(parts.zone(), now), isDialable);
    return first === undefined ? null : fail('invalid-input', first);
  };
  const mayCreate = (fhir: FhirClient): Out<'look'>['mayCreate'] => fhir.abilities.can('Patient', 'create');

  return {
    async look(input: In<'look'>, ctx: Context): Promise<Result<Out<'look'>>> {
      ctx.about({ callId: input.contextId });
      const lacking = incomplete(input.person, ctx.now);
      if (lacking !== null) return lacking;
      const fhir = parts.fhir();
      if (fhir === null) return noRecord();
      const [found] = await Promise.all([
        look(fhir, input.person, todayIn(parts.zone(), ctx.now), ctx.signal),
        fhir.statement(ctx.signal),
      ]);
      if (!found.ok) return found;
      const { people, alike, more, unreadable } = found.value;
      parts.people.remember(people);
      return ok({
        possible: alike.slice(0, mostShown),
        more: more || alike.length > mostShown,
        unreadable,
        mayCreate: mayCreate(fhir),
      });
    },

    async create(input: In<'create'>, ctx: Context): Promise<Result<Out<'create'>>> {
      const { person, intakeId, notSame, partSeen } = input;
      const said = notSame.map((one) => `${one.patientId}:${one.reason}`);
      ctx.about({ callId: input.contextId, what: [intakeId, ...said].join(':') });
      const lacking = incomplete(person, ctx.now);
      if (lacking !== null) return lacking;
      const fhir = parts.fhir();
      if (fhir === null) return ok({ kind: 'message', why: 'away', code: 'ehr-offline' });
      await fhir.statement(ctx.signal);
      if (mayCreate(fhir) === 'no') return ok({ kind: 'message', why: 'unsupported', code: null });
      const found = await look(fhir, person, todayIn(parts.zone(), ctx.now), ctx.signal);
      if (!found.ok)
        return mayFallBack(found) ? ok({ kind: 'message', why: 'away', code: found.code }) : found;
      parts.people.remember(found.value.people);
      const key = { system: intakeSystem, value: intakeId };
      // Sent once already: what it made is found by its own identifier and is no duplicate of itself.
      const mine = await fhir.search(
        { type: 'Patient', params: [['identifier', `${key.system}|${key.value}`]], most: 5 },
        ctx.signal,
      );
      const own = mine.ok ? mine.value.resources.map((r) => String(r['id'])) : [];
      const open = found.value.alike.filter(
        (one) => !own.includes(one.patientId) && !notSame.some((n) => n.patientId === one.patientId),
      );
      if (open.length > 0) return ok({ kind: 'duplicates', possible: open.slice(0, mostShown) });
      const { more, unreadable } = found.value;
      // "Nobody alike" is said of those alone who were compared: the agent knows that there may be others, or nothing is sent.
      if ((more || unreadable > 0) && !partSeen) return ok({ kind: 'part', more, unreadable });
      // Not the page's signal: once sent, it is brought to its end.
      const { signal } = new AbortController();
      const done = await fhir.create(patientOf(person), key, signal);
      if (!done.ok) {
        if (done.code === 'ehr-unsupported')
          return ok({ kind: 'message', why: 'unsupported', code: done.code });
        if (done.code === 'ehr-uncertain') return ok({ kind: 'unconfirmed', code: done.code });
        return mayFallBack(done)
          ? ok({ kind: 'message', why: 'away', code: done.code })
          : ok({ kind: 'refused', code: done.code });
      }
      const back = await fhir.read('Patient', done.value.id, signal);
      const held = back.ok && back.value.modified ? readPatient(back.value.resource) : null;
      if (held === null) return ok({ kind: 'unconfirmed', code: back.ok ? 'ehr-unreadable' : back.code });
      parts.people.putAhead(held, parts.clock());
      ctx.about({ patientId: held.id });
      return ok({
        kind: 'created',
        patientId: held.id,
        at: parts.clock(),
        again: !done.value.created,
        differs: differencesOf(person, held),
      });
    },

    message(input: In<'message'>, ctx: Context): Result<Out<'message'>> {
      const { contextId, messageId, accountId, person, lines, otherPhoneWhy } = input;
      ctx.about({ callId: contextId, messageId });
      if (lines.length !== intakeLines(person).length) return fail('invalid-input', 'lines');
      const callId = parts.isCall(contextId) ? contextId : null;
      const fields = {
        reasonCode: 'intake',
        patientName: `${person.given} ${person.family}`.trim(),
        patientBirthDate: person.birthDate,
        underlyingWhy: lines.join('\n'),
      };
      return saveStandIn(parts.messages, { messageId, accountId, callId, otherPhoneWhy, fields }, ctx);
    },
  };
}
