// Which scripts and paths are in force on this desk: approved ones over shipped ones. A call keeps what it began with, in this
// desk's memory; after a crash of the desk it goes on with what is in force then.
import type Database from 'better-sqlite3';
import type { PathInForce, ScriptInForce } from '#shared/contract/scripts.ts';
import { pathsFor, scriptFor, type For } from '#shared/domain/script/choose.ts';
import { isPath, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { Path, Script } from '#shared/domain/script/script.ts';
import { keyText, type ScriptKey } from '#shared/domain/script/versions.ts';
import { keptVersions, type Kept } from './store.ts';

export interface Shipped {
  scripts: readonly Script[];
  paths: readonly Path[];
}
type Origin = ScriptInForce['origin'];
export interface Library {
  scripts: readonly Script[];
  paths: readonly Path[];
  originOf(content: ScriptContent): Origin;
  kept: readonly Kept[];
}

export const keyOfContent = (content: ScriptContent): ScriptKey => ({
  about: isPath(content) ? 'path' : 'script',
  code: isPath(content) ? content.path : content.reason,
  accountId: content.accountId,
  lang: content.lang,
});

/**
 * Of each key the newest approved version, else what shipped. One that cannot be read is never replaced by the one before it:
 * somebody took that one out of force.
 */
export function libraryOf(shipped: Shipped, kept: readonly Kept[]): Library {
  const approved = new Map<string, { content: ScriptContent; origin: Origin }>();
  const newest = new Set<string>();
  for (const { row, content } of kept) {
    if (row.state !== 'approved' || newest.has(row.key)) continue;
    newest.add(row.key);
    if (!content.ok) continue;
    const origin: Origin = {
      key: row.key,
      source: 'approved',
      approvedBy: row.decidedBy?.name ?? null,
      approvedAt: row.decidedAt,
    };
    approved.set(row.key, { content: content.value, origin });
  }
  const own = [...approved.values()];
  const origins = new Map(own.map(({ content, origin }) => [content, origin]));
  const isOver = (content: ScriptContent): boolean => !approved.has(keyText(keyOfContent(content)));
  const contents = own.map((o) => o.content);
  return {
    scripts: [...shipped.scripts.filter(isOver), ...contents.filter((c): c is Script => !isPath(c))],
    paths: [...shipped.paths.filter(isOver), ...contents.filter(isPath)],
    originOf: (content) =>
      origins.get(content) ?? {
        key: keyText(keyOfContent(content)),
        source: 'shipped',
        approvedBy: null,
        approvedAt: null,
      },
    kept,
  };
}

/** Calls whose wording is remembered; the oldest is forgotten first. */
const mostCalls = 40;

export function createScriptsRoom(deps: { core(): Database.Database | null; shipped: Shipped }) {
  let library: Library | null = null;
  /** call → what was asked → what it was given first. */
  const held = new Map<string, Map<string, Omit<ScriptInForce, 'newer'> | Omit<PathInForce, 'newer'>[]>>();

  function now(): Library {
    const db = deps.core();
    if (db === null) return libraryOf(deps.shipped, []);
    library ??= libraryOf(deps.shipped, keptVersions(db));
    return library;
  }
  function ofCall(callId: string): NonNullable<ReturnType<typeof held.get>> {
    const known = held.get(callId) ?? new Map();
    held.delete(callId);
    held.set(callId, known);
    for (const oldest of held.keys()) {
      if (held.size <= mostCalls) break;
      held.delete(oldest);
    }
    return known;
  }
  const differ = (a: { version: number; origin: Origin }, b: { version: number; origin: Origin }) =>
    a.version === b.version && a.origin.key === b.origin.key && a.origin.source === b.origin.source
      ? null
      : b.version;
  const of = (one: { script: Script; origin: Origin }) => ({ ...one, version: one.script.version });
  const ofPath = (one: { path: Path; origin: Origin }) => ({ ...one, version: one.path.version });

  return {
    library: now,
    /** After a change of a version, or another vault. */
    forget: () => void (library = null),
    script(reason: string, want: For, callId: string | null, newest: boolean): ScriptInForce | null {
      const { scripts, originOf } = now();
      const found = scriptFor(scripts, reason, want);
      if (found === null) return null;
      const fresh = { script: found, origin: originOf(found) };
      if (callId === null) return { ...fresh, newer: null };
      const call = ofCall(callId);
      const asked = `script ${reason} ${want.accountId ?? ''} ${want.lang ?? ''}`;
      const before = call.get(asked);
      const kept = before !== undefined && 'script' in before && !newest ? before : fresh;
      // Who takes the newest wording takes that of the paths too.
      if (newest) call.clear();
      call.set(asked, kept);
      return { ...kept, newer: differ(of(kept), of(fresh)) };
    },
    paths(want: For, callId: string | null): PathInForce[] {
      const { paths, originOf } = now();
      const fresh = pathsFor(paths, want).map((path) => ({ path, origin: originOf(path) }));
      if (callId === null) return fresh.map((p) => ({ ...p, newer: null }));
      const call = ofCall(callId);
      const asked = `paths ${want.accountId ?? ''} ${want.lang ?? ''}`;
      const before = call.get(asked);
      const kept = Array.isArray(before) ? before : fresh;
      call.set(asked, kept);
      return kept.map((p) => {
        const current = fresh.find((f) => f.path.path === p.path.path);
        return { ...p, newer: current === undefined ? null : differ(ofPath(p), ofPath(current)) };
      });
    },
  };
}
export type ScriptsRoom = ReturnType<typeof createScriptsRoom>;
