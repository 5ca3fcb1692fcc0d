// The patient room: candidates, choice, facts compared, cards. Every decision on showing is asked of
// shared/domain/disclosure; nothing is fetched that may not be shown, and the record's facts never leave this process.
import type { z } from 'zod';
import type { patient } from '#shared/contract/patient.ts';
import { compareFact } from '#shared/domain/disclosure/compare.ts';
import { facts, furtherFacts, levelOf, type TickedFact } from '#shared/domain/disclosure/facts.ts';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import { createCaller, hearingOf } from './caller.ts';
import { createEvidence } from './evidence.ts';
import { createFinding, shown } from './finding.ts';
import { createPeople } from './people.ts';
import type { Own } from './own.ts';
import { createReveal } from './reveal.ts';
import { createShowing } from './showing.ts';
import type { CardCache, PatientTick, VerificationStore } from './store.ts';

export interface PatientRoomParts {
  /** Asked for each request; null while no EHR is set up. */
  fhir: () => FhirClient | null;
  cache: CardCache;
  store: VerificationStore;
  /** ISO instant; `ctx.now` is the beginning of a request, this is read when an answer has come. */
  clock: () => string;
  /** IANA zone and BCP 47 tag of the desk: today, and how figures of a date are read. */
  zone: () => string;
  locale: () => string;
  /** The number that this call was made to, while somebody there is on the line; null for any other call. */
  dialled: (contextId: string) => string | null;
  /** Numbers that the accounts list themselves: departments and contacts. */
  knownNumbers: () => readonly string[];
  /** What this desk knows beside the record. */
  own?: Own;
  /** Emergency access (C2): its id, while this record may be shown by it on this call. Cards alone ask for it. */
  glass?: ((contextId: string, patientId: string) => string | null) | undefined;
  /** Runs once, later; nothing waits for it. */
  later: (ms: number, task: () => void) => void;
}
/** What the router's Context has and this room uses. */
export interface PatientContext {
  person: { id: string; role: DisclosureRole } | null;
  now: string;
  signal: AbortSignal;
  about(subject: {
    patientId?: string;
    callId?: string;
    card?: string;
    what?: string;
    breakGlassId?: string;
  }): void;
  changed(topic: string, ids?: readonly string[]): void;
}
export type In<N extends Exclude<keyof typeof patient, 'changed'>> = z.output<(typeof patient)[N]['input']>;
export type Out<N extends Exclude<keyof typeof patient, 'changed'>> = z.input<(typeof patient)[N]['output']>;
export type PatientRoom = ReturnType<typeof createPatientRoom>;

