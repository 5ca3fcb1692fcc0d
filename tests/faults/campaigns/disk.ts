// Disks that fail under a running desk: full in mid-save (to the last byte, or nearly), full at a start, read-only, a page
// that rots. Saved stays saved; what was not saved says so by a code that has a sentence, and the same save said again
// once there is room makes no second message.
import { closeSync, cpSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { passphrase, sitDown } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';
import { agent, type Taken } from '../support/agent.ts';
import { openHouse } from '../support/house.ts';
import { chance } from '../support/random.ts';
import { outcome, type Outcome } from '../support/report.ts';
import { limitedDisk, tinyDisk, whyNoDisk, type TinyDisk } from '../support/tiny-disk.ts';
import { wrappedDesk, type WrappedDesk } from '../support/wrapped.ts';

const bytes = 48_000_000;
/** What a desk may say when the disk takes nothing (each has its sentence and next step). */
const honest = ['disk-full', 'disk-error', 'profile-read-only'];

export async function disk(runs: number, seed: number): Promise<Outcome> {
  const done = outcome(runs);
  const why = whyNoDisk();
  // Tests of the campaign itself ask for the poorer way.
  const poor = why !== null || process.env['CARELINE_NO_MOUNT'] === '1';
  if (process.platform === 'win32') return { ...done, skipped: why };
  if (poor) done.said.push(`file size limits instead of a disk: ${why ?? 'asked for'}`);
  const random = chance(seed);
  let tiny: TinyDisk | null = null;
  let wrapped: WrappedDesk | null = null;
  const house = await openHouse({
    seed,
    async deskEntry(folder, profile) {
      tiny = poor ? limitedDisk(profile, folder) : await tinyDisk(profile, bytes);
      wrapped = wrappedDesk(folder, { before: tiny.before });
      return wrapped.entry;
    },
  });
  const person = agent(house, random, done);
  const count: Record<string, number> = {};
  const counted = (what: string): void => void (count[what] = (count[what] ?? 0) + 1);

  /** Everything that a person does at a desk that came back: opens the vault when it asks for it. */
  async function sitAgain(): Promise<void> {
    await house.back();
    const { phase } = await house.page.get<{ phase: string }>('session.state');
    if (phase === 'broken') await house.page.ask('session.recheck');
    await until('the vault is open', 15_000, async () => {
      const state = await house.page.ask('session.state');
      if (state.ok && (state.value as { phase: string }).phase === 'open') return true;
      await house.page.ask('session.recheck');
      return (await house.page.ask('session.open', { passphrase })).ok;
    });
    await sitDown(house.page);
  }
  /** How a desk that starts on a bad disk says so: on the page that it cannot start, or as what is wrong with its vault. */
  async function saidAtStart(): Promise<string> {
    let said: string | null = null;
    await until('the desk says something', 20_000, async () => {
      if (!house.page.isOpen()) await house.page.connect().catch(() => undefined);
      const { state, reason } = house.page.desk();
      // More than three starts a minute are a campaign's doing: a person presses "try again".
      if (state === 'down' && reason === 'too-often') house.page.send({ t: 'try-again' });
      else if (state === 'down') said = reason;
      else if (house.page.epoch() !== null) {
        const answer = await house.page.ask('session.state');
        const { phase, problem } = (answer.ok ? answer.value : {}) as { phase?: string; problem?: string };
        said = phase === undefined ? null : (problem ?? phase);
      }
      return said !== null;
    });
    return said ?? '';
  }
  const told = (answer: string, what: string): void => {
    if (answer === 'saved') return;
    counted(`not saved: ${answer}`);
    if (!honest.includes(answer)) done.wrong.push(`${what}: "${answer}" does not say what is wrong`);
  };

  /** Does something to the disk; where a running desk would not notice, between two desks. */
  async function change(on: TinyDisk, held: WrappedDesk, what: () => void): Promise<void> {
    if (on.live) return what();
    await held.hold(house.rig.killDesk);
    what();
    held.release();
    await sitAgain();
  }
  async function full(on: TinyDisk, held: WrappedDesk): Promise<void> {
    const taken: Taken[] = [];
    for (let n = 0; n < random.between(2, 4); n++) taken.push(await person.take());
    const but = random.pick([0, 0, 4096, random.below(60_000), random.below(400_000)]);
    await change(on, held, () => on.fill(but));
    const refused: Taken[] = [];
    for (const one of taken) {
      const answer = await person.ask(one);
      told(answer, 'full disk');
      if (answer !== 'saved') refused.push(one);
    }
    counted(refused.length > 0 ? 'full in mid-save' : 'full, and the log still had room');
    await change(on, held, on.empty);
    for (const one of refused) await person.save(one);
  }
  async function fullAtStart(on: TinyDisk, held: WrappedDesk): Promise<void> {
    await person.takeAndSave(2);
    await held.hold(house.rig.killDesk);
    on.fill(random.below(8192));
    held.release();
    counted(`full at a start: ${await saidAtStart()}`);
    on.empty();
    await sitAgain();
  }
  async function readOnly(on: TinyDisk, held: WrappedDesk): Promise<void> {
    await person.takeAndSave(1);
    await held.hold(house.rig.killDesk);
    on.readOnly(true);
    held.release();
    const reason = await saidAtStart();
    counted(`read-only: ${reason}`);
    if (reason !== 'profile-read-only') done.wrong.push(`a read-only disk is told as "${reason}"`);
    on.readOnly(false);
    await sitAgain();
  }
  async function rot(on: TinyDisk, held: WrappedDesk): Promise<void> {
    await person.takeAndSave(random.between(1, 3));
    await held.hold(house.rig.killDesk);
    const vault = join(on.path, 'vault');
    const aside = join(house.folder, 'vault-aside');
    cpSync(vault, aside, { recursive: true, force: true });
    const file = join(vault, random.pick(['core.db', 'core.db', 'patients.db']));
    const at = random.below(statSync(file).size);
    flip(file, at, random.between(1, 255));
    held.release();
    const said = await saidAtStart();
    counted(`a rotten page: ${said}`);
    if (!/^vault-(damaged|foreign|wrong-key|plain-file)$/.test(said))
      done.wrong.push(`byte ${at} of ${file.slice(vault.length + 1)} rotted and the desk said "${said}"`);
    await held.hold(house.rig.killDesk);
    cpSync(aside, vault, { recursive: true, force: true });
    held.release();
    await sitAgain();
  }

  try {
    const [on, held] = [tiny as TinyDisk | null, wrapped as WrappedDesk | null];
    if (on === null || held === null) throw new Error('no disk');
    for (let n = 0; n < runs; n++) {
      const kinds = on.live ? [full, full, fullAtStart, readOnly, full, rot] : [full, full, rot];
      await (kinds[n % kinds.length] ?? full)(on, held);
      if (n % 5 === 4 && Number.isNaN(await person.drained(60_000))) break;
    }
    await person.judge();
    done.said.push(
      Object.entries(count)
        .map(([what, n]) => `${what} ${n}`)
        .join(', '),
    );
    return done;
  } finally {
    await house.close();
    await (tiny as TinyDisk | null)?.close();
  }
}

function flip(file: string, at: number, by: number): void {
  const open = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(open, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ by;
  writeSync(open, byte, 0, 1, at);
  closeSync(open);
}
