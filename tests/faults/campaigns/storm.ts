// The morning after a long outage: 200 desks come back at once, each with 100 messages in both lanes, to one backend on the
// embedded PostgreSQL. Every tenth desk is an older one that knows one sequence only. `--runs` = number of desks.
import { randomUUID } from 'node:crypto';
import type { LaneItem } from '#shared/protocol/lanes.ts';
import { laneStart } from '#shared/protocol/seal-format.ts';
import { breakGround } from '../support/house.ts';
import { ledger } from '../support/ledger.ts';
import { lightDesk, type Lane } from '../support/light-desk.ts';
import { chance, type Chance } from '../support/random.ts';
import { outcome, type Outcome } from '../support/report.ts';
import { stormMessage } from '../support/storm-message.ts';

const eachDesk = 100;
const withinMs = 120_000;

interface Batch {
  lane: Lane;
  items: LaneItem[];
  chainBefore: string;
}
/** Urgent before normal; sizes as they come. */
function batchesOf(items: Record<Lane, LaneItem[]>, random: Chance): Batch[] {
  return (['urgent', 'normal'] as const).flatMap((lane) => {
    const left = [...items[lane]];
    const out: Batch[] = [];
    let chainBefore = laneStart(lane);
    while (left.length > 0) {
      const some = left.splice(0, random.between(5, 40));
      out.push({ lane, items: some, chainBefore });
      chainBefore = some.at(-1)?.hash ?? chainBefore;
    }
    return out;
  });
}

export async function storm(desks: number, seed: number): Promise<Outcome> {
  const done = { ...outcome(desks), kind: null };
  const random = chance(seed);
  const ground = await breakGround({ desks, ladders: true });
  const list = ledger();
  try {
    const base = `http://127.0.0.1:${ground.backend.port}`;
    const all = [];
    for (const [n, code] of ground.codes.entries()) {
      const wire = n % 10 === 9 ? 1 : 2;
      const desk = lightDesk(base, wire, random.next);
      await desk.enrol(code);
      const items: Record<Lane, LaneItem[]> = { urgent: [], normal: [] };
      for (let m = 0; m < eachDesk; m++) {
        const lane: Lane = wire === 2 && random.flip(0.3) ? 'urgent' : 'normal';
        const id = randomUUID();
        const words = `Desk ${n}, message ${m} (synthetic).`;
        const body = stormMessage(id, words, lane, wire);
        items[lane].push(
          desk.add(lane, {
            id,
            body,
            urgency: lane === 'urgent' ? 1 : 2,
            takenAt: '2026-11-22T03:00:00.000Z',
          }),
        );
        list.asked({ id, words, lane, device: desk.device() });
      }
      all.push({ desk, batches: batchesOf(items, random) });
    }

    const began = performance.now();
    let late = 0;
    let slowest = 0;
    await Promise.all(
      all.map(async ({ desk, batches }) => {
        for (const [i, { lane, items, chainBefore }] of batches.entries()) {
          const started = performance.now();
          const more = batches[i + 1]?.lane === lane;
          try {
            await desk.push(lane, items, chainBefore, more, withinMs);
          } catch (error) {
            late += items.length;
            if (done.wrong.length < 10) done.wrong.push(`${desk.device()} ${lane}: ${String(error)}`);
            return;
          }
          slowest = Math.max(slowest, performance.now() - started);
          for (const item of items) list.told(item.id, item.seq);
        }
      }),
    );
    const seconds = (performance.now() - began) / 1000;

    const judged = await ground.oracle.judge(list.all());
    done.saved = list.saved().length;
    done.lost += judged.lost;
    done.doubled += judged.doubled;
    done.reordered += judged.reordered;
    done.stuck += late;
    done.wrong.push(...judged.why);
    const rows = await ground.oracle.count();
    if (rows !== desks * eachDesk) done.wrong.push(`${rows} rows instead of ${desks * eachDesk}`);
    for (const { id, reason } of await ground.oracle.setAside())
      if (done.wrong.length < 20) done.wrong.push(`the backend set ${id} aside: ${reason}`);
    const { attempts, twice } = await ground.oracle.calledTwice();
    done.wrong.push(...twice.slice(0, 5));
    const retries = all.reduce((sum, { desk }) => sum + desk.retries(), 0);
    done.said.push(
      `${desks} desks × ${eachDesk} messages at once: ${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} messages/s; slowest batch ${(slowest / 1000).toFixed(1)} s; ${retries} pushes had to be sent again`,
      `${attempts} steps of ladders ran meanwhile, ${twice.length} of them twice`,
    );
    return done;
  } finally {
    await ground.close();
  }
}
