// The patient room: candidates, choice, facts compared, cards. Every decision on showing is asked of
// shared/domain/disclosure; nothing is fetched that may not be shown, and the record's facts never leave this process.
import type { z } from 'zod';
import type { Candidate, patient } from '#shared/contract/patient.ts';
import { compareFact } from '#shared/domain/disclosure/compare.ts';
import { facts, furtherFacts, levelOf, type TickedFact } from '#shared/domain/disclosure/facts.ts';
import { keyField } from '#shared/domain/disclosure/fields.ts';
import { within } from '#shared/domain/disclosure/scope.ts';
import { type Card, type DisclosureRole, forRole, mayFetch } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { parseBirthDate } from '#shared/domain/time/birth-date.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import { createCaller, hearingOf } from './caller.ts';
import { findByName, findByNumber, type Found } from './candidates.ts';
import { cut } from './cut.ts';
import { createEvidence } from './evidence.ts';
import { createPeople } from './people.ts';
import type { Person } from './person.ts';
import { createReveal } from './reveal.ts';
import type { CardCache, PatientTick, VerificationStore } from './store.ts';
import { fetchCard, fromCache, notForRole, withheldCard } from './view.ts';

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
  /** Runs once, later; nothing waits for it. */
  later: (ms: number, task: () => void) => void;
}
/** What the router's Context has and this room uses. */
export interface PatientContext {
  person: { id: string; role: DisclosureRole } | null;
  now: string;
  signal: AbortSignal;
  about(subject: { patientId?: string; callId?: string; card?: string; what?: string }): void;
  changed(topic: string, ids?: readonly string[]): void;
}
type In<N extends Exclude<keyof typeof patient, 'changed'>> = z.output<(typeof patient)[N]['input']>;
type Out<N extends Exclude<keyof typeof patient, 'changed'>> = z.input<(typeof patient)[N]['output']>;
export type PatientRoom = ReturnType<typeof createPatientRoom>;

const topic = 'patient.changed';
/** A kept answer may stand in while the server can't be asked; not when it said no, or that there is nobody. */
const mayFallBack = (f: Failure): boolean =>
  f.code === 'ehr-offline' ||
  f.code === 'ehr-busy' ||
  f.code === 'ehr-not-fhir' ||
  f.code === 'ehr-unreadable';

const shown = (p: Person): Omit<Candidate, 'why'> => ({
  patientId: p.patientId,
  preferredName: p.preferredName,
  language: p.language,
  interpreterNeeded: p.interpreterNeeded,
});

