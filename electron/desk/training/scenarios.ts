// Which scenarios are in force: what shipped, over it what was published here, over both the corrected phrases. Made once and kept
// until something changes: the practice room asks with every turn.
import type Database from 'better-sqlite3';
import { scenarioFile, type Scenario } from '#shared/domain/practice/scenario.ts';
import { corrected } from '#shared/domain/training/overlay.ts';
import { publishedTexts } from './drafts.ts';
import type { Sources } from './sources.ts';
import { correctionsOf } from './store.ts';

export interface Scenarios {
  inForce(shipped: readonly Scenario[]): readonly Scenario[];
  /** Without corrections; null = neither shipped nor published. */
  plain(id: string): Scenario | null;
  isOwn(id: string): boolean;
  changed(): void;
}

/** A published text was clean when it was published; one that this version can't read leaves what shipped in force. */
function readPublished(text: string, sources: Sources): Scenario | null {
  const read = scenarioFile.safeParse(JSON.parse(text));
  return read.success ? sources.completed(read.data) : null;
}

export function createScenarios(core: () => Database.Database | null, sources: Sources): Scenarios {
  let kept: {
    from: readonly Scenario[];
    plain: Scenario[];
    now: readonly Scenario[];
    own: Set<string>;
  } | null = null;
  let last: readonly Scenario[] = [];

  function made(shipped: readonly Scenario[]) {
    const db = core();
    if (db === null) return { from: shipped, plain: [...shipped], now: shipped, own: new Set<string>() };
    if (kept?.from === shipped) return kept;
    const own = publishedTexts(db).flatMap((text) => readPublished(text, sources) ?? []);
    const ids = new Set(own.map((s) => s.id));
    const plain = [...shipped.filter((s) => !ids.has(s.id)), ...own].toSorted((a, b) =>
      a.id.localeCompare(b.id, 'en', { numeric: true }),
    );
    const now = plain.map((s) => corrected(s, correctionsOf(db, s.id)));
    kept = { from: shipped, plain, now, own: ids };
    return kept;
  }
  return {
    inForce(shipped) {
      last = shipped;
      return made(shipped).now;
    },
    plain: (id) => made(last).plain.find((s) => s.id === id) ?? null,
    isOwn: (id) => made(last).own.has(id),
    changed: () => void (kept = null),
  };
}
