// Searching the articles: by the index once it is loaded, by full text until then and whenever it is damaged. Runs in the search
// thread (worker.ts), or directly in tests and measurements.
import type Database from 'better-sqlite3';
import type { ArticleSearch, ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import { termList } from '#shared/domain/knowledge/terms.ts';
import { emergencyFirst } from './emergency.ts';
import { decodeIndex } from './engine/codec.ts';
import type { TermEntry } from './engine/engine.ts';
import type { EngineIndex } from './engine/types.ts';
import { type EngineFound, type EngineSearch, engineSearch } from './engine-search.ts';
import { facetsOf, type Visible } from './facets.ts';
import { fullTextSearch } from './full-text.ts';
import { type IndexHead, indexFormat, readHead, readPart } from './index-store.ts';
import { markAll, markPassage, type Matcher } from './passage.ts';
import type { DeskSearch, IndexSays } from './protocol.ts';
import { summaries } from './row-summary.ts';
import { stemOf } from './engine/text.ts';
import { type Asker, oneOfEachFamily } from './visible.ts';

export interface ArticleSearcher {
  /** `today` as "2026-11-22". An empty question has no hits; no text makes this fail. */
  search(request: DeskSearch, role: string | null, today: string): ArticleSearchResult;
  /** Brings the stored index in, a step at a time; questions may be asked between the steps. Ends by saying how it went. */
  load(): Generator<void, void>;
  /** After articles changed: makes ready what the next question of who asked last would wait for, a step at a time. */
  refresh(): Generator<void, void>;
  /** All steps at once: for tests and measurements. */
  loadNow(): void;
  /** What an index in memory holds is overwritten; full text answers from then on. */
  wipe(): void;
}
const snippetWords = 26;
const nothing: Matcher = () => -1;

/** Prepared statements on one connection; make it once. */
export function articleSearch(
  db: Database.Database,
  onIndex: (says: IndexSays) => void = () => undefined,
): ArticleSearcher {
  const facets = facetsOf(db);
  const fullText = fullTextSearch(db);
  const summary = summaries(db);
  const ordered = emergencyFirst(db);
  let engine: EngineSearch | null = null;
  let saidStale = false;
  let asker: Asker | null = null;

  function* load(): Generator<void, void> {
    onIndex('loading');
    // Two at once would take twice the memory: full text answers while the next one is decoded.
    const found = yield* readIndex(db, () => {
      engine?.wipe();
      engine = null;
    });
    const made = typeof found === 'string' ? null : engineSearch(db, found, () => currentTerms(db));
    yield;
    made?.prepare(facets.current());
    engine?.wipe();
    engine = made;
    saidStale = false;
    onIndex(typeof found === 'string' ? found : 'ready');
  }

  /** Null: no index, too much came since, or it failed at this very question. Full text answers; the result says so. */
  function askIndex(request: ArticleSearch, visible: Visible, today: string): EngineFound | null {
    try {
      return engine?.search(request, visible, today) ?? null;
    } catch {
      return null;
    }
  }

  function search(request: DeskSearch, role: string | null, today: string): ArticleSearchResult {
    const started = performance.now();
    asker = {
      role,
      practice: request.practice ?? null,
      site: request.site ?? null,
      lang: request.lang ?? null,
    };
    const visible = facets.visible(asker);
    const { first = [] } = request;
    const byIndex = askIndex(request, visible, today);
    if (engine?.stale() === true && !saidStale) {
      saidStale = true;
      onIndex('stale');
    }
    if (byIndex !== null) {
      const matches = stemMatcher(byIndex.stems);
      const hits = summary(
        ordered(oneOfEachFamily(visible.facets, byIndex.ns), first, visible, request.practice),
        request.limit,
        role,
        today,
        ({ title, body }) => ({
          title: markAll(title, matches),
          snippet: markPassage(body, matches, snippetWords),
        }),
      );
      return {
        hits,
        tookMs: performance.now() - started,
        // What is shown for a red flag was not found by its words.
        ...(byIndex.weak && hits.length > 0 && first.length === 0 ? { weak: true } : {}),
        engine: 'index',
        ...(byIndex.corrected.length > 0 ? { corrected: byIndex.corrected } : {}),
        ...(byIndex.expanded.length > 0 ? { expanded: byIndex.expanded } : {}),
      };
    }
    const { ns, corrections, marked } = fullText(request, visible, today);
    const hits = summary(
      ordered(oneOfEachFamily(visible.facets, ns), first, visible, request.practice),
      request.limit,
      role,
      today,
      ({ n, title, body }) => marked(n) ?? { title, snippet: markPassage(body, nothing, snippetWords) },
    );
    return {
      hits,
      tookMs: performance.now() - started,
      engine: 'full-text',
      ...(corrections.length > 0 ? { corrected: corrections } : {}),
    };
  }
  return {
    search,
    load,
    *refresh() {
      const now = facets.current(true);
      yield;
      engine?.prepare(now);
      yield;
      if (asker !== null) engine?.prepareFor(facets.visible(asker));
    },
    loadNow() {
      const steps = load();
      while (steps.next().done !== true);
    },
    wipe() {
      engine?.wipe();
      engine = null;
    },
  };
}

/** Which word of a text answers a word of the question: by its stem. */
function stemMatcher(stems: ReadonlySet<string>): Matcher {
  const order = [...stems];
  const known = new Map<string, number>();
  return (word) => {
    let meant = known.get(word);
    if (meant === undefined) {
      meant = order.indexOf(stemOf(word));
      known.set(word, meant);
    }
    return meant;
  };
}

/** The list of terms that counts; a list that cannot be read expands nothing. */
function currentTerms(db: Database.Database): readonly TermEntry[] {
  const row = db.prepare<[], { json: string }>('select json from article_terms').get();
  const read = row && parsedTerms(row.json);
  return read?.success === true ? read.data.entries : [];
}
function parsedTerms(json: string) {
  try {
    return termList.safeParse(JSON.parse(json));
  } catch {
    return null;
  }
}

/** So many pieces a step. */
const piecesAtOnce = 4;

/** A generation that was replaced while it was read is begun again with the one after. */
function* readIndex(
  db: Database.Database,
  beforeDecoding: () => void,
): Generator<void, EngineIndex | 'none' | 'damaged'> {
  for (let before = -1; ;) {
    const head = headOf(db);
    if (typeof head === 'string') return head;
    if (head.format !== indexFormat || head.generation === before) return 'damaged';
    const parts: Uint8Array[] = [];
    for (let part = 0; part < head.parts; part++) {
      const read = readPart(db, head, part);
      if (!read.ok) break;
      parts.push(read.value);
      if (part % piecesAtOnce === piecesAtOnce - 1) yield;
    }
    if (parts.length === head.parts) {
      beforeDecoding();
      const index = decodeIndex(parts);
      for (const part of parts) part.fill(0);
      yield;
      return index.ok ? index.value : 'damaged';
    }
    before = head.generation;
  }
}
function headOf(db: Database.Database): IndexHead | 'none' | 'damaged' {
  try {
    return readHead(db) ?? 'none';
  } catch {
    return 'damaged';
  }
}
