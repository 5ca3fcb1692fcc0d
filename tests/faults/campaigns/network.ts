// A network that misbehaves: each run, the next push meets one mishap of the proxy (cut, dropped after the commit, cut
// short, delayed, dribbled, repeated, swallowed, answered by somebody else), while the agent goes on saving.
import { agent } from '../support/agent.ts';
import { openHouse } from '../support/house.ts';
import { mishaps, type Mishap } from '../support/proxy.ts';
import { chance } from '../support/random.ts';
import { outcome, type Outcome } from '../support/report.ts';

/** Longer than the longest deadline, back-off and Retry-After that a few failures in a row can bring about. */
const hitWithin = 30_000;
/** A link that swallows everything costs the desk's whole deadline: only long campaigns have one, every so many runs. */
const blackHoleEvery = 70;
/** Share of handshakes, beats and pulls that are cut or answered by a portal meanwhile. */
const noise = 0.1;

export async function network(runs: number, seed: number): Promise<Outcome> {
  const done = outcome(runs);
  const where: Record<string, number> = {};
  done.hit = { faults: 0, where };
  const random = chance(seed);
  const house = await openHouse({ seed });
  const person = agent(house, random, done);
  // Each kind in turn, in an order of chance, so that a short campaign has met most of them.
  let bag: Mishap[] = [];
  const next = (): Mishap => {
    if (bag.length === 0) bag = [...mishaps];
    const [drawn] = bag.splice(random.below(bag.length), 1);
    return drawn ?? 'drop-answer';
  };
  let never = 0;

  house.proxy.trouble(noise);
  try {
    for (let n = 0; n < runs; n++) {
      const mishap = n % blackHoleEvery === blackHoleEvery - 1 ? 'black-hole' : next();
      const met = house.proxy.arm(mishap);
      await person.takeAndSave(random.between(1, 3));
      const late = setTimeout(() => house.proxy.disarm(), hitWithin);
      // What a person does who sees that something waits: it also ends a long back-off.
      const retry = setInterval(() => void house.page.ask('status.retry'), 300);
      const hit = await met;
      clearTimeout(late);
      clearInterval(retry);
      if (hit && done.hit !== null) {
        done.hit.faults++;
        where[mishap] = (where[mishap] ?? 0) + 1;
      } else if (mishap !== 'refuse') never++;
      await person.nothingAcknowledgedEarly();
      // Every tenth time all of it must arrive before anything else goes wrong.
      if (n % 10 === 9 && Number.isNaN(await person.drained(60_000))) break;
    }
    house.proxy.trouble(0);
    await person.judge();
    if (never > 0) done.said.push(`${never} mishaps met no push within ${hitWithin / 1000} s`);
    return done;
  } finally {
    await house.close();
  }
}
