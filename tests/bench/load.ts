// The worst moment: saves and rings while articles are imported, verified backups are taken and searches run. Measured is
// how long a person waits for "saved", and how long a ring takes from the line to the frame that tells the page.
import { randomBytes, randomUUID } from 'node:crypto';
import { migrations } from '#desk/migrations.ts';
import { makeBackup } from '#desk/backups/make.ts';
import { openVault } from '#desk/vault/vault.ts';
import { passphrase } from '#tests/support/rig.ts';
import { benchDesk } from './desk.ts';
import { calibrator, spread, spreadLine, type Bench } from './measure.ts';
import { prepared } from './save.ts';

const rounds = 3;
const words = [
  'refill',
  'fever',
  'directions',
  'portal',
  'referral',
  'parking',
  'chest pain',
  'asthma',
  'billing',
];
interface Taken {
  saves: number[];
  rings: number[];
  writes: number[];
  during: number;
  copies: number;
  searches: number;
  articles: number;
}

/** A fresh desk imports all its articles; as long as it does, and for at least 60 saves, everything else goes on too. */
async function round(taken: Taken): Promise<void> {
  const desk = await benchDesk();
  // A second hand on the same vault: a copy needs the key, and the desk keeps its own inside.
  const opened = await openVault({
    profile: desk.folder,
    unlock: { passphrase },
    random: randomBytes,
    clock: () => new Date().toISOString(),
    migrations,
  });
  if (!opened.ok) throw new Error(opened.code);
  const vault = opened.value;
  const disk = calibrator(desk.folder);
  let working = true;
  const copying = (async () => {
    while (working) {
      const made = await makeBackup(vault, {
        profile: desk.folder,
        vaultId: vault.vaultId,
        now: () => new Date().toISOString(),
      });
      if (!made.ok) throw new Error(made.code);
      taken.copies++;
    }
  })();
  const searching = (async () => {
    while (working) {
      await desk.ask('knowledge.search', { text: words[taken.searches++ % words.length] });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const importing = async (): Promise<boolean> => {
    const { knowledge } = await desk.ask<{ knowledge: { articles: number; importing: number | null } }>(
      'status.read',
    );
    taken.articles = Math.max(taken.articles, knowledge.articles);
    return knowledge.importing !== null;
  };
  try {
    for (let n = 0; n < 60 || (await importing()); n++) {
      if (await importing()) taken.during++;
      const message = await prepared(desk, n);
      await new Promise((resolve) => setTimeout(resolve, n % 7));
      // From when a person pressed it: the wait for a thread that is busy counts.
      const asked = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      await desk.ask('messages.save', message, randomUUID());
      taken.saves.push(performance.now() - asked);
      if (n % 3 === 0) taken.rings.push(await desk.ring());
      taken.writes.push(disk.once());
    }
  } finally {
    working = false;
    await Promise.allSettled([copying, searching]);
    disk.close();
    vault.close();
    await desk.close();
  }
}

export async function run(bench: Bench): Promise<void> {
  const taken: Taken = { saves: [], rings: [], writes: [], during: 0, copies: 0, searches: 0, articles: 0 };
  for (let n = 0; n < rounds; n++) await round(taken);
  const { saves, rings } = taken;
  bench.print(
    `${rounds} fresh desks, each with ${taken.articles} articles; ${taken.copies} verified copies and ${taken.searches} searches meanwhile; ${taken.during} of ${saves.length} saves during an import`,
  );
  bench.print(spreadLine('save (asked → saved)', spread(saves)));
  bench.print(spreadLine('ring (line → topic frame)', spread(rings)));
  bench.print(spreadLine('calibrator (append 4 KiB + fdatasync)', spread(taken.writes)));
  bench.limit('worst save', spread(saves).max, 100, 'ms');
  bench.limit('worst ring', spread(rings).max, 100, 'ms');
}