const topic = 'patient.changed';
export function createPatientRoom(parts: PatientRoomParts) {
  const { store } = parts;
  const people = createPeople(parts);

  /** What the evidence on this call amounts to. Three wrong answers close the record for this call (C19). */
  const standing = createEvidence(store, parts.clock);
  const isChosen = (contextId: string, patientId: string): boolean =>
    store.chosen(contextId)?.patientId === patientId;

  function choose(input: In<'choose'>, ctx: PatientContext): Result<Out<'choose'>> {
    ctx.about({ patientId: input.patientId, callId: input.contextId });
    store.choose(input.contextId, input.patientId, ctx.now, ctx.person?.id ?? '');
    people.keep(input.patientId, ctx.now);
    ctx.changed(topic, [input.contextId]);
    return ok({ at: ctx.now });
  }

  function unchoose(input: In<'unchoose'>, ctx: PatientContext): Result<Out<'unchoose'>> {
    ctx.about({ callId: input.contextId });
    store.unchoose(input.contextId);
    ctx.changed(topic, [input.contextId]);
    return ok({ at: ctx.now });
  }

  async function check(input: In<'check'>, ctx: PatientContext): Promise<Result<Out<'check'>>> {
    const { contextId, patientId } = input;
    ctx.about({ patientId, callId: contextId });
    if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
    const answer = (outcome: Out<'check'>['outcome'], from: Out<'check'>['from']): Result<Out<'check'>> => {
      const s = standing(contextId, patientId);
      return ok({ outcome, level: s.level, wrongLeft: s.left, locked: s.locked, from });
    };
    if (standing(contextId, patientId).locked) return answer('locked', null);
    const known = await people.whole(patientId, ctx);
    if (!known.ok) return known;
    const { person, from } = known.value;
    if (person.facts === null) return known.value.away ?? fail('ehr-unreadable', 'no facts');
    // Asked anew: another answer may have come, or the choice may have changed, while the server was asked.
    if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
    if (standing(contextId, patientId).locked) return answer('locked', null);
    const as = { locale: parts.locale(), today: todayIn(parts.zone(), ctx.now) };
    const stated = input.fact === 'calledBack' ? (parts.dialled(contextId) ?? '') : input.stated;
    const outcome = compareFact(person.facts, input.fact, stated, as);
    if (outcome === 'matched' || outcome === 'not-matched') {
      const tick: PatientTick = {
        patientId,
        fact: input.fact,
        matched: outcome === 'matched',
        nameNeeded: person.facts.multipleBirth,
        at: parts.clock(),
      };
      store.add(contextId, tick, ctx.person?.id ?? '');
      ctx.changed(topic, [contextId]);
    }
    return answer(outcome, from);
  }

  function verification(input: In<'verification'>, ctx: PatientContext): Result<Out<'verification'>> {
    const { contextId } = input;
    const chosen = store.chosen(contextId);
    ctx.about({ callId: contextId, ...(chosen === null ? {} : { patientId: chosen.patientId }) });
    const s = standing(contextId, chosen?.patientId ?? null);
    const state = <F extends TickedFact>(fact: F) => {
      const matched = s.own.find((t) => t.fact === fact && t.matched);
      const last = matched ?? s.own.findLast((t) => t.fact === fact);
      const how = last === undefined ? 'open' : last.matched ? 'matched' : 'wrong';
      return { fact, state: how, at: last?.at ?? null } as const;
    };
    // The first moment at which the evidence reached the level that it has now; a document counts from when it was found.
    const wanted = s.level === 3 ? 1 : s.level;
    const reached = s.own.findIndex((_t, i) => levelOf(s.own.slice(0, i + 1), s.nameNeeded) >= wanted);
    const ticked = s.own[reached]?.at ?? null;
    const found = s.level === 3 ? (s.caller?.at ?? ticked) : ticked;
    const levelAt = ticked !== null && found !== null && found > ticked ? found : ticked;
    const known = chosen === null ? null : people.kept(chosen.patientId);
    const unknown = { preferredName: '', language: null, interpreterNeeded: false };
    return ok({
      contextId,
      chosen:
        chosen === null ? null : known === null ? { patientId: chosen.patientId, ...unknown } : shown(known),
      chosenAt: chosen?.at ?? null,
      facts: facts.map(state),
      level: s.level,
      levelAt: s.level === 0 ? null : levelAt,
      wrongLeft: s.left,
      wrongEarlier: s.leftByEarlier,
      locked: s.locked,
      nameNeeded: s.nameNeeded || known?.facts?.multipleBirth === true,
      furtherFacts: furtherFacts.map(state),
      ...(s.caller === null ? {} : { hearing: hearingOf(s.caller) }),
      lockedBy: s.lockedBy,
      lockedUntil: s.lockedUntil,
    });
  }

  /** At lock: what was only remembered goes with the cache's key. */
  const forget = (): void => {
    people.forget();
    showing.forget();
  };

  const candidates = createFinding({ ...parts, people });
  const tools = { ...parts, people, standing, isChosen };
  const showing = createShowing(tools);
  const caller = createCaller(tools);
  const reveal = createReveal(tools);
  /** What another room must know before it acts for this patient. */
  const gate = {
    isChosen,
    standing,
    restricted: (patientId: string): boolean | null => people.kept(patientId)?.restricted ?? null,
    async known(patientId: string, at: { now: string; signal: AbortSignal }): Promise<Failure | null> {
      const known = await people.whole(patientId, at);
      return known.ok ? null : known;
    },
  };
  const { card, cards } = showing;
  const asked = { candidates, choose, unchoose, check, verification, caller, card, cards, reveal };
  return { ...asked, forget, gate, people };
}
