// What a person does to a saved message beside writing versions: addenda, raising, settling a conflict, closing (M22).
import { isTry } from '#shared/domain/dispatch/index.ts';
import { addendum as addendumSchema, urgencies, urgencyRank } from '#shared/domain/messages/message.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { prepared } from '../vault/prepared.ts';
import { stillCounts } from '#shared/domain/messages/reopen.ts';
import { hasDraft } from './drafts.ts';
import { entriesOf } from './entries.ts';
import { addAddendum, findAddendum, hasItem, hasMessage } from './log.ts';
import { masked } from './notes.ts';
import { findMessage } from './project.ts';
import { announce, authorOf, whereIn, writeEntry, type WriterDeps } from './writer.ts';

type Acts = Pick<RoomHandlers<'messages'>, 'addendum' | 'raise' | 'settle' | 'close'>;
interface Now {
  urgency: number;
  dispatch: string | null;
  closed: string | null;
}

export function messageActs(deps: WriterDeps): Acts {
  const nowOf = (messageId: string): Now | undefined =>
    prepared<[string], Now>(
      deps.core(),
      'SELECT urgency_now AS urgency, dispatch, closed_at AS closed FROM messages WHERE id = ?',
    ).get(messageId);

  return {
    addendum({ id, messageId, text }, context) {
      const db = deps.core();
      const before = findAddendum(db, id);
      if (before !== null) return ok({ id, ...before });
      if (!hasMessage(db, messageId)) return fail('not-found', 'message');
      if (hasItem(db, id) || hasDraft(db, id) !== null) return fail('conflict', 'id');
      const made = addendumSchema.safeParse({
        schema: 1,
        id,
        messageId,
        text: masked(text),
        author: authorOf(context.person),
        at: context.now,
      });
      if (!made.success) return fail('invalid-input', whereIn(made.error));
      const seq = addAddendum(db, deps.sealer, made.data);
      announce(context, messageId);
      deps.queued();
      return ok({ id, savedAt: context.now, seq });
    },

    raise({ id, messageId, to, note }, context) {
      const done = writeEntry(deps, context, {
        id,
        messageId,
        body: { kind: 'raise', to, why: 'agent', note },
        check: () =>
          urgencyRank(to) < (nowOf(messageId)?.urgency ?? urgencies.length) ? ok(null) : fail('not-higher'),
      });
      return done.ok ? ok({ at: done.value.at }) : done;
    },

    settle({ id, messageId, entryId, why }, context) {
      const done = writeEntry(deps, context, {
        id,
        messageId,
        body: { kind: 'settle', entryId, why },
        check: () =>
          entriesOf(deps.core(), deps.sealer, messageId).some(
            ({ entry }) => entry.id === entryId && entry.body.kind === 'version',
          )
            ? ok(null)
            : fail('not-found', 'version'),
      });
      return done.ok ? ok({ at: done.value.at }) : done;
    },

    close({ id, messageId, disposition, openReason }, context) {
      const done = writeEntry(deps, context, {
        id,
        messageId,
        body: { kind: 'close', disposition, openReason },
        check() {
          const now = nowOf(messageId);
          if (now === undefined) return fail('not-found', 'message');
          if (now.closed !== null) return fail('already-closed');
          // M22: an urgent one needs what came of it (M21), or the end of its ladder and the reason.
          if (now.urgency > urgencyRank('urgent-clinical')) return ok(null);
          const m = findMessage(deps.core(), deps.sealer, messageId);
          const entries = entriesOf(deps.core(), deps.sealer, messageId).map((k) => k.entry);
          const about = {
            urgency: urgencies[now.urgency] ?? 'emergency',
            savedUrgency: m?.fields.urgency ?? null,
          };
          // What came of it before it was raised is none of what it is now.
          if (entries.some((e) => e.body.kind === 'outcome' && stillCounts(e, about, entries)))
            return ok(null);
          if (now.dispatch !== 'ended' || openReason.trim() === '') return fail('needs-outcome');
          // A ladder of skipped steps is nobody tried.
          return entries.some(isTry) ? ok(null) : fail('no-attempt');
        },
      });
      return done.ok ? ok({ at: done.value.at }) : done;
    },
  };
}
