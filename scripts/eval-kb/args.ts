// What was asked on the command line.
import { parseArgs } from 'node:util';
import { Unusable } from './files.ts';

export const usage = `npm run -s eval:kb -- --articles FILE --queries FILE [--k 10] [--run OUT]
                      [--peers all|none] [--ablate] [--limit N]

Measures search over articles, in the formats of data/kb (JSON lines, plain or gzip), and prints one JSON object.
  --articles FILE   the articles
  --queries FILE    the queries with their judgments
  --k N             depth of nDCG, MRR and recall, 1 to 50 (10)
  --run OUT         also writes Careline's rankings: query id, article id, rank, score, tab between;
                    the misspelt forms go to OUT.typo
  --peers all|none  full-text search (FTS5), MiniSearch and lunr in the same run, or Careline alone (all)
  --ablate          also measures Careline with each of its steps left out
  --limit N         at most N queries of each set
What happens meanwhile is told on stderr. docs/knowledge.md says what the figures mean.
`;

export interface Asked {
  articles: string;
  queries: string;
  k: number;
  run: string | null;
  peers: boolean;
  ablate: boolean;
  limit: number | null;
}

/** How many hits every system is asked for; judged-only sets need more than k of them. */
export const depth = 50;

const whole = (name: string, text: string, most: number): number => {
  const n = Number(text);
  if (!/^\d{1,7}$/.test(text) || n < 1 || n > most)
    throw new Unusable(`${name} is a whole number from 1 to ${most}.`);
  return n;
};

/** Null when help was asked for. Throws Unusable. */
export function readArgs(argv: readonly string[]): Asked | null {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        articles: { type: 'string' },
        queries: { type: 'string' },
        k: { type: 'string' },
        run: { type: 'string' },
        peers: { type: 'string' },
        ablate: { type: 'boolean' },
        limit: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new Unusable(`${why.slice(0, 200)}\n\n${usage}`);
  }
  if (values.help) return null;
  const { articles, queries, peers = 'all' } = values;
  if (!articles || !queries) throw new Unusable(`Say which files to read.\n\n${usage}`);
  if (peers !== 'all' && peers !== 'none') throw new Unusable('--peers is all or none.');
  if (values.run === '') throw new Unusable('--run needs the name of a file.');
  return {
    articles,
    queries,
    k: values.k === undefined ? 10 : whole('--k', values.k, depth),
    run: values.run ?? null,
    peers: peers === 'all',
    ablate: values.ablate === true,
    limit: values.limit === undefined ? null : whole('--limit', values.limit, 1_000_000),
  };
}
