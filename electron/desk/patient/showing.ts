// The cards of the chosen patient, one by one or the whole panel as it comes in. Every card is asked of the matrix before
// it is fetched and again when it is answered, and cut field by field (C18, C19, C20, C26).
import { randomUUID } from 'node:crypto';
import { opensAs } from '#shared/domain/access/break-glass.ts';
import { within } from '#shared/domain/disclosure/scope.ts';
import { keyField } from '#shared/domain/disclosure/fields.ts';
import {
  type Card,
  cards as everyCard,
  type DisclosureRole,
  everForRole,
  forRole,
  mayFetch,
} from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { fail, type Failure, ok, type Result } from '#shared/domain/result.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { createAsking } from './asking.ts';
import { cut } from './cut.ts';
import type { Evident } from './evidence.ts';
import { mayFallBack } from './finding.ts';
import type { People } from './people.ts';
import { createOwn } from './own.ts';
import { createPanels, type Panel } from './panels.ts';
import type { In, Out, PatientContext, PatientRoomParts } from './room.ts';
import { fromCache, notForRole, withheldCard } from './view.ts';

interface Tools extends PatientRoomParts {
  people: People;
  standing: (contextId: string, patientId: string | null) => Evident;
  isChosen: (contextId: string, patientId: string) => boolean;
}
interface Wanted {
  contextId: string;
  patientId: string;
  reason: string | null;
}
type Refusal = Out<'cards'>['refused'][number]['code'];

/** A page that asks for more is answered after this, ms, also when nothing came. */
const longestWaitMs = 5000;
/** Cards of one reply, in bytes: the others are told with the next one. */
const mostReplyBytes = 700_000;

