// Dispatch by hand: attempts, skipped steps, what came of it, who holds the ladder. Each is one append-only row of the
// message, in the urgent lane (4c, M20, M21).
import { createHash } from 'node:crypto';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { couldNot, isTry } from '#shared/domain/dispatch/index.ts';
import type { Entry } from '#shared/domain/messages/entry.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { entriesOf } from '../messages/entries.ts';
import { writeEntry, type WriterDeps } from '../messages/writer.ts';
import { prepared } from '../vault/prepared.ts';
import { dispatchCards, factsOf, type Facts, type ListDeps } from './cards.ts';

export interface DispatchDeps extends WriterDeps, ListDeps {
  alarm(): { open: number; urgent: number; alarmAt: string | null };
}
/** So long the backend leaves a claimed ladder alone, ms: a person who walked away must not stop it for good. */
const claimFor = 10 * 60_000;
/** What a clinician says came of it happened lately: ms before or after it is written down. */
const outcomeWithin = 24 * 3_600_000;
/** The step at which the agent phones the patient: nobody who could accept. */
const patientContact = 'patient';

type Contact = { personId: string; name: string; role: string };
/** Who was called: of the ladder, else anybody of the account's schedule. */
function contactOf(deps: DispatchDeps, facts: Facts, id: string, stepId: string | null): Contact | null {
  if (id === patientContact)
    return { personId: patientContact, name: facts.fields.patientName, role: patientContact };
  const rows = facts.progress.ladder;
  const row =
    rows.find((r) => r.stepId === stepId && r.contact?.personId === id) ??
    rows.find((r) => r.contact?.personId === id);
  const on = row?.contact ?? null;
  if (on !== null) return { personId: on.personId, name: on.name, role: on.role };
  const person = deps.oncall
    .scheduleOf(facts.message.fields.accountId)
    ?.schedule.people.find((p) => p.id === id);
  if (person !== undefined) return { personId: person.id, name: person.name, role: 'other' };
  // An account that this desk was never given: whoever was phoned, it is written down.
  return facts.account === null ? { personId: id, name: id, role: 'other' } : null;
}
const finished = (entries: readonly Entry[], attemptId: string): boolean =>
  entries.some(
    (e) =>
      e.body.kind === 'attempt' &&
      e.body.attemptId === attemptId &&
      e.body.result !== 'dialling' &&
      // That the backend gave up waiting for this call is not how it ended.
      !couldNot(e),
  );

/** Which messages a page was shown and how far each is, as one word for its audit row: another one, another word. */
const shownOf = (cards: readonly DispatchCard[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(cards.map((c) => [c.messageId, c.state, c.attempts.length, c.outcome?.at ?? null])),
    )
    .digest('hex')
    .slice(0, 16);

export function dispatchHandlers(deps: DispatchDeps): RoomHandlers<'dispatch'> {
  const facts = (messageId: string, now: string) => factsOf(deps.core(), deps, messageId, now);
  return {
    async list(_input, context) {
      const cards = await dispatchCards(deps.core(), deps, context.now);
      context.about({ count: cards.length, what: shownOf(cards) });
      return ok(cards);
    },
    alarm: () => ok(deps.alarm()),

    attempt({ id, messageId, attemptId, stepId, contactId, method, to, result, note }, context) {
      const found = facts(messageId, context.now);
      if (found === null) return fail('not-found', 'message');
      const contact = contactOf(deps, found, contactId, stepId);
      if (contact === null) return fail('not-found', 'contact');
      if (contact.personId === patientContact && result === 'accepted')
        return fail('invalid-input', 'a patient accepts no message');
      if (stepId !== null && !stepsOf(found).has(stepId)) return fail('not-found', 'step');
      const check = (): Result<unknown> => {
        const entries = found.entries.map((k) => k.entry);
        // A result that was pressed by mistake is corrected by a later row that says so; nothing is overwritten.
        if (finished(entries, attemptId) && note.trim() === '')
          return fail('conflict', 'this attempt has its result');
        if (result !== 'dialling') return ok(null);
        const { dialling, accepted } = found.progress;
        if (accepted !== null && stepId !== null) return fail('already-accepted');
        return dialling === null || dialling.body.attemptId === attemptId ? ok(null) : fail('being-dialled');
      };
      return writeEntry(deps, context, {
        id,
        messageId,
        body: { kind: 'attempt', attemptId, stepId, contact, method, to, result, note },
        check,
      });
    },

    skip({ id, messageId, stepId, why }, context) {
      const found = facts(messageId, context.now);
      if (found === null) return fail('not-found', 'message');
      if (!stepsOf(found).has(stepId)) return fail('not-found', 'step');
      return writeEntry(deps, context, {
        id,
        messageId,
        body: { kind: 'skip', stepId, why },
        check: () => (found.progress.accepted === null ? ok(null) : fail('already-accepted')),
      });
    },

    outcome({ id, messageId, what, happenedAt, text, clinician }, context) {
      return writeEntry(deps, context, {
        id,
        messageId,
        body: { kind: 'outcome', what, happenedAt, text, clinician },
        check() {
          if (what === 'other' && text.trim() === '') return fail('outcome-words');
          if (Math.abs(Date.parse(happenedAt) - Date.parse(context.now)) > outcomeWithin)
            return fail('outcome-time');
          // An outcome stops the alarm of an urgent message: somebody was reached, or it was tried (O2).
          if (urgencyNow(deps.core(), messageId) > urgencyRank('urgent-clinical')) return ok(null);
          return entriesOf(deps.core(), deps.sealer, messageId).some((k) => isTry(k.entry))
            ? ok(null)
            : fail('no-attempt');
        },
      });
    },

    claim({ id, messageId, on }, context) {
      const until = on ? new Date(Date.parse(context.now) + claimFor).toISOString() : context.now;
      return writeEntry(deps, context, { id, messageId, body: { kind: 'claim', until } });
    },
  };
}
/** Every step of the account's ladders: a raise may have put the message on another one meanwhile. */
const stepsOf = ({ account }: Facts): Set<string> =>
  new Set(Object.values(account?.ladders ?? {}).flatMap((steps) => steps.map((s) => s.id)));
const urgencyNow = (db: ReturnType<DispatchDeps['core']>, messageId: string): number =>
  prepared<[string], { urgency: number }>(db, 'SELECT urgency_now AS urgency FROM messages WHERE id = ?').get(
    messageId,
  )?.urgency ?? 0;
