// Power cuts: everything that a saving desk does to its disk is recorded, then cut off at random; what no sync covered is
// dropped, kept, torn at 512 bytes or cut short. Each image is opened by the desk's own code and must hold every message
// that was told as saved. With `synchronous=NORMAL` the same campaign must lose messages: that shows that it can.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '#desk/migrations.ts';
import { makeTestVault, openTestVault } from '#desk/vault/testing.ts';
import { root } from '#tests/support/app.ts';
import { compile, whyNotNative } from '../support/native.ts';
import { chance, type Chance } from '../support/random.ts';
import { diskFrom, leftovers, readRecord } from '../support/replay.ts';
import { outcome, type Outcome } from '../support/report.ts';

interface Variant {
  sync: 'FULL' | 'NORMAL';
  checkpoint: number;
  reopenEvery: number;
}
/** As shipped; with checkpoints all the time; with a clean end and a new start now and then. */
const shipped: Variant[] = [
  { sync: 'FULL', checkpoint: 0, reopenEvery: 1000 },
  { sync: 'FULL', checkpoint: 20, reopenEvery: 1000 },
  { sync: 'FULL', checkpoint: 40, reopenEvery: 17 },
];
const weaker: Variant = { sync: 'NORMAL', checkpoint: 20, reopenEvery: 1000 };
const messages = 80;

interface Found {
  images: number;
  saved: number;
  /** Most messages that one image lacked. */
  most: number;
  lost: number;
  doubled: number;
  reordered: number;
  broken: number;
  why: string[];
}

async function variant(
  { sync, checkpoint, reopenEvery }: Variant,
  images: number,
  random: Chance,
  recorder: string,
): Promise<Found> {
  const found: Found = { images, saved: 0, most: 0, lost: 0, doubled: 0, reordered: 0, broken: 0, why: [] };
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'careline-power-')));
  // Images need no disk: memory takes them quicker, where there is such a place.
  const fast = existsSync('/dev/shm') ? mkdtempSync('/dev/shm/careline-power-') : join(folder, 'image');
  try {
    const profile = join(folder, 'profile');
    mkdirSync(profile);
    (await makeTestVault(profile, migrations)).close();
    const disk = diskFrom(profile);
    const record = join(folder, 'record');
    // What the child says there is for the recorder alone.
    const nowhere = openSync('/dev/null', 'w');
    const child = spawnSync(
      process.execPath,
      [
        join(root, 'tests', 'faults', 'support', 'power-child.ts'),
        JSON.stringify({ profile, messages, sync, checkpoint, reopenEvery }),
      ],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe', nowhere],
        encoding: 'utf8',
        env: { ...process.env, LD_PRELOAD: recorder, REC_DIR: profile, REC_LOG: record, REC_ACK: '3' },
      },
    );
    closeSync(nowhere);
    if (child.signal !== 'SIGKILL') throw new Error(`the saving desk ended: ${child.stderr.slice(-800)}`);
    const ops = readRecord(record);
    const cuts = Array.from({ length: images }, () => random.between(1, ops.length)).sort((a, b) => a - b);
    const image = join(fast, 'profile');
    let played = 0;
    for (const [n, cut] of cuts.entries()) {
      for (; played < cut; played++) {
        const op = ops[played];
        if (op !== undefined) disk.play(op);
      }
      const leftover = leftovers[n % leftovers.length] ?? 'dropped';
      disk.image(image, leftover, random);
      const promised = disk.promised();
      found.saved = Math.max(found.saved, promised.length);
      const wrong = await look(image, promised);
      found.lost += wrong.lost;
      found.doubled += wrong.doubled;
      found.reordered += wrong.reordered;
      found.most = Math.max(found.most, wrong.lost);
      if (wrong.broken !== null) found.broken++;
      if (wrong.lost + wrong.doubled + wrong.reordered > 0 || wrong.broken !== null)
        found.why.push(
          `${sync}, cut ${cut} of ${ops.length}, ${leftover}: ${wrong.broken ?? `lost ${wrong.lost}, doubled ${wrong.doubled}, reordered ${wrong.reordered} of ${promised.length}`}`,
        );
    }
    if (found.saved < messages / 2) throw new Error('too few messages were recorded');
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(fast, { recursive: true, force: true });
  }
}

/** Opens one image with the vault's own code and compares by SQL what is in it with what was promised. */
async function look(
  profile: string,
  promised: readonly string[],
): Promise<{ lost: number; doubled: number; reordered: number; broken: string | null }> {
  const none = { lost: 0, doubled: 0, reordered: 0 };
  const opened = await openTestVault(profile, undefined, migrations);
  if (!opened.ok) return { ...none, broken: `does not open: ${opened.code} ${opened.message}` };
  const { core } = opened.value;
  try {
    const check = core.pragma('integrity_check', { simple: true });
    if (check !== 'ok') return { ...none, broken: `integrity: ${String(check)}` };
    const rows = core
      .prepare<[], { id: string; lane: string; seq: number; n: number }>(
        `SELECT m.id, o.lane, o.seq, count(*) AS n FROM messages m JOIN outbox o ON o.item_id = m.id GROUP BY m.id`,
      )
      .all();
    const byId = new Map(rows.map((r) => [r.id, r]));
    for (const line of promised) {
      const [id = '', lane, seq] = line.split(' ');
      const row = byId.get(id);
      if (row === undefined) none.lost++;
      else if (row.lane !== lane || row.seq !== Number(seq)) none.reordered++;
      if (row !== undefined && row.n > 1) none.doubled++;
    }
    // Numbers without gaps, also among what was saved and not yet told.
    for (const { top, n } of core
      .prepare<[], { top: number; n: number }>(
        'SELECT max(seq) AS top, count(*) AS n FROM outbox GROUP BY lane',
      )
      .all())
      if (top !== n) none.lost++;
    return { ...none, broken: null };
  } catch (error) {
    return { ...none, broken: String(error) };
  } finally {
    opened.value.close();
  }
}

export async function power(runs: number, seed: number): Promise<Outcome> {
  const done: Outcome = { ...outcome(runs), kind: 'cuts' };
  const why = whyNotNative();
  if (why !== null) return { ...done, skipped: why };
  const random = chance(seed);
  const folder = mkdtempSync(join(tmpdir(), 'careline-recorder-'));
  try {
    const recorder = compile('record', folder);
    for (const [i, how] of shipped.entries()) {
      const share = Math.floor(runs / shipped.length) + (i < runs % shipped.length ? 1 : 0);
      if (share === 0) continue;
      const found = await variant(how, share, random, recorder);
      done.saved += found.saved;
      done.lost += found.lost;
      done.doubled += found.doubled;
      done.reordered += found.reordered;
      done.stuck += found.broken;
      done.wrong.push(...found.why.slice(0, 5));
    }
    const teeth = await variant(weaker, Math.max(30, Math.floor(runs / 5)), random, recorder);
    done.said.push(
      `with synchronous=NORMAL: ${teeth.lost} messages lost in ${teeth.why.length} of ${teeth.images} images (at most ${teeth.most} in one), as it must be`,
    );
    if (teeth.lost === 0) done.wrong.push('synchronous=NORMAL lost nothing: this campaign sees nothing');
    done.said.push('stuck = images that did not open or failed their integrity check');
    return done;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
