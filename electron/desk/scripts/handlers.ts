// The script of a call, and the steps by which a supervisor's wording comes into force: written, submitted, approved by another
// person, withdrawn. Every change is audited with key and version only.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import { findingsOf } from '#shared/domain/script/check.ts';
import { isPath, longestScript, readDraft, type ScriptContent } from '#shared/domain/script/draft.ts';
import { keyText, readKey, whyNotAct, type VersionAct } from '#shared/domain/script/versions.ts';
import type { ScriptRow, VersionRow } from '#shared/contract/scripts.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { createScriptsRoom, keyOfContent, type ScriptsRoom, type Shipped } from './room.ts';
import {
  addVersion,
  findVersion,
  moveVersion,
  newestNumber,
  versionsOf,
  writeVersion,
  type Kept,
} from './store.ts';

export interface ScriptsDeps {
  /** Null before the vault is opened; handlers run behind the router's gate, which asks for an open one. */
  core(): Database.Database | null;
  shipped: Shipped;
  accounts(): readonly Account[];
}
/** The newest approved version where it cannot be read: what shipped is said in its place. */
const unreadOf = (own: readonly Kept[]): number | null => {
  const newest = own.find((k) => k.row.state === 'approved');
  return newest === undefined || newest.content.ok ? null : newest.row.version;
};
/** What came with Careline since the desk's own one was written. */
const newerOf = (own: ScriptContent, shipped: ScriptContent | null): ScriptRow['newerShipped'] =>
  shipped !== null && (shipped.version >= own.version || shipped.date > own.date)
    ? { version: shipped.version, date: shipped.date }
    : null;
const sameKey = (key: string) => (content: ScriptContent) => keyText(keyOfContent(content)) === key;
const all = (from: {
  scripts: readonly ScriptContent[];
  paths: readonly ScriptContent[];
}): ScriptContent[] => [...from.scripts, ...from.paths];
/** As the bridge carries it. */
const plain = (content: ScriptContent): Record<string, unknown> => ({ ...content });

export function createScripts(deps: ScriptsDeps) {
  const room = createScriptsRoom(deps);
  return {
    /** The vault was opened, or is another one. */
    opened: room.forget,
    handlers: handlersOf(room, deps),
  };
}

