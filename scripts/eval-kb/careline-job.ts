// Careline as the desk runs it: the vault opened, the search thread started with the key, questions asked through its client.
import { pathToFileURL } from 'node:url';
import { SearchClient } from '#desk/knowledge/client.ts';
import { migrations } from '#desk/migrations.ts';
import { openTestVault } from '#desk/vault/testing.ts';
import type { Vault } from '#desk/vault/vault.ts';
import { askAll, timing } from './answer.ts';
import { type KbQuery, readQueries, Unusable } from './files.ts';
import { residentBytes } from './memory.ts';
import type { Files } from './protocol.ts';
import { firstOfEachSet } from './queries.ts';
import type { Answers, Timing } from './systems.ts';
import { vaultFolder, workerFile } from './vault-job.ts';

const prefixes = 800;
/** How often the search thread is started anew to see how long the first answer takes. */
const starts = 5;
const today = '2026-11-23';

export interface CarelineMeasured {
  answers: Answers;
  /** Milliseconds from the key in hand to the first answer, whichever part gave it. */
  firstAnswer: Timing;
  /** The same to the first answer of the index. */
  firstAnswerOfIndex: Timing;
  /** Processor time of the same, of all threads: what a busy machine does not change. Median, milliseconds. */
  firstAnswerCpuMs: number;
  firstAnswerOfIndexCpuMs: number;
  /** Bytes above the same process with the vault open and no search: after all queries, and once the index was in memory. */
  memoryBytes: number;
  memoryLoadedBytes: number;
  /** Answers by which part gave them. */
  answeredBy: Record<string, number>;
}

/** Who asks; nothing in these files is kept from anybody. */
const role = 'agent';

/** A search thread just started, and when its index is there. */
function start(vault: Vault, workerUrl: URL): { client: SearchClient; loaded: Promise<void> } {
  const { promise: loaded, resolve, reject } = Promise.withResolvers<void>();
  const client = new SearchClient({
    file: vault.pathOf('core'),
    key: () => vault.readOnlyKeyFor('core'),
    workerUrl,
    onIndex(says) {
      if (says === 'ready') resolve();
      else if (says === 'damaged' || says === 'none' || says === 'gone')
        reject(new Unusable(`the index: ${says}`));
    },
  });
  return { client, loaded };
}

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

async function ask(client: SearchClient, text: string, limit: number) {
  const result = await client.search({ text: text.slice(0, 4000), limit }, today, { role });
  if (!result.ok) throw new Unusable(`a search failed: ${result.code}`);
  return result.value;
}

export async function measureCareline(files: Files, say: (text: string) => void): Promise<CarelineMeasured> {
  const queries: KbQuery[] = firstOfEachSet(readQueries(files.queries), files.limit);
  const opened = await openTestVault(vaultFolder(files), undefined, migrations);
  if (!opened.ok) throw new Unusable(`the vault did not open: ${opened.code}`);
  const vault = opened.value;
  const first = queries[0]?.text ?? '';
  const workerUrl = pathToFileURL(workerFile(files));
  const idle = residentBytes();
  const any: number[] = [];
  const ofIndex: number[] = [];
  const anyCpu: number[] = [];
  const indexCpu: number[] = [];
  async function fresh(): Promise<SearchClient> {
    const from = performance.now();
    const cpu = process.cpuUsage();
    const { client, loaded } = start(vault, workerUrl);
    await ask(client, first, 1);
    any.push(performance.now() - from);
    anyCpu.push(cpuMs(cpu));
    await loaded;
    const { engine } = await ask(client, first, 1);
    if (engine !== 'index') throw new Unusable('the loaded index did not answer.');
    ofIndex.push(performance.now() - from);
    indexCpu.push(cpuMs(cpu));
    return client;
  }
  const asked = await fresh();
  const memoryLoadedBytes = residentBytes() - idle;
  const answeredBy: Record<string, number> = {};
  const search = async (text: string, most: number): Promise<string[]> => {
    const { hits, engine = 'unknown' } = await ask(asked, text, most);
    answeredBy[engine] = (answeredBy[engine] ?? 0) + 1;
    return hits.map((h) => h.id);
  };
  const answers = await askAll({ search, typed: search, close: () => asked.close() }, queries, {
    prefixes,
    apart: true,
    say,
  });
  const memoryBytes = residentBytes() - idle;
  await asked.close();
  // Last, because what an ended thread leaves behind would count as memory.
  while (any.length < starts) await (await fresh()).close();
  vault.close();
  return {
    answers,
    firstAnswer: timing(any),
    firstAnswerOfIndex: timing(ofIndex),
    firstAnswerCpuMs: timing(anyCpu).p50,
    firstAnswerOfIndexCpuMs: timing(indexCpu).p50,
    memoryBytes,
    memoryLoadedBytes,
    answeredBy,
  };
}
