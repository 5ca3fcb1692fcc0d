// A softphone's own figures, on the stand-in of Electron with the real SDK, the real backend and the local carrier: every
// figure of sound is taken at the carrier, by its clock, which is this computer's.
// `npm run bench -- softphone [--calls=40] [--seconds=1]`; the long form is `--calls=200 --seconds=5`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { LegView } from '#demo/carrier/control-schema.ts';
import type { CarrierHand } from '#tests/support/carrier-hand.ts';
import { chromiumPath } from '#tests/support/browser.ts';
import { until } from '#tests/support/until.ts';
import type { Driver } from '../e2e/desk/driver.ts';
import { launch } from '../e2e/desk/launch.ts';
import { becomeAvailable, clock, phoneReady } from '../e2e/desk/phone.ts';
import { killPage } from '../e2e/desk/shell.ts';
import { callCard, sitQuietly } from '../e2e/desk/steps.ts';
import { spread, spreadLine, type Bench } from './measure.ts';
import { pageState, processSeconds, type PageState } from './page-state.ts';
import { seen, watch } from './ring.ts';
import { speechWav } from './speech.ts';

const flag = (name: string, usual: number): number =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const tone = 440;
const line = '+16175550110';
/** Signalling drops and engine crashes that are measured. */
const drops = 10;
/** A page that ends more often within a minute is given a pause (`restartLimit`). */
const crashes = 3;
/** How long a call is listened to for its CPU, s. */
const cpuSeconds = 10;
const early = 20;
/** The last three up to this one. */
const isLookedAt = (n: number, upTo: number): boolean => n > upTo - 3 && n <= upTo;

const agentLeg = async (hand: CarrierHand, since: number): Promise<LegView | undefined> =>
  (await hand.legs(since)).find((leg) => leg.kind === 'agent' && leg.status === 'in-progress');
const isTone = (part: LegView['heard'][number]): boolean => part.tones.some((hz) => Math.abs(hz - tone) < 15);
/** When the first window (100 ms) with it had been heard whole; infinite when it was not. */
const firstEnd = (parts: LegView['heard'], fits: (part: LegView['heard'][number]) => boolean): number => {
  const part = parts.find(fits);
  return part === undefined ? Infinity : part.fromMs + 100;
};

class Shift {
  readonly took: Record<string, number[]> = {};
  readonly desk: Driver;
  readonly hand: CarrierHand;
  constructor(desk: Driver, hand: CarrierHand) {
    this.desk = desk;
    this.hand = hand;
  }
  note(what: string, ms: number): void {
    (this.took[what] ??= []).push(ms);
  }
  get page(): Page {
    return this.desk.page;
  }

  /** From a caller who dials to a call with sound both ways; gives when F2 was pressed. */
  async answered(n: number): Promise<{ caller: string; since: number }> {
    const { page, hand } = this;
    await watch(page, ['ring']);
    const dialled = clock();
    const { id } = await hand.call({
      number: `+1617555${String(1000 + n)}`,
      dnis: line,
      script: [{ tone: { hz: tone, ms: 3_600_000 } }],
    });
    const painted = await seen(page, 'ring');
    const invite = (await hand.signals(dialled)).find(({ way, type }) => way === 'out' && type === 'invite');
    if (invite === undefined) throw new Error('no invite');
    // The server's word may be here before the phone's own ring.
    this.note('ring at the carrier → card painted', Math.max(0, painted - invite.atMs));
    const pressed = clock();
    await page.keyboard.press('F2');
    let out = Infinity;
    let back = Infinity;
    await until('sound both ways', 15_000, async () => {
      const leg = await agentLeg(hand, pressed);
      out = firstEnd(leg?.heard ?? [], isTone);
      back = firstEnd(leg?.said ?? [], (part) => part.level > 60);
      return out < Infinity && back < Infinity;
    });
    this.note('F2 → the caller is sent to the agent', out - pressed);
    this.note('F2 → the agent is heard at the carrier', back - pressed);
    this.note('F2 → two-way audio', Math.max(out, back) - pressed);
    await callCard(page).waitFor();
    return { caller: id, since: pressed };
  }

  async muted(): Promise<void> {
    const { page, hand } = this;
    const pressed = clock();
    await page.keyboard.press('F6');
    await callCard(page)
      .getByRole('button', { name: /^Unmute/ })
      .waitFor();
    let last = 0;
    await until('silence at the peer', 5000, async () => {
      last = (await agentLeg(hand, pressed))?.lastSaidMs ?? 0;
      return clock() - last > 300;
    });
    this.note('F6 → silence at the peer', Math.max(0, last - pressed));
    await page.keyboard.press('F6');
    await callCard(page).getByRole('button', { name: /^Mute/ }).waitFor();
  }

  async ended(): Promise<void> {
    const { page, hand } = this;
    await page.keyboard.press('F4');
    const after = page.getByRole('region', { name: 'After the call' });
    await after.waitFor();
    await until('no leg', 10_000, async () => (await agentLeg(hand, clock())) === undefined);
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+Enter');
    await after.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Your state: Available/ }).waitFor();
  }
}