export function createPatientRoom(parts: PatientRoomParts) {
  const { cache, store } = parts;
  const people = createPeople(parts);
  const underWay = new Map<string, Promise<Result<CardView>>>();

  /** What the evidence on this call amounts to. Three wrong answers close the record for this call (C19). */
  const standing = createEvidence(store, parts.clock);
  const isChosen = (contextId: string, patientId: string): boolean =>
    store.chosen(contextId)?.patientId === patientId;

  async function candidates(
    input: In<'candidates'>,
    ctx: PatientContext,
  ): Promise<Result<Out<'candidates'>>> {
    if (input.callId !== null) ctx.about({ callId: input.callId });
    const fhir = parts.fhir();
    const today = todayIn(parts.zone(), ctx.now);
    const number = input.number ?? '';
    let why: Candidate['why'] = 'number';
    let found: Found | Failure = fail('ehr-offline', 'no EHR is set up');
    if (number !== '' && normalDigits(number) === null) return fail('invalid-input', 'number');
    if (number !== '') {
      if (fhir !== null) found = await findByNumber(fhir, number, ctx.signal);
    } else {
      const born = input.birthDate ? parseBirthDate(input.birthDate, parts.locale(), today) : null;
      if (born?.ok === false) return fail('invalid-input', 'birth date');
      why = born === null ? 'name' : 'name-and-birth-date';
      const dates = born === null ? [] : [born.date, ...born.others];
      if (fhir !== null) found = await findByName(fhir, input.name ?? '', dates, ctx.signal);
    }
    if ('people' in found) {
      people.remember(found.people);
      const list = found.people.map((p) => ({ ...shown(p), why }));
      return ok({ candidates: list, more: found.more, unreadable: found.unreadable, from: 'server' });
    }
    // Nobody kept is not "nobody": the failure is then told as it is.
    const kept = number !== '' && mayFallBack(found) ? people.keptByNumber(number) : [];
    if (kept.length === 0) return found;
    const list = kept.slice(0, 20).map((p) => ({ ...shown(p), why }));
    return ok({ candidates: list, more: kept.length > 20, unreadable: 0, from: 'cache' });
  }

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
    if (person.facts === null) return fail('ehr-unreadable', 'no facts');
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
      locked: s.locked,
      nameNeeded: s.nameNeeded || known?.facts?.multipleBirth === true,
      furtherFacts: furtherFacts.map(state),
      ...(s.caller === null ? {} : { hearing: hearingOf(s.caller) }),
      lockedBy: s.lockedBy,
      lockedUntil: s.lockedUntil,
    });
  }

  /** From the server; what came is kept. One exchange for all who ask for the same card at once. */
  function ask(fhir: FhirClient, patientId: string, name: Exclude<Card, 'results'>, ctx: PatientContext) {
    const key = `${patientId} ${name}`;
    const running = underWay.get(key);
    if (running !== undefined) return running;
    const today = todayIn(parts.zone(), ctx.now);
    // Not the caller's signal: another window may be waiting for the same answer, and it is kept anyway.
    const signal = new AbortController().signal;
    const work = fetchCard({ fhir, patientId, now: ctx.now, today, signal }, name, parts.clock).then((r) => {
      if (r.ok) cache.write(patientId, name, JSON.stringify(r.value), r.value.asOf ?? ctx.now);
      return r;
    });
    underWay.set(key, work);
    return work.finally(() => underWay.delete(key));
  }

  async function card(input: In<'card'>, ctx: PatientContext): Promise<Result<Out<'card'>>> {
    const { contextId, patientId, card: name } = input;
    const reason = input.reason ?? null;
    ctx.about({ patientId, callId: contextId, card: name, ...(reason === null ? {} : { what: reason }) });
    const role = ctx.person?.role;
    if (role === undefined) return fail('not-signed-in');
    if (!forRole(role, name) || name === 'results') return ok(notForRole(patientId, name));
    /** Asked before anything is fetched, and again before it is answered: who may see what can change meanwhile. */
    const refused = (): Failure | null => {
      // Wrong-patient guard: a window that still shows the patient of before gets nothing.
      if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
      const s = standing(contextId, patientId);
      if (!within(s.scope, name, keyField[name])) return fail('not-for-caller');
      if (!forRole(role, name, { reason })) return fail('not-for-reason');
      if (!mayFetch(role, s.level, name, { reason, scope: s.scope })) return fail('not-verified');
      return null;
    };
    const before = refused();
    if (before !== null) return before;
    const answer = await wholeCard(name, input, ctx);
    if (!answer.ok) return answer;
    const after = refused();
    if (after !== null) return after;
    const { level, scope } = standing(contextId, patientId);
    return ok(cut(answer.value, { reason, role, level, scope }));
  }

  /** The card as the record has it: from the cache at once, from the server, or kept from before. Not cut yet. */
  async function wholeCard(
    name: Exclude<Card, 'results'>,
    input: In<'card'>,
    ctx: PatientContext,
  ): Promise<Result<CardView>> {
    const { patientId } = input;
    const clock = { now: ctx.now, today: todayIn(parts.zone(), ctx.now) };
    const fromKept = (because: Failure | null): CardView | null => {
      const kept = cache.read(patientId, name);
      return kept === null ? null : fromCache(kept, patientId, name, clock, because?.code ?? null);
    };
    // What is kept answers at once; whether the record is restricted is then known from the comparison before.
    const met = people.kept(patientId);
    const settled = met !== null && met.facts !== null && !met.restricted;
    const quick = settled && !input.fresh ? fromKept(null) : null;
    if (quick !== null) return ok(quick);
    const known = await people.whole(patientId, ctx);
    if (!known.ok) return known;
    const { person, asOf, away } = known.value;
    if (person.restricted) return ok(withheldCard(patientId, name, asOf));
    const fhir = parts.fhir();
    const answer =
      away ?? (fhir === null ? fail('ehr-offline', 'no EHR') : await ask(fhir, patientId, name, ctx));
    if (answer.ok || !mayFallBack(answer)) return answer;
    const kept = fromKept(answer);
    return kept === null ? answer : ok(kept);
  }

  /** At lock: what was only remembered goes with the cache's key. */
  const forget = (): void => people.forget();

  const tools = { ...parts, people, standing, isChosen };
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
  return { candidates, choose, unchoose, check, verification, caller, card, reveal, forget, gate };
}
