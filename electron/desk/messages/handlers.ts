// The messages room's answers to the bridge. Everything here runs inside the router's transaction.
import type Database from 'better-sqlite3';
import { isDialable, shownNumber } from '#shared/domain/phone/phone.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { greetingFor } from '#shared/domain/accounts/hours.ts';
import { lowestUrgency, reasonOf } from '#shared/domain/accounts/rules.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { emptyDraft, urgencyRank, type DraftFields } from '#shared/domain/messages/message.ts';
import { problems, raise } from '#shared/domain/messages/complete.ts';
import { mergeTicks } from '#shared/domain/emergency/merge.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { EmergencyState } from '#shared/domain/emergency/ticks.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import { discardDraft, findDraft, hasDraft, listDrafts, putDraft, removeDraft } from './drafts.ts';
import {
  addAddendum,
  addMessage,
  findAddendum,
  findSaved,
  hasItem,
  hasMessage,
  listMessages,
  readMessage,
} from './log.ts';
import type { Sealer } from './sealer.ts';

export interface MessagesDeps {
  core(): Database.Database;
  sealer: Sealer;
  accounts: readonly Account[];
  callOf(id: string): Call | null;
  /** Ticks of the emergency card of a call or draft: they belong on the message (4b). */
  emergencyOf(contextId: string): EmergencyState | null;
  clockOffsetMs(): number | null;
  /** Something waits for the backend. */
  queued(): void;
}

/** What the wire takes of one sealed body (shared/protocol/sync.ts), with room for the envelope around the fields. */
const largestBody = 450_000;
/** Ticks and the urgency that they raised are merged at the first save: they make no other message. */
const sameWords = (kept: DraftFields, sent: DraftFields): boolean =>
  JSON.stringify({ ...kept, emergency: [], urgency: null }) ===
    JSON.stringify({ ...sent, emergency: [], urgency: null }) &&
  (sent.urgency === null || kept.urgency === null || urgencyRank(kept.urgency) <= urgencyRank(sent.urgency));

const author = (p: Person | null) => ({ personId: p?.id ?? 'unknown', name: p?.name ?? '' });

/** Each row is unsealed on the desk's thread, about 0.15 ms: a page stays well under the 20 ms of rule 5. */
const pageRows = 60;

