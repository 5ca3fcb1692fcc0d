// Kills: SIGKILL to the desk, the backend or both, at random moments, in mid-save, while a push is on its way (at the proxy,
// at the backend, committed but not yet told), and right after "saved" was heard.
import { agent } from '../support/agent.ts';
import { openHouse } from '../support/house.ts';
import { stages, type Stage } from '../support/proxy.ts';
import { chance } from '../support/random.ts';
import { outcome, type Outcome } from '../support/report.ts';

const victims = ['desk', 'backend', 'both'] as const;
const moments = ['push', 'push', 'push', 'save', 'random', 'after-saved'] as const;

export async function crash(runs: number, seed: number): Promise<Outcome> {
  const done = outcome(runs);
  const where: Record<string, number> = {};
  done.hit = { faults: 0, where };
  const random = chance(seed);
  const house = await openHouse({ seed });
  const person = agent(house, random, done);
  const kills = { desk: 0, backend: 0, both: 0 };

  async function kill(victim: (typeof victims)[number]): Promise<void> {
    // A backend that dies in mid-save has not hit the save: that is the desk's own.
    const stage = house.proxy.inFlight() ? 'push' : person.isAsking() && victim !== 'backend' ? 'save' : null;
    if (stage !== null && done.hit !== null) {
      done.hit.faults++;
      where[stage] = (where[stage] ?? 0) + 1;
    }
    kills[victim]++;
    await Promise.all([
      victim === 'backend' ? null : house.rig.killDesk(),
      victim === 'desk' ? null : house.backend.kill().then(house.backend.start),
    ]);
  }

  async function run(): Promise<void> {
    const victim = random.pick(victims);
    const moment = random.pick(moments);
    const first = await person.take();
    switch (moment) {
      case 'push': {
        const stage: Stage = random.pick(stages);
        // Whatever the push meets: the kill is over before the campaign goes on.
        let killed: Promise<void> | null = null;
        house.proxy.at(stage, () => (killed = kill(victim)));
        const saving = person.save(first);
        if (random.flip(0.5)) {
          await saving;
          await person.takeAndSave(random.between(1, 2));
        }
        await saving;
        for (let turn = 0; killed === null && turn < 400; turn++)
          await new Promise((resolve) => setTimeout(resolve, 5));
        house.proxy.unwatch();
        await killed;
        return;
      }
      case 'save': {
        const saving = person.ask(first);
        // From before the frame arrived to after the reply left: turns of this event loop, not a time.
        for (let turn = random.below(60); turn > 0; turn--)
          await new Promise((resolve) => setImmediate(resolve));
        await kill(victim);
        await saving;
        return person.save(first);
      }
      case 'after-saved':
        await person.save(first);
        return kill(victim);
      case 'random': {
        const working = (async () => {
          await person.save(first);
          await person.takeAndSave(random.between(1, 3));
        })();
        await new Promise((resolve) => setTimeout(resolve, random.below(120)));
        await kill(victim);
        return working;
      }
    }
  }

  try {
    for (let n = 0; n < runs; n++) {
      await house.back();
      await run();
      await person.nothingAcknowledgedEarly();
    }
    await person.judge();
    done.said.push(`kills: desk ${kills.desk}, backend ${kills.backend}, both at once ${kills.both}`);
    return done;
  } finally {
    await house.close();
  }
}
