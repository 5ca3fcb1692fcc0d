// The messages room's answers to the bridge. Everything here runs inside the router's transaction.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import { greetingFor } from '#shared/domain/accounts/hours.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { emptyDraft, isPracticeAsked } from '#shared/domain/messages/message.ts';
import { shownNumber } from '#shared/domain/phone/phone.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { messageActs } from './acts.ts';
import { discardDraft, findDraft, hasDraft, listDrafts, putDraft } from './drafts.ts';
import { earlierMessages, listMessages } from './list.ts';
import { hasItem, hasMessage } from './log.ts';
import { sameOf } from './same.ts';
import { cardsOf, save, scanWords, withEmergency, withFlagsOfCall, type SaveDeps } from './save.ts';
import { readMessage } from './view.ts';
import { authorOf } from './writer.ts';

export interface MessagesDeps extends SaveDeps {
  core(): Database.Database;
  accountOf(id: string): Account | null;
  callOf(id: string): Call | null;
  /** The backend was heard of lately and runs ladders. */
  running(): boolean;
}

/** Each row is unsealed on the desk's thread, about 0.15 ms: a page stays well under the 20 ms of rule 5. */
const pageRows = 50;

export function messageHandlers(deps: MessagesDeps): RoomHandlers<'messages'> {
  return {
    open(input, context) {
      const db = deps.core();
      context.about({ messageId: input.id, accountId: input.accountId });
      const existing = findDraft(db, deps.sealer, input.id);
      if (existing !== null) return ok(existing);
      // An id that was saved under already, as a message or as an addendum, never becomes a draft again.
      if (hasItem(db, input.id)) return fail('immutable');
      const account = deps.accountOf(input.accountId);
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
        fields: withFlagsOfCall(deps, {
          ...fields,
          callback: { ...fields.callback, number: shownNumber(call?.number ?? '').slice(0, 40) },
          reasonCode: reason,
          urgency: reasonOf(account, reason)?.urgency ?? null,
        }),
        openedAt: context.now,
        keptAt: context.now,
        revises: null,
      };
      putDraft(db, deps.sealer, authorOf(context.person).personId, draft);
      context.changed('messages.changed', [input.id]);
      return ok(draft);
    },

    keep({ id, fields }, context) {
      const db = deps.core();
      const known = hasDraft(db, id);
      if (known === null) return hasMessage(db, id) ? fail('immutable') : fail('not-found', 'draft');
      putDraft(db, deps.sealer, authorOf(context.person).personId, {
        id,
        fields,
        openedAt: known.openedAt,
        keptAt: context.now,
        revises: known.revises === null ? null : { messageId: known.revises, base: known.base ?? 1 },
      });
      // The rules see the words now, so that saving them need not wait for it.
      scanWords(fields);
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
          practiceAsked: isPracticeAsked(d.fields),
          callId: d.fields.origin?.kind === 'call' ? d.fields.origin.callId : null,
          patientName: d.fields.patientName,
          callerName: d.fields.callerName,
          number: d.fields.callback.number,
          urgency: withFlagsOfCall(deps, withEmergency(d.fields, cardsOf(deps, d.id, d.fields))).urgency,
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

    save: (input, context) => save(deps, input, context),

    list({ accountId, filter }, cursor, context) {
      return ok(
        listMessages(deps.core(), deps, {
          accountId,
          filter,
          after: cursor.after,
          limit: Math.min(cursor.limit, pageRows),
          now: context.now,
        }),
      );
    },

    read({ id }, context) {
      context.about({ messageId: id });
      const found = readMessage(deps.core(), deps.sealer, id);
      return found === null ? fail('not-found', 'message') : ok(found);
    },

    revise({ id, messageId }, context) {
      const db = deps.core();
      context.about({ messageId });
      const existing = findDraft(db, deps.sealer, id);
      if (existing !== null)
        return existing.revises?.messageId === messageId ? ok(existing) : fail('conflict', 'id');
      if (hasItem(db, id)) return fail('immutable');
      const found = readMessage(db, deps.sealer, messageId);
      if (found === null) return fail('not-found', 'message');
      const draft = {
        id,
        // What was raised since is where the form starts: it can't be taken back.
        fields: { ...found.current.fields, urgency: found.urgency },
        openedAt: context.now,
        keptAt: context.now,
        revises: { messageId, base: found.current.version },
      };
      putDraft(db, deps.sealer, authorOf(context.person).personId, draft);
      context.changed('messages.changed', [id]);
      return ok(draft);
    },

    earlier({ id, ...asked }, context) {
      const db = deps.core();
      return ok(earlierMessages(db, deps, sameOf(db, asked), id, context.now));
    },

    ...messageActs(deps),
  };
}