export function createShowing(tools: Tools) {
  const { cache, people, standing, isChosen } = tools;
  const ask = createAsking(tools);
  const panels = createPanels();
  const own = createOwn(tools);

  /** While the record is open in an emergency (C2), it shows as to the patient themselves on an urgent call. */
  const glassOf = (w: Wanted): string | null => tools.glass?.(w.contextId, w.patientId) ?? null;
  const standingOf = (w: Wanted): Evident => {
    const { level, scope } = opensAs;
    const s = standing(w.contextId, w.patientId);
    return glassOf(w) === null ? s : { ...s, level, scope, locked: false, lockedBy: null };
  };
  /** What such a card is asked for with, and the ids for its audit row. */
  const asked = (w: Wanted): { w: Wanted; by: { what?: string; breakGlassId?: string } } => {
    const breakGlassId = glassOf(w);
    const reason = breakGlassId === null ? w.reason : opensAs.reason;
    const what = reason === null ? {} : { what: reason };
    return { w: { ...w, reason }, by: breakGlassId === null ? what : { ...what, breakGlassId } };
  };
  /** Null = this card may be shown on this call as it stands. */
  function refusal(w: Wanted, role: DisclosureRole, name: Card, s = standingOf(w)): Refusal | null {
    if (!within(s.scope, name, keyField[name])) return 'not-for-caller';
    if (!forRole(role, name, { reason: w.reason })) return 'not-for-reason';
    return mayFetch(role, s.level, name, { reason: w.reason, scope: s.scope }) ? null : 'not-verified';
  }
  function cutFor(w: Wanted, role: DisclosureRole, view: CardView, s = standingOf(w)): CardView {
    return cut(view, { reason: w.reason, role, level: s.level, scope: s.scope });
  }
  function kept(patientId: string, name: Card, now: string, because: Failure | null): CardView | null {
    const found = cache.read(patientId, name);
    const clock = { now, today: todayIn(tools.zone(), now) };
    return found === null ? null : fromCache(found, patientId, name, clock, because?.code ?? null);
  }
  /** What is kept answers at once; whether the record is restricted is then known from the comparison before. */
  function settled(patientId: string): boolean {
    const met = people.kept(patientId);
    return met !== null && met.facts !== null && !met.restricted;
  }

  /** It may have become known to be restricted since the card was read or asked for: then nothing of it leaves (C26). */
  function asItStands(patientId: string, name: Card, answer: Result<CardView>): Result<CardView> {
    if (people.kept(patientId)?.restricted !== true || (answer.ok && answer.value.state === 'withheld'))
      return answer;
    const asOf = answer.ok ? answer.value.asOf : null;
    return ok(withheldCard(patientId, name, asOf ?? tools.clock()));
  }

  /** The cards as the record has them, from the server or kept from before; not cut yet. `on` is called once a card. */
  async function whole(
    patientId: string,
    names: readonly Card[],
    ctx: Pick<PatientContext, 'now' | 'signal'>,
    on: (name: Card, answer: Result<CardView>) => void,
  ): Promise<void> {
    const known = await people.whole(patientId, ctx);
    const all = (answer: (name: Card) => Result<CardView>): void => {
      for (const name of names) on(name, answer(name));
    };
    if (!known.ok) return all(() => known);
    const { person, asOf, away } = known.value;
    if (person.restricted) return all((name) => ok(withheldCard(patientId, name, asOf)));
    const fallen = (name: Card, failure: Failure): Result<CardView> => {
      const view = mayFallBack(failure) ? kept(patientId, name, ctx.now, failure) : null;
      return view === null ? failure : ok(view);
    };
    const fhir = tools.fhir();
    const none = away ?? (fhir === null ? fail('ehr-offline', 'no EHR') : null);
    if (none !== null || fhir === null) return all((name) => fallen(name, none ?? fail('ehr-offline')));
    const about = { patientId, now: ctx.now, today: todayIn(tools.zone(), ctx.now) };
    const answers = ask(fhir, about, names);
    await Promise.all(
      [...answers].map(async ([name, answering]) => {
        const answer = await answering;
        on(name, answer.ok ? answer : fallen(name, answer));
      }),
    );
  }

  async function card(input: In<'card'>, ctx: PatientContext): Promise<Result<Out<'card'>>> {
    const { contextId, patientId, card: name } = input;
    const { w, by } = asked({ contextId, patientId, reason: input.reason ?? null });
    ctx.about({ patientId, callId: contextId, card: name, ...by });
    const role = ctx.person?.role;
    if (role === undefined) return fail('not-signed-in');
    if (!everForRole(role, name)) return ok(notForRole(patientId, name));
    /** Asked before anything is fetched, and again before it is answered: who may see what can change meanwhile. */
    const refused = (): Failure | null => {
      // Wrong-patient guard: a window that still shows the patient of before gets nothing.
      if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
      const code = refusal(w, role, name);
      return code === null ? null : fail(code);
    };
    const before = refused();
    if (before !== null) return before;
    const quick = settled(patientId) && !input.fresh ? kept(patientId, name, ctx.now, null) : null;
    let answer: Result<CardView> = quick === null ? fail('unexpected', 'card') : ok(quick);
    if (quick === null) await whole(patientId, [name], ctx, (_name, a) => (answer = a));
    answer = own.added(w, name, asItStands(patientId, name, answer));
    if (!answer.ok) return answer;
    return refused() ?? ok(cutFor(w, role, answer.value));
  }

  /** What came since `seen`, as it may be shown now. */
  function told(panel: Panel, seen: number, role: DisclosureRole): Out<'cards'> {
    const out: Out<'cards'> = {
      panel: panel.id,
      seen,
      cards: [],
      failed: [],
      refused: [],
      waiting: [...panel.waiting],
    };
    let bytes = 0;
    const stands = standingOf(panel.about);
    for (const entry of panel.since(seen)) {
      const refused = refusal(panel.about, role, entry.name, stands);
      const answer =
        refused === null
          ? own.added(panel.about, entry.name, asItStands(panel.about.patientId, entry.name, entry.answer))
          : fail('unexpected', 'card');
      if (refused !== null) out.refused.push({ card: entry.name, code: refused });
      else if (answer.ok) {
        const view = cutFor(panel.about, role, answer.value, stands);
        bytes += Buffer.byteLength(JSON.stringify(view));
        if (bytes > mostReplyBytes && out.cards.length > 0) {
          // The page asks on while something is waited for.
          if (!out.waiting.includes(entry.name)) out.waiting.push(entry.name);
          break;
        }
        out.cards.push(view);
      } else out.failed.push({ card: entry.name, code: answer.code, retryable: answer.retryable });
      out.seen = entry.seq;
    }
    return out;
  }

  function start(w: Wanted, role: DisclosureRole, fresh: boolean, ctx: PatientContext): Out<'cards'> {
    const { patientId } = w;
    const forThis = everyCard.filter((name) => everForRole(role, name));
    const stands = standingOf(w);
    const refused = forThis.flatMap((card) => {
      const code = refusal(w, role, card, stands);
      return code === null ? [] : [{ card, code }];
    });
    const names = forThis.filter((name) => !refused.some((r) => r.card === name));
    const panel = panels.open(randomUUID(), w, names);
    if (!fresh && settled(patientId))
      for (const name of names) {
        const view = kept(patientId, name, ctx.now, null);
        if (view !== null) panel.put(name, ok(view), false);
      }
    const signal = new AbortController().signal;
    if (names.length > 0)
      void whole(patientId, names, { now: ctx.now, signal }, (name, answer) => {
        panel.put(name, answer, true);
      })
        .catch(() => undefined)
        .finally(() => panel.end(fail('unexpected', 'card')));
    const first = told(panel, 0, role);
    const never = everyCard.filter((name) => !everForRole(role, name));
    return {
      ...first,
      cards: [...never.map((name) => notForRole(patientId, name)), ...first.cards],
      refused: [...refused, ...first.refused],
    };
  }

  async function cards(input: In<'cards'>, ctx: PatientContext): Promise<Result<Out<'cards'>>> {
    const { contextId, patientId } = input;
    const { w, by } = asked({ contextId, patientId, reason: input.reason });
    const role = ctx.person?.role;
    if (role === undefined) return fail('not-signed-in');
    const about = { patientId, callId: contextId, ...by };
    ctx.about(about);
    const after = input.after ?? null;
    const running = after === null ? null : panels.find(after.panel, w);
    if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
    let out: Out<'cards'>;
    if (running === null || after === null) out = start(w, role, input.fresh, ctx);
    else {
      await running.more(after.seen, ctx.signal, (wake) => tools.later(longestWaitMs, wake));
      if (!isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
      out = told(running, after.seen, role);
    }
    // Told to the end: what is kept of it is in the cache, under its key.
    if (out.waiting.length === 0) panels.close(out.panel);
    const read = out.cards.filter((c) => c.from !== null).map((c) => c.card);
    if (read.length > 0) ctx.about({ ...about, card: read.join(':') });
    return ok(out);
  }

  return { card, cards, forget: () => panels.forget() };
}
