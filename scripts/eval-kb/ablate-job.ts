// What each step of the engine is worth: the same index asked with all steps, then with each of them left out. The engine is
// asked directly, in this process, without the desk's order of trust around it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIndex } from '#desk/knowledge/engine/build.ts';
import { type Engine, makeEngine, type Steps, type TermEntry } from '#desk/knowledge/engine/engine.ts';
import type { EngineDoc } from '#desk/knowledge/engine/types.ts';
import { article } from '#shared/domain/knowledge/article.ts';
import { askAll } from './answer.ts';
import { readArticles, readQueries } from './files.ts';
import { toProduct } from './map.ts';
import type { Files } from './protocol.ts';
import { firstOfEachSet } from './queries.ts';
import type { Answers, System } from './systems.ts';

const steps = ['typo', 'completion', 'terms', 'intent', 'rerank'] as const satisfies (keyof Steps)[];
const prefixes = 400;

/** Answers by what was left out; `nothing` = all steps. */
export type Ablated = Record<string, Answers>;

const termsFile = join(import.meta.dirname, '../../data/knowledge/terms.json');

export async function measureAblations(files: Files, say: (text: string) => void): Promise<Ablated> {
  const queries = firstOfEachSet(readQueries(files.queries), files.limit);
  const ids: string[] = [];
  const docs = readArticles(files.articles).flatMap((a): EngineDoc[] => {
    const read = article.safeParse(toProduct(a));
    if (!read.success) return [];
    const { id, title, topic, keywords, section, body, kind } = read.data;
    return [{ n: ids.push(id) - 1, title, topic, keywords, section, body, kind }];
  });
  const base = buildIndex(
    docs,
    () => undefined,
    () => false,
  );
  const { entries: terms } = JSON.parse(readFileSync(termsFile, 'utf8')) as { entries: TermEntry[] };
  const engine: Engine = makeEngine({ base, terms });
  const ablated: Ablated = {};
  for (const out of ['nothing', ...steps]) {
    const options = { steps: out === 'nothing' ? {} : { [out]: false } };
    const search = (text: string, limit: number): string[] =>
      engine.search(text, { limit, ...options }).hits.map(({ n }) => ids[n] ?? '');
    const system: System = { search, typed: search, close: () => undefined };
    say(`without ${out}`);
    ablated[out] = await askAll(system, queries, { prefixes, apart: true, half: true, say: () => undefined });
  }
  return ablated;
}
