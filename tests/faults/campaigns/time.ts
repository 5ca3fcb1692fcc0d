// Clocks that step: by minutes, hours, days and years, forward and back, into nights with an hour too much or too little,
// at the desk, at the backend or at both, while messages drain. Order is by number: nothing may be refused, lost, doubled
// or reordered, and messages taken under a skew of more than two minutes must carry it (C37).
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agent } from '../support/agent.ts';
import { openHouse } from '../support/house.ts';
import { compile, whyNotNative } from '../support/native.ts';
import { stages } from '../support/proxy.ts';
import { chance, type Chance } from '../support/random.ts';
import { outcome, type Outcome } from '../support/report.ts';
import { wrappedDesk } from '../support/wrapped.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Just before the clocks of the desk's zone are changed. */
const dstNights = ['2026-11-01T05:59:59.500Z', '2026-03-08T06:59:59.500Z', '2027-03-14T06:59:59.500Z'];
const zone = 'America/New_York';
/** C37: more than this is told. */
const mostSkew = 2 * minute;

/** A clock that a process under `native/clock.c` reads. */
function clockFile(path: string) {
  let shiftMs = 0;
  const put = (ms: number): void => {
    shiftMs = Math.round(ms);
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(shiftMs));
    const file = openSync(path, 'r+');
    writeSync(file, bytes, 0, 8, 0);
    closeSync(file);
  };
  writeFileSync(path, Buffer.alloc(8));
  return { path, put, shift: (): number => shiftMs };
}
type Clock = ReturnType<typeof clockFile>;

function step(random: Chance): { name: string; shift: (now: number) => number } {
  const sign = random.flip(0.5) ? 1 : -1;
  switch (random.pick(['small', 'hours', 'days', 'years', 'night', 'true'] as const)) {
    case 'small':
      return { name: 'minutes', shift: () => sign * random.between(1, 20) * minute };
    case 'hours':
      return { name: 'hours', shift: () => sign * random.between(1, 23) * hour };
    case 'days':
      return { name: 'days', shift: () => sign * random.between(1, 400) * day };
    case 'years':
      return { name: 'years', shift: () => sign * random.between(2, 9) * 365 * day };
    case 'night': {
      const night = random.pick(dstNights);
      return { name: `night of ${night.slice(0, 10)}`, shift: (now) => Date.parse(night) - now };
    }
    case 'true':
      return { name: 'back to the true time', shift: () => 0 };
  }
}

export async function time(runs: number, seed: number): Promise<Outcome> {
  const done = outcome(runs);
  const why = whyNotNative();
  if (why !== null) return { ...done, skipped: why };
  const where: Record<string, number> = {};
  const random = chance(seed);
  const folder = mkdtempSync(join(tmpdir(), 'careline-clocks-'));
  try {
    const library = compile('clock', folder);
    const clocks = {
      desk: clockFile(join(folder, 'desk.clock')),
      backend: clockFile(join(folder, 'backend.clock')),
    };
    const env = (clock: Clock): Record<string, string> => ({
      LD_PRELOAD: library,
      CLOCK_FILE: clock.path,
      TZ: zone,
    });
    const house = await openHouse({
      seed,
      backendEnv: env(clocks.backend),
      deskEntry: (at) => wrappedDesk(at, { env: env(clocks.desk) }).entry,
    });
    const person = agent(house, random, done);
    let inDrain = 0;
    let flagged = 0;
    let unflagged = 0;
    try {
      for (let n = 0; n < runs; n++) {
        const who = random.pick(['desk', 'desk', 'backend', 'both'] as const);
        const { name, shift } = step(random);
        where[name.replace(/^night .*/, 'DST night')] =
          (where[name.replace(/^night .*/, 'DST night')] ?? 0) + 1;
        const move = (): void => {
          const to = shift(Date.now());
          if (who !== 'backend') clocks.desk.put(to);
          if (who !== 'desk') clocks.backend.put(to);
        };
        let moved = false;
        house.proxy.at(random.pick(stages), () => {
          moved = true;
          inDrain++;
          move();
        });
        await person.takeAndSave(random.between(2, 4));
        if (Number.isNaN(await person.drained(30_000))) break;
        house.proxy.unwatch();
        if (!moved) move();
        // A push that was not taken makes the desk ask again where both stand: that is when it compares the clocks.
        const met = house.proxy.arm('answer-503');
        await person.takeAndSave(1);
        const retry = setInterval(() => void house.page.ask('status.retry'), 300);
        await met;
        if (Number.isNaN(await person.drained(30_000))) break;
        clearInterval(retry);
        const last = await person.take();
        await person.save(last);
        await person.drained(30_000);
        const body = (await house.oracle.body(last.id)) as { clockOffsetMs: number | null } | null;
        const skew = clocks.desk.shift() - clocks.backend.shift();
        if (Math.abs(skew) > mostSkew) {
          if (Math.abs((body?.clockOffsetMs ?? 0) - skew) < minute) flagged++;
          else {
            unflagged++;
            if (unflagged <= 5)
              done.wrong.push(
                `skew of ${Math.round(skew / minute)} min, and the message says ${body?.clockOffsetMs === null || body === null ? 'nothing' : `${Math.round(body.clockOffsetMs / minute)} min`} (${who}, ${name})`,
              );
          }
        }
      }
      await person.judge();
      done.said.push(
        `steps: ${Object.entries(where)
          .map(([name, n]) => `${name} ${n}`)
          .join(', ')}; ${inDrain} of them while a push was on its way`,
        `${flagged} of ${flagged + unflagged} messages taken under more than 2 min of skew carry it`,
      );
      return done;
    } finally {
      await house.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
