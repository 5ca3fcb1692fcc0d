// Careline as the desk runs it: the vault opened, the search thread started with the key, questions asked through its client.
import { SearchClient } from '#desk/knowledge/client.ts';
import { migrations } from '#desk/migrations.ts';
import { openTestVault } from '#desk/vault/testing.ts';
import type { Vault } from '#desk/vault/vault.ts';
import { askAll, rounded, timing } from './answer.ts';
import { type KbQuery, readQueries, Unusable } from './files.ts';
import { residentBytes } from './memory.ts';
import type { Files } from './protocol.ts';
import { firstOfEachSet } from './queries.ts';
import type { Answers, Timing } from './systems.ts';
import { vaultFolder } from './vault-job.ts';

const prefixes = 800;
/** How often the search thread is started anew to see how long the first answer takes. */
const starts = 5;
const today = '2026-11-23';

export interface CarelineMeasured {
  answers: Answers;
  /** Milliseconds from the key in hand to the first answer, whichever part gave it. */
  firstAnswer: Timing;
  /** The same to the first answer of the index. Null when it never answered. */
  firstAnswerOfIndex: Timing | null;
  /** Bytes above the same process with the vault open and no search. */
  memoryBytes: number;
  /** Answers by which part gave them. */
  answeredBy: Record<string, number>;
}

function clientOf(vault: Vault): SearchClient {
  return new SearchClient({ file: vault.pathOf('core'), key: () => vault.readOnlyKeyFor('core') });
}

async function hitsOf(client: SearchClient, text: string, limit: number) {
  const result = await client.search({ text: text.slice(0, 4000), limit }, today);
  if (!result.ok) throw new Unusable(`a search failed: ${result.code}`);
  return result.value;
}

export async function measureCareline(files: Files, say: (text: string) => void): Promise<CarelineMeasured> {
  const queries: KbQuery[] = firstOfEachSet(readQueries(files.queries), files.limit);
  const opened = await openTestVault(vaultFolder(files), undefined, migrations);
  if (!opened.ok) throw new Unusable(`the vault did not open: ${opened.code}`);
  const vault = opened.value;
  const first = queries[0]?.text ?? '';
  const idle = residentBytes();
  const any: number[] = [];
  let client = clientOf(vault);
  for (let i = 0; i < starts; i++) {
    if (i > 0) {
      await client.close();
      client = clientOf(vault);
    }
    const started = performance.now();
    await hitsOf(client, first, 1);
    any.push(performance.now() - started);
  }
  const answeredBy: Record<string, number> = {};
  const search = async (text: string, most: number): Promise<string[]> => {
    const { hits } = await hitsOf(client, text, most);
    return hits.map((h) => h.id);
  };
  const answers = await askAll({ search, typed: search, close: () => client.close() }, queries, {
    prefixes,
    apart: true,
    say,
  });
  const memoryBytes = residentBytes() - idle;
  await client.close();
  vault.close();
  return {
    answers,
    firstAnswer: timing(any),
    firstAnswerOfIndex: null,
    memoryBytes: rounded(memoryBytes),
    answeredBy,
  };
}
