// What it costs that every request passes one gate and every read leaves a durable row: the router by itself, one audited
// read, a hundred at once, each against one durable row in a database of the same kind on the same disk; and how long it
// takes from a person's secret to a desk that answers, with a key derivation tuned to this computer.
import { readFileSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { deriveSecret, tunedMs } from '#desk/vault/argon.ts';
import { openWriter } from '#desk/vault/open.ts';
import { passphrase } from '#tests/support/rig.ts';
import { benchDesk, benchFolder } from './desk.ts';
import { spread, spreadLine, type Bench } from './measure.ts';

const runs = 1000;
const rounds = 60;
const atOnce = 100;
const unlocks = 20;

/** One row, one transaction, SQLCipher 4, synchronous=FULL: what one durable row costs on this disk, ms. */
function rowCalibrator(folder: string): { once(): number; close(): void } {
  const db = openWriter(join(folder, 'calibrator.db'), randomBytes(32), { fresh: true });
  db.exec('CREATE TABLE row (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, text TEXT NOT NULL) STRICT');
  const add = db.prepare<[string, string]>('INSERT INTO row (at, text) VALUES (?, ?)');
  const one = db.transaction(() => add.run(new Date().toISOString(), 'x'.repeat(200)));
  return {
    once() {
      const started = performance.now();
      one.immediate();
      return performance.now() - started;
    },
    close: () => void db.close(),
  };
}
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function reads(bench: Bench): Promise<void> {
  const desk = await benchDesk();
  const disk = rowCalibrator(desk.folder);
  try {
    const timed = async (name: string): Promise<number> => {
      await rest();
      const started = performance.now();
      await desk.ask(name);
      return performance.now() - started;
    };
    for (let n = 0; n < 100; n++) {
      await timed('messages.drafts');
      disk.once();
    }
    const bare: number[] = [];
    const audited: number[] = [];
    const rows: number[] = [];
    for (let n = 0; n < runs; n++) {
      bare.push(await timed('settings.read'));
      audited.push(await timed('messages.drafts'));
      rows.push(disk.once());
    }
    const many: number[] = [];
    for (let n = 0; n < rounds; n++) {
      await rest();
      const started = performance.now();
      await Promise.all(Array.from({ length: atOnce }, () => desk.ask('messages.drafts')));
      many.push((performance.now() - started) / atOnce);
    }
    const [without, read, row] = [spread(bare), spread(audited), spread(rows)];
    bench.print(spreadLine('router, no commit (frame in → reply)', without));
    bench.print(spreadLine('one audited read (frame in → reply)', read));
    bench.print(spreadLine('calibrator (one durable row)', row));
    bench.print(spreadLine(`${atOnce} audited reads at once, a row`, spread(many)));
    bench.limit('router without commit, p95', without.p95, 0.2, 'ms');
    bench.limit('audited read p50 / calibrator p50', read.p50 / row.p50, 2.5, '×');
    bench.limit('audited read p95 / calibrator p95', read.p95 / row.p95, 2.5, '×');
    bench.limit(`a row of ${atOnce} at once, p50`, spread(many).p50, 0.1, 'ms');
  } finally {
    disk.close();
    await desk.close();
  }
}

/** What one guess at the newest slot costs here, ms. */
async function derivation(folder: string): Promise<number[]> {
  const ring = JSON.parse(readFileSync(join(folder, 'vault', 'keyring.json'), 'utf8')) as {
    slots: { salt: string; m: number; t: number; p: number }[];
  };
  const slot = ring.slots.at(-1)!;
  const times: number[] = [];
  for (let n = 0; n < 5; n++) {
    const started = performance.now();
    (await deriveSecret(passphrase, Buffer.from(slot.salt, 'base64'), slot)).fill(0);
    times.push(performance.now() - started);
  }
  return times;
}

async function unlocking(bench: Bench): Promise<void> {
  const folder = benchFolder();
  const desk = await benchDesk(folder, { tuned: true });
  try {
    const usable: number[] = [];
    for (let n = 0; n < unlocks; n++) {
      await desk.ask('session.lock', { why: 'key' });
      const started = performance.now();
      await desk.ask('session.unlock', { passphrase });
      await desk.ask('messages.drafts');
      usable.push(performance.now() - started);
    }
    const [derived, used] = [spread(await derivation(folder)), spread(usable)];
    bench.print(spreadLine('key derivation alone', derived));
    bench.print(spreadLine('secret → first answer', used));
    bench.limit('short of the derivation that was asked for', Math.max(0, tunedMs - derived.p50), 0, 'ms');
    bench.limit('secret → first answer, p95', used.p95, 1000, 'ms');
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function run(bench: Bench): Promise<void> {
  await reads(bench);
  await unlocking(bench);
}
