// The night's log: a save with 1,000 and with 200,000 messages behind it, the list at 200,000, a drain of 10,000 beside a
// bare loop and beside two other engines, and how soon the first urgent message is acknowledged after the line came back.
import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { openVault } from '#desk/vault/vault.ts';
import { migrations } from '#desk/migrations.ts';
import { sealerOf } from '#desk/sealing.ts';
import { addMessage } from '#desk/messages/log.ts';
import { findEnrolment } from '#desk/sync/device.ts';
import { emptyDraft, urgencies } from '#shared/domain/messages/message.ts';
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { filled } from '#tests/support/message.ts';
import { passphrase } from '#tests/support/rig.ts';
import { startServices } from '#tests/support/services.ts';
import { benchDesk, benchFolder, type BenchDesk } from './desk.ts';
import { bareLoop, drainDesk } from './drain.ts';
import { calibrator, spread, spreadLine, type Bench } from './measure.ts';
import { installPeers, measurePeer } from './peers.ts';
import { prepared, timeTransactions } from './save.ts';

const few = 1000;
const many = 200_000;
const saves = 500;
const drained = 10_000;

/** Puts messages into a closed desk's log, as many as are lacking. */
async function fillTo(folder: string, count: number): Promise<void> {
  const opened = await openVault({
    profile: folder,
    unlock: { passphrase },
    random: randomBytes,
    clock: () => new Date().toISOString(),
    migrations,
  });
  if (!opened.ok) throw new Error(opened.code);
  const vault = opened.value;
  const key = () => {
    const found = findEnrolment(vault.core)?.sealKey;
    return found === undefined ? null : { id: found.id, publicKey: Buffer.from(found.publicKey, 'base64') };
  };
  const sealer = sealerOf(() => vault, key, randomBytes);
  const have = Number(vault.core.prepare('SELECT count(*) FROM messages').pluck().get());
  const began = Date.now() - count * 60_000;
  for (let from = have; from < count; from += 1000)
    vault.tx(() => {
      for (let i = from; i < Math.min(count, from + 1000); i++) {
        const at = new Date(began + i * 60_000).toISOString();
        const base = emptyDraft({
          accountId: ['harbor', 'riverside', 'ivy-lane'][i % 3] ?? 'harbor',
          dnis: '',
          greeting: '',
          receivedAt: at,
          zone: 'UTC',
          practice: '',
          origin: { kind: 'other-phone', why: 'bench' },
        });
        addMessage(vault.core, sealer, {
          schema: 2,
          id: uuidv7(),
          incomplete: i % 50 === 0 ? ['reason'] : [],
          savedAt: at,
          fields: { ...filled(base, `Words ${i}.`), urgency: urgencies[i % 4] ?? 'non-clinical' },
          takenBy: { personId: 'b', name: 'B. Ench' },
          clockOffsetMs: null,
        });
      }
    });
  vault.close();
}

async function saveSpread(desk: BenchDesk): Promise<ReturnType<typeof spread>> {
  const transactions = timeTransactions();
  const times: number[] = [];
  for (let n = 0; n < saves; n++) {
    const message = await prepared(desk, n);
    await new Promise((resolve) => setImmediate(resolve));
    await desk.ask('messages.save', message, randomUUID());
    times.push(transactions.last());
  }
  transactions.stop();
  return spread(times);
}

async function list(bench: Bench, desk: BenchDesk): Promise<void> {
  const ask = async (input: object): Promise<number> => {
    const started = performance.now();
    await desk.ask('messages.list', input);
    return performance.now() - started;
  };
  const of = async (input: object): Promise<ReturnType<typeof spread>> => {
    const times: number[] = [];
    for (let i = 0; i < 40; i++) times.push(await ask(input));
    return spread(times);
  };
  const first = await of({ accountId: null, filter: 'all' });
  bench.print(spreadLine(`list of ${many}: first page`, first));
  bench.limit('first page p95', first.p95, 50, 'ms');
  for (const input of [
    { accountId: 'harbor', filter: 'all' },
    { accountId: null, filter: 'open' },
    { accountId: null, filter: 'waiting' },
    { accountId: 'riverside', filter: 'attention' },
  ]) {
    const found = await of(input);
    bench.print(spreadLine(`filter ${input.accountId ?? 'all accounts'}, ${input.filter}`, found));
    bench.limit(`filter ${input.accountId ?? 'all accounts'}, ${input.filter} p95`, found.p95, 100, 'ms');
  }
}