export function messageHandlers(deps: MessagesDeps): RoomHandlers<'messages'> {
  const accountOf = (id: string) => deps.accounts.find((a) => a.id === id) ?? null;

  /** The emergency card as it was used for this message: on the draft itself and on the call that it came from. */
  const cardsOf = (id: string, fields: DraftFields): EmergencyState[] =>
    [id, ...(fields.origin?.kind === 'call' ? [fields.origin.callId] : [])]
      .map((c) => deps.emergencyOf(c))
      .filter((state) => state !== null);
  /** The ticks that were set on the call are the message's too, whatever the page sent; urgency is only ever raised. */
  function withEmergency(fields: DraftFields, cards: readonly EmergencyState[]): DraftFields {
    const emergency = cards.reduce((all, card) => mergeTicks(all, card.history), fields.emergency);
    return emergency.length === 0
      ? fields
      : { ...fields, emergency, urgency: raise(fields.urgency, 'emergency') };
  }
  function announce(context: Context, id: string): void {
    context.about({ messageId: id });
    context.changed('messages.changed', [id]);
    context.changed('status.changed');
  }

  return {
    open(input, context) {
      const db = deps.core();
      context.about({ messageId: input.id, accountId: input.accountId });
      const existing = findDraft(db, deps.sealer, input.id);
      if (existing !== null) return ok(existing);
      // An id that was saved under already, as a message or as an addendum, never becomes a draft again.
      if (hasItem(db, input.id)) return fail('immutable');
      const account = accountOf(input.accountId);
      if (account === null) return fail('not-found', 'account');
      const call = input.callId === null ? null : deps.callOf(input.callId);
      if (input.callId !== null && call === null) return fail('no-call');
      const dnis = call?.dnis ?? account.lines[0]?.dnis ?? '';
      const receivedAt = call?.answeredAt ?? context.now;
      const fields = emptyDraft({
        accountId: account.id,
        dnis,
        greeting: greetingFor(account, dnis, receivedAt) ?? '',
        receivedAt,
        zone: account.zone,
        practice: account.name,
        origin:
          call === null
            ? { kind: 'other-phone', why: input.otherPhoneWhy ?? '' }
            : { kind: 'call', callId: call.id },
      });
      const reason = call?.reasonCode ?? '';
      const draft = {
        id: input.id,
        // Caller ID is offered, not assumed (M3): the number is filled in, the read-back tick is not.
        fields: {
          ...fields,
          callback: { ...fields.callback, number: shownNumber(call?.number ?? '').slice(0, 40) },
          reasonCode: reason,
          urgency: reasonOf(account, reason)?.urgency ?? null,
        },
        openedAt: context.now,
        keptAt: context.now,
      };
      putDraft(db, deps.sealer, author(context.person).personId, draft);
      context.changed('messages.changed', [input.id]);
      return ok(draft);
    },

    keep({ id, fields }, context) {
      const db = deps.core();
      const known = hasDraft(db, id);
      if (known === null) return hasMessage(db, id) ? fail('immutable') : fail('not-found', 'draft');
      putDraft(db, deps.sealer, author(context.person).personId, {
        id,
        fields,
        openedAt: known.openedAt,
        keptAt: context.now,
      });
      return ok({ keptAt: context.now });
    },

    draft({ id }, context) {
      context.about({ messageId: id });
      const found = findDraft(deps.core(), deps.sealer, id);
      return found === null ? fail('not-found', 'draft') : ok(found);
    },

    drafts(_input, context) {
      return ok(
        listDrafts(deps.core(), deps.sealer, context.now).map((d) => ({
          id: d.id,
          accountId: d.fields.accountId,
          callId: d.fields.origin?.kind === 'call' ? d.fields.origin.callId : null,
          patientName: d.fields.patientName,
          callerName: d.fields.callerName,
          number: d.fields.callback.number,
          urgency: withEmergency(d.fields, cardsOf(d.id, d.fields)).urgency,
          reasonCode: d.fields.reasonCode,
          openedAt: d.openedAt,
          keptAt: d.keptAt,
          discardedAt: d.discardedAt,
        })),
      );
    },

    discard({ id, on }, context) {
      context.about({ messageId: id });
      if (!discardDraft(deps.core(), id, on ? context.now : null)) return fail('not-found', 'draft');
      context.changed('messages.changed', [id]);
      return ok({});
    },

    save({ id, fields: sent }, context) {
      const db = deps.core();
      const before = findSaved(db, id);
      if (before !== null) {
        context.about({ messageId: id });
        // The same words again are a repeat; other words would be lost behind a "saved" that is not theirs.
        const kept = readMessage(db, deps.sealer, id)?.message.fields;
        return kept !== undefined && sameWords(kept, sent)
          ? ok({ id, ...before })
          : fail('immutable', 'saved with other words');
      }
      const account = accountOf(sent.accountId);
      if (account === null) return fail('not-found', 'account');
      const cards = cardsOf(id, sent);
      const fields = withEmergency(sent, cards);
      const lacking = problems(fields, {
        lowestUrgency: fields.reasonCode === '' ? null : lowestUrgency(account, fields.reasonCode),
        dialable: isDialable,
        today: todayIn(account.zone, context.now),
        cardOpened: cards.length > 0,
      });
      if (lacking.length > 0) return fail('incomplete', lacking.join(','));
      if (Buffer.byteLength(JSON.stringify(fields)) > largestBody) return fail('too-large', 'message');
      const seq = addMessage(db, deps.sealer, {
        schema: 2,
        id,
        fields,
        incomplete: [],
        takenBy: author(context.person),
        savedAt: context.now,
        clockOffsetMs: deps.clockOffsetMs(),
      });
      removeDraft(db, id);
      announce(context, id);
      deps.queued();
      return ok({ id, savedAt: context.now, seq });
    },

    list({ accountId }, cursor) {
      return ok(
        listMessages(deps.core(), deps.sealer, accountId, cursor.after, Math.min(cursor.limit, pageRows)),
      );
    },

    read({ id }, context) {
      context.about({ messageId: id });
      const found = readMessage(deps.core(), deps.sealer, id);
      return found === null ? fail('not-found', 'message') : ok(found);
    },

    addendum({ id, messageId, text }, context) {
      const db = deps.core();
      const before = findAddendum(db, id);
      if (before !== null) return ok({ id, ...before });
      if (!hasMessage(db, messageId)) return fail('not-found', 'message');
      if (hasItem(db, id) || hasDraft(db, id) !== null) return fail('conflict', 'id');
      const seq = addAddendum(db, deps.sealer, {
        schema: 1,
        id,
        messageId,
        text,
        author: author(context.person),
        at: context.now,
      });
      announce(context, messageId);
      deps.queued();
      return ok({ id, savedAt: context.now, seq });
    },
  };
}