/** Signalling is cut in a call: until the carrier has the call again on a new socket, and whether sound ever stopped. */
async function dropped(shift: Shift): Promise<number> {
  const { hand } = shift;
  let gaps = 0;
  for (let n = 0; n < drops; n++) {
    const cut = clock();
    await hand.fault({ kind: 'drop-sockets' });
    let again = 0;
    await until('the call on a new socket', 15_000, async () => {
      const lines = await hand.signals(cut);
      const asked = lines.find(
        ({ way, type, callSid }) => way === 'in' && type === 'invite' && callSid !== null,
      );
      again =
        lines.find(
          ({ way, type, atMs }) => way === 'out' && type === 'answer' && atMs >= (asked?.atMs ?? Infinity),
        )?.atMs ?? 0;
      return again > 0;
    });
    shift.note('signalling cut → recovered', again - cut);
    await until('a second of sound', 5000, () => clock() > again + 1000);
    const said = (await agentLeg(hand, cut))?.said ?? [];
    gaps += said.filter((part) => part.level === 0).length;
  }
  return gaps;
}

/** The phone's process ends in a call: until the agent is heard again. */
async function crashed(shift: Shift): Promise<void> {
  const { desk, hand } = shift;
  for (let n = 0; n < crashes; n++) {
    const killed = clock();
    await killPage(desk, await desk.window('phone'));
    let back = Infinity;
    await until(`sound after crash ${n + 1}`, 20_000, async () => {
      const said = (await agentLeg(hand, killed))?.said ?? [];
      // What was said before it died is heard until then: a gap comes first.
      const gap = said.findIndex((part) => part.level === 0);
      back = gap < 0 ? Infinity : firstEnd(said.slice(gap), (part) => part.level > 60);
      return back < Infinity;
    });
    shift.note('engine crash → audio back', back - killed);
    await desk.window('phone');
    await until('settled', 5000, () => clock() > back + 1500);
  }
}

export async function run(bench: Bench): Promise<void> {
  if ((await chromiumPath()) === null) return bench.print('not run: no Chromium here');
  const calls = flag('calls', 40);
  const seconds = flag('seconds', 1);
  const folder = mkdtempSync(join(tmpdir(), 'careline-bench-'));
  const microphone = join(folder, 'speech.wav');
  writeFileSync(microphone, speechWav(20));
  const desk = await launch({ phone: true, env: { CARELINE_MICROPHONE: microphone } });
  try {
    await sitQuietly(desk.page);
    const shift = new Shift(desk, await phoneReady(desk));
    await becomeAvailable(desk.page);
    const first: PageState[] = [];
    const last: PageState[] = [];
    for (let n = 1; n <= calls; n++) {
      const { since } = await shift.answered(n);
      await shift.muted();
      await until('the call’s time', seconds * 1000 + 1000, () => clock() - since > seconds * 1000);
      await shift.ended();
      if (isLookedAt(n, early)) first.push(await pageState(await desk.window('phone')));
      if (isLookedAt(n, calls)) last.push(await pageState(await desk.window('phone')));
    }
    bench.print(`${calls} calls of at least ${seconds} s`);
    const said = new Set<string>();
    const tell = (): void => {
      for (const [what, values] of Object.entries(shift.took))
        if (!said.has(what)) {
          said.add(what);
          bench.print(spreadLine(what, spread(values)));
        }
    };
    tell();

    await shift.answered(calls + 1);
    const phone = await desk.window('phone');
    const start = { cpu: await processSeconds(phone), at: performance.now() };
    await until(
      'CPU measured',
      cpuSeconds * 1000 + 5000,
      () => performance.now() - start.at > cpuSeconds * 1000,
      500,
    );
    const cpu = ((await processSeconds(phone)) - start.cpu) / ((performance.now() - start.at) / 1000);
    const gaps = await dropped(shift);
    tell();
    await crashed(shift);
    tell();
    await shift.ended();

    const of = (what: string) => spread(shift.took[what] ?? []);
    bench.limit(
      'ring at the carrier → card painted, p95',
      of('ring at the carrier → card painted').p95,
      150,
      'ms',
    );
    bench.limit(
      'answer → two-way audio, p95 (windows of 100 ms, their end)',
      of('F2 → two-way audio').p95,
      500,
      'ms',
    );
    bench.limit('mute → silence at the peer, p95', of('F6 → silence at the peer').p95, 100, 'ms');
    bench.limit('signalling cut → recovered, worst', of('signalling cut → recovered').max, 1000, 'ms');
    bench.limit('silence at the peer around those cuts', gaps, 0, 'windows');
    bench.limit('engine crash → audio back, worst', of('engine crash → audio back').max, 5000, 'ms');
    bench.limit('CPU of the phone’s page in a call', cpu * 100, 25, '% of a core');
    if (calls <= early) return bench.print(`not run: what stays after calls (it needs more than ${early})`);
    for (const what of ['heap', 'listeners', 'tracks', 'peers', 'contexts'] as const) {
      // What the collector has not taken yet after one call is no growth: the least of three.
      const before = Math.min(...first.map((state) => state[what]));
      const after = Math.min(...last.map((state) => state[what]));
      bench.print(`${what}: ${before} after ${early} calls, ${after} after ${calls}`);
      const more = before === 0 ? after * 100 : (after / before - 1) * 100;
      bench.limit(`${what} after call ${calls} over call ${early}`, more, 5, '%');
    }
  } finally {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