export async function log(bench: Bench): Promise<void> {
  const folder = benchFolder();
  let desk = await benchDesk(folder);
  await desk.stop();
  await fillTo(folder, few);
  desk = await benchDesk(folder, { opens: true });
  const atFew = await saveSpread(desk);
  bench.print(spreadLine(`save with ${few} messages`, atFew));
  await desk.stop();
  await fillTo(folder, many);
  desk = await benchDesk(folder, { opens: true });
  const disk = calibrator(folder);
  try {
    const atMany = await saveSpread(desk);
    bench.print(spreadLine(`save with ${many} messages`, atMany));
    bench.limit(`save p50 at ${many} / at ${few}`, atMany.p50 / atFew.p50, 1.3, '×');
    bench.print(
      spreadLine(
        'calibrator (append 4 KiB + fdatasync)',
        spread(Array.from({ length: 500 }, () => disk.once())),
      ),
    );
    await list(bench, desk);
  } finally {
    disk.close();
    await desk.close();
  }
}

export async function drain(bench: Bench): Promise<void> {
  const services = await startServices({ ehr: false });
  const desk = await drainDesk(services);
  try {
    desk.fill(drained, 'non-clinical');
    bench.print(`drain: ${drained} messages, ${Math.round(desk.bodyBytes())} bytes sealed each`);
    const all = desk.acknowledged(null);
    const started = performance.now();
    desk.start();
    await all;
    const seconds = (performance.now() - started) / 1000;
    const stored = await services.stored();
    bench.print(
      `drain ${seconds.toFixed(2)} s, ${Math.round(drained / seconds)}/s; at the backend ${stored.total}, distinct ${stored.distinctIds}: lost ${drained - stored.distinctIds}, doubled ${stored.total - stored.distinctIds}`,
    );
    const bare = await bareLoop(services.demo.databaseUrl);
    bench.print(`bare loop, ${bare.rows} rows into the same three tables: ${bare.seconds.toFixed(2)} s`);
    bench.limit('drain / bare loop (50 % of its speed)', seconds / bare.seconds, 2, '×');

    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      await services.backend(false);
      desk.fill(500, 'non-clinical');
      const [id] = desk.fill(1, 'urgent-clinical');
      const urgent = desk.acknowledged(id ?? null);
      await services.backend(true);
      const back = performance.now();
      await urgent;
      times.push(performance.now() - back);
    }
    const soon = spread(times);
    bench.print(spreadLine('backend ready again → first urgent acknowledged', soon));
    bench.limit('reconnect → first urgent acknowledged, worst of 5', soon.max, 1000, 'ms');

    const cannot = installPeers();
    if (cannot !== null) return bench.print(`peers not measured: ${cannot}`);
    const pool = new Pool({ connectionString: services.demo.databaseUrl });
    for (const [name, what] of [
      ['rx', 'RxDB 16.9 (Deno KV on disk, own push handler)'],
      ['pouch', 'PouchDB 9 (LevelDB, CouchDB protocol)'],
    ] as const) {
      const figure = await measurePeer(pool, name, drained);
      bench.print(
        `${what}: ${drained} × 1 kB in ${figure.seconds.toFixed(2)} s; after ${figure.kills} kills lost ${figure.lost}, doubled ${figure.doubled}`,
      );
    }
    await pool.end();
  } finally {
    desk.close();
    await services.close();
  }
}

export async function run(bench: Bench): Promise<void> {
  await drain(bench);
  await log(bench);
}
