// A found article as a result row, read from the database as it is now: what was retired, replaced or closed to this role a moment
// ago is not shown, whatever an index still says.
import type Database from 'better-sqlite3';
import type { ArticleSummary } from '#shared/domain/knowledge/article.ts';
import { plainPassage, readMarks } from '#shared/domain/knowledge/highlight.ts';
import type { MarkedText } from './full-text.ts';
import { seenBy } from './heads.ts';
import { summaryOf, summaryRow } from './summaries.ts';

const longestSnippet = 1200;

interface TextRow {
  n: number;
  title: string;
  body: string;
}

/** `marked` gives title and passage of a shown row; no more than `limit` bodies are read. */
export function summaries(db: Database.Database) {
  const text = db.prepare<{ n: number; role: string }, TextRow>(
    `select a.n, a.title, a.body from article_heads h join articles a on a.n = h.n
     where h.n = @n and ${seenBy('a')}`,
  );
  return (
    ns: readonly number[],
    limit: number,
    role: string | null,
    today: string,
    marked: (row: TextRow) => MarkedText,
  ): ArticleSummary[] => {
    const out: ArticleSummary[] = [];
    for (const n of ns) {
      if (out.length === limit) break;
      const row = summaryRow(db, n);
      const summary = row && summaryOf(row, today);
      if (!summary || summary.state === 'retired') continue;
      const words = text.get({ n, role: role ?? '' });
      if (!words) continue;
      const shown = marked(words);
      const title = readMarks(shown.title);
      const snippet = readMarks(plainPassage(shown.snippet.slice(0, longestSnippet)));
      out.push({
        ...summary,
        title: title.text,
        titleRanges: title.ranges,
        snippet: snippet.text,
        snippetRanges: snippet.ranges,
      });
    }
    return out;
  };
}
