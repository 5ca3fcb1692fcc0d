// Hand-over: open messages pass to a named person who accepts them at this desk; in the morning each account gets its
// batch, as a page to print and as a file (product.md 4c, M22).
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { z } from 'zod';
import type { handover } from '#shared/contract/handover.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { urgencies } from '#shared/domain/messages/message.ts';
import { standing } from '#shared/domain/messages/standing.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import type { Host } from '#host/host.ts';
import { findMessage } from '../messages/project.ts';
import { entriesOf } from '../messages/entries.ts';
import { writeEntry, authorOf, type WriterDeps } from '../messages/writer.ts';
import { modeOf } from '../dispatch/mode.ts';
import { openRows } from '../dispatch/open-rows.ts';
import type { Person, RoomHandlers } from '../router/context.ts';
import { prepared } from '../vault/prepared.ts';
import { batchCounts, batchRows } from './batch.ts';
import { batchCsv } from './csv.ts';
import { batchWindow } from './window.ts';

export interface HandoverDeps extends WriterDeps {
  accounts(): readonly Account[];
  /** Who may sit at this desk. */
  people(): readonly Person[];
  running(): boolean;
  host: Pick<Host, 'fileDialog' | 'redeemHandle'>;
  /** Lets the thread do what else waits. */
  soon(): Promise<unknown>;
}
const halfDay = 12 * 3_600_000;
/** Each shown item unseals its message. */
const mostItems = 100;

/** One entry for one message of one batch, however often it is asked: an id made of both. */
function entryIdOf(batchId: string, messageId: string): string {
  const hex = createHash('sha256').update(`${batchId} ${messageId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function handoverHandlers(deps: HandoverDeps): RoomHandlers<'handover'> {
  const ownerOf = (messageId: string): { personId: string; name: string } | null => {
    const row = prepared<[string], { id: string | null; name: string | null }>(
      deps.core(),
      'SELECT owner_id AS id, owner_name AS name FROM messages WHERE id = ?',
    ).get(messageId);
    return row === undefined ? null : { personId: row.id ?? 'unknown', name: row.name ?? '' };
  };
  const accountFor = (id: string): Account | null => deps.accountOf(id);

  async function rowsFor(
    accountId: string,
    forDate: string,
    now: string,
  ): Promise<Result<Awaited<ReturnType<typeof batchRows>>>> {
    const account = accountFor(accountId);
    return account === null
      ? fail('not-found', 'account')
      : ok(await batchRows(deps.core(), deps.sealer, account, forDate, now, deps.soon));
  }

  return {
    async open(_input, context) {
      const db = deps.core();
      const rows = openRows(db).slice(0, mostItems);
      const items: z.input<typeof handover.open.output>['items'] = [];
      for (const [i, row] of rows.entries()) {
        if (i > 0 && i % 20 === 0) await deps.soon();
        const message = findMessage(db, deps.sealer, row.id);
        if (message === null) continue;
        const now = standing(
          message,
          entriesOf(db, deps.sealer, row.id).map((k) => k.entry),
        );
        items.push({
          messageId: row.id,
          accountId: message.fields.accountId,
          patientName: now.current.fields.patientName,
          urgency: urgencies[row.urgency] ?? 'urgent-clinical',
          savedAt: row.savedAt,
          dispatch: modeOf(row, deps.running(), context.now)?.state ?? 'none',
          owner: now.owner.name,
          ownerId: now.owner.personId,
        });
      }
      const drafts = Number(
        db.prepare('SELECT count(*) FROM drafts WHERE discarded_at IS NULL').pluck().get(),
      );
      const people = deps
        .people()
        .filter((p) => p.id !== context.person?.id)
        .map(({ id, name }) => ({ id, name }));
      return ok({ items, drafts, people });
    },

    accept({ ids, toPersonId, note }, context) {
      const to = deps.people().find((p) => p.id === toPersonId);
      if (to === undefined) return fail('not-found', 'person');
      let accepted = 0;
      for (const { entryId, messageId } of ids) {
        const from = ownerOf(messageId);
        if (from === null) return fail('not-found', 'message');
        const done = writeEntry(deps, context, {
          id: entryId,
          messageId,
          body: { kind: 'hand-over', from, to: authorOf(to), note },
        });
        if (!done.ok) return done;
        accepted++;
      }
      return ok({ accepted, at: context.now });
    },

    async batches({ forDate }, context) {
      const all = deps.accounts();
      // Until noon the morning that is being handed over, from then on the next one.
      const ahead = new Date(Date.parse(context.now) + halfDay).toISOString();
      const day = forDate ?? todayIn(all[0]?.zone ?? 'UTC', ahead);
      const accounts: ReturnType<typeof batchCounts>[] = [];
      for (const account of all) {
        accounts.push(batchCounts(deps.core(), account, day, context.now));
        await deps.soon();
      }
      return ok({ forDate: day, accounts });
    },

    async batch({ accountId, forDate, forPaper }, context) {
      context.about({ accountId, ...(forPaper === true && { what: 'paper' }) });
      const account = accountFor(accountId);
      const rows = await rowsFor(accountId, forDate, context.now);
      if (!rows.ok || account === null) return rows.ok ? fail('not-found', 'account') : rows;
      return ok({ rows: rows.value, ...batchWindow(account, forDate) });
    },

    async exportCsv({ accountId, forDate }, context) {
      context.about({ accountId });
      const rows = await rowsFor(accountId, forDate, context.now);
      if (!rows.ok) return rows;
      const picked = await deps.host.fileDialog({
        mode: 'save',
        title: 'Save the morning batch',
        suggested: `careline-${accountId}-${forDate}.csv`,
        extensions: ['csv'],
      });
      if (!picked.ok) return picked;
      const { handle, name } = picked.value;
      if (handle === null) return ok({ file: null });
      const place = await deps.host.redeemHandle({ handle });
      if (!place.ok) return place;
      const written = await writeWhole(place.value.path, batchCsv(rows.value));
      return written.ok ? ok({ file: { name: name ?? '', rows: rows.value.length } }) : written;
    },

    delivered({ batchId, accountId, forDate, messageIds }, context) {
      for (const messageId of new Set(messageIds)) {
        const done = writeEntry(deps, context, {
          id: entryIdOf(batchId, messageId),
          messageId,
          body: { kind: 'batch', batchId, forDate },
          check: () =>
            prepared<[string], { account: string }>(
              deps.core(),
              'SELECT account_id AS account FROM messages WHERE id = ?',
            ).get(messageId)?.account === accountId
              ? ok(null)
              : fail('not-found', 'message of this account'),
        });
        if (!done.ok) return done;
      }
      context.about({ accountId });
      return ok({ at: context.now });
    },
  };
}

/** On the disk before it is called saved; readable by its owner only. */
async function writeWhole(path: string, text: string): Promise<Result<null>> {
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return ok(null);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(code === 'ENOSPC' ? 'disk-full' : 'disk-error', code ?? '');
  }
}