function handlersOf(room: ScriptsRoom, deps: ScriptsDeps): RoomHandlers<'scripts'> {
  const { shipped } = deps;
  const core = (): Database.Database => {
    const db = deps.core();
    if (db === null) throw new Error('handler without a vault');
    return db;
  };
  const shippedOf = (key: string): ScriptContent | null => all(shipped).find(sameKey(key)) ?? null;

  function changed(context: Context, row: VersionRow): Result<VersionRow> {
    context.about({ what: `${row.key}:${row.version}` });
    context.changed('scripts.changed', [row.key]);
    room.forget();
    return ok(row);
  }
  const again = (id: string): VersionRow => {
    const found = findVersion(core(), id);
    if (found === null) throw new Error('a version that was just written');
    return found.row;
  };
  /** The version as the page saw it, with the right to do this with it. */
  function mayDo(
    act: VersionAct,
    at: { id: string; revision: number },
    context: Context,
  ): Result<{ found: Kept; by: { id: string; name: string } }> {
    const found = findVersion(core(), at.id);
    if (found === null || context.person === null) return fail('not-found', 'version');
    context.about({ what: `${found.row.key}:${found.row.version}` });
    const why = whyNotAct(act, found.row, context.person);
    if (why !== null) return fail(why);
    if (found.row.revision !== at.revision) return fail('conflict', 'version');
    return ok({ found, by: { id: context.person.id, name: context.person.name } });
  }
  function move(
    act: 'submit' | 'approve' | 'sendBack' | 'withdraw',
    input: { id: string; revision: number; note: string },
    context: Context,
  ): Result<VersionRow> {
    const may = mayDo(act, input, context);
    if (!may.ok) return may;
    const { found, by } = may.value;
    const { row, content } = found;
    if (act === 'submit' || act === 'approve') {
      // What cannot be read, or is not clean any more by today's lint, is said to nobody.
      if (!content.ok) return content;
      if (findingsOf(content.value, room.library().paths).length > 0) return fail('script-not-clean');
    }
    if (act === 'submit' && content.ok)
      writeVersion(
        core(),
        row.id,
        {
          // Its head says what is true, whatever was typed: whose words, which version, of which day.
          content: {
            ...content.value,
            version: row.version,
            author: row.author.name,
            // Never before the one that it takes the place of, where this desk's clock is behind.
            date: [context.now.slice(0, 10), shippedOf(row.key)?.date ?? ''].toSorted().at(-1) ?? '',
            review: 'draft',
          },
          editors: row.editors,
        },
        context.now,
      );
    const state = (
      { submit: 'submitted', approve: 'approved', sendBack: 'draft', withdraw: 'withdrawn' } as const
    )[act];
    const to = { state, by, note: input.note, submitted: act === 'submit' };
    // Those before it go with it: else one person alone would bring back what somebody had replaced.
    const before =
      act === 'withdraw' && row.state === 'approved'
        ? versionsOf(core(), row.key).filter((v) => v.state === 'approved' && v.version < row.version)
        : [];
    core().transaction(() => {
      for (const { id } of [row, ...before]) moveVersion(core(), id, to, context.now);
    })();
    return changed(context, again(row.id));
  }

  return {
    forReason({ reason, accountId, lang, callId, newest }) {
      const found = room.script(reason, { accountId, lang }, callId, newest);
      return found === null ? fail('not-found', 'script') : ok(found);
    },
    paths: ({ accountId, lang, callId }) => ok(room.paths({ accountId, lang }, callId)),
    list() {
      const { scripts, paths, originOf, kept } = room.library();
      const rows = all({ scripts, paths }).map((content): ScriptRow => {
        const key = keyText(keyOfContent(content));
        const own = kept.filter((k) => k.row.key === key);
        return {
          key,
          title: content.title,
          clinical: !isPath(content) && content.clinical,
          inForce: {
            source: originOf(content).source,
            version: content.version,
            author: content.author,
            date: content.date,
          },
          open: own.find((k) => k.row.state === 'draft' || k.row.state === 'submitted')?.row ?? null,
          refused: own.filter((k) => !k.content.ok).length,
          unread: unreadOf(own),
          newerShipped: newerOf(content, originOf(content).source === 'approved' ? shippedOf(key) : null),
        };
      });
      const listed = new Set(rows.map((r) => r.key));
      // Begun for an account or a language that has none yet.
      const begun = kept.filter(
        (k) => !listed.has(k.row.key) && (k.row.state === 'draft' || k.row.state === 'submitted'),
      );
      return ok([
        ...rows,
        ...begun.map(({ row, content }): ScriptRow => ({
          key: row.key,
          title: content.ok ? content.value.title.slice(0, 120) : row.key,
          clinical: content.ok && !isPath(content.value) && content.value.clinical,
          inForce: null,
          open: row,
          refused: content.ok ? 0 : 1,
          unread: null,
          newerShipped: null,
        })),
      ]);
    },
    versions: ({ key }) => ok(versionsOf(core(), key)),
    read({ key, id, current }) {
      if (id !== null) {
        const found = findVersion(core(), id);
        if (found === null || found.row.key !== key) return fail('not-found', 'version');
        return found.content.ok ? ok({ row: found.row, content: plain(found.content.value) }) : found.content;
      }
      const { scripts, paths, kept } = room.library();
      const content = current ? all({ scripts, paths }).find(sameKey(key)) : shippedOf(key);
      if (content === undefined || content === null) return fail('not-found', 'script');
      const row = kept.find((k) => k.content.ok && k.content.value === content)?.row ?? null;
      return ok({ row, content: plain(content) });
    },
    saveDraft({ id, key, revision, content }, context) {
      const { person } = context;
      if (person === null) return fail('not-signed-in');
      if (JSON.stringify(content).length > longestScript) return fail('too-large', 'script');
      const draft = readDraft(content);
      if (!draft.ok) return draft;
      const where = readKey(key);
      // It stays what it was begun for.
      if (where === null || !sameKey(key)(draft.value)) return fail('invalid-input', 'key');
      if (where.accountId !== null && !deps.accounts().some((a) => a.id === where.accountId))
        return fail('not-found', 'account');
      const db = core();
      if (findVersion(db, id) === null) {
        if (revision !== null) return fail('not-found', 'version');
        const open = versionsOf(db, key).some((v) => v.state === 'draft' || v.state === 'submitted');
        if (open) return fail('conflict', 'version');
        const version = Math.max(shippedOf(key)?.version ?? 0, newestNumber(db, key)) + 1;
        addVersion(db, { id, key, version, content: draft.value }, person, context.now);
        return changed(context, again(id));
      }
      const may = mayDo('write', { id, revision: revision ?? 0 }, context);
      if (!may.ok) return may;
      const { row } = may.value.found;
      if (row.key !== key) return fail('invalid-input', 'key');
      const editors = row.editors.includes(person.id) ? row.editors : [...row.editors, person.id];
      writeVersion(db, id, { content: draft.value, editors }, context.now);
      return changed(context, again(id));
    },
    submit: (input, context) => move('submit', input, context),
    approve: (input, context) => move('approve', input, context),
    sendBack: (input, context) => move('sendBack', input, context),
    withdraw: (input, context) => move('withdraw', input, context),
  };
}
