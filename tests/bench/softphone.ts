// A softphone's own figures, on the stand-in of Electron with the real SDK, the real backend and the local carrier; and
// beside them the same SDK on a bare page (softphone-peer.ts), in the same run.
// `npm run bench -- softphone [--calls=100] [--seconds=1]`; the long form is `--calls=200 --seconds=5`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LegView } from '#demo/carrier/control-schema.ts';
import { chromiumPath } from '#tests/support/browser.ts';
import { until } from '#tests/support/until.ts';
import { launch } from '../e2e/desk/launch.ts';
import { becomeAvailable, clock, phoneReady, suppression } from '../e2e/desk/phone.ts';
import { killPage } from '../e2e/desk/shell.ts';
import { sitQuietly } from '../e2e/desk/steps.ts';
import { spread, spreadLine, type Bench } from './measure.ts';
import { pageState, processSeconds, type PageState } from './page-state.ts';
import { bareSdk, type BareFigures } from './softphone-peer.ts';
import { rings, Shift, silence, suppressed, twoWay } from './softphone-shift.ts';
import { speechWav } from './speech.ts';

const flag = (name: string, usual: number): number =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
/** Signalling drops and engine crashes that are measured. */
const drops = 10;
/** A page that ends more often within a minute is given a pause (`restartLimit`). */
const crashes = 3;
/** Of the bare page. */
const bareCalls = 60;
/** How long a call is listened to for its CPU, s. */
const cpuSeconds = 10;
const early = 20;
/** The last three up to this one. */
const isLookedAt = (n: number, upTo: number): boolean => n > upTo - 3 && n <= upTo;
/** Every third call is with the browser's suppression of echo, as the product asks for it. */
const isSuppressed = (n: number): boolean => n % 3 === 0;

/** When the first window (100 ms) with it had been heard whole; infinite when it was not. */
const firstEnd = (parts: LegView['heard'], fits: (part: LegView['heard'][number]) => boolean): number => {
  const part = parts.find(fits);
  return part === undefined ? Infinity : part.fromMs + 100;
};

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
    const said = (await shift.leg(cut))?.said ?? [];
    gaps += said.filter((part) => part.level === 0).length;
  }
  return gaps;
}

/** The phone's process ends in a call: until the agent is heard again. */
async function crashed(shift: Shift): Promise<void> {
  const { desk } = shift;
  for (let n = 0; n < crashes; n++) {
    const killed = clock();
    await killPage(desk, await desk.window('phone'));
    let back = Infinity;
    await until(`sound after crash ${n + 1}`, 20_000, async () => {
      const said = (await shift.leg(killed))?.said ?? [];
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

/** What our desk, backend and queue add to the SDK alone. */
function compared(bench: Bench, shift: Shift, bare: BareFigures): void {
  for (const [ours, theirs] of [
    [rings, bare.ring],
    [twoWay, bare.twoWay],
    [silence, bare.silence],
  ] as const) {
    const [mine, alone] = [spread(shift.took[ours] ?? []), spread(theirs)];
    bench.print(spreadLine(`bare SDK: ${ours}`, alone));
    const times = (one: number, other: number): string => (one / Math.max(1, other)).toFixed(2);
    bench.print(
      `ratio  ${ours}, Careline to the bare SDK: p50 ${times(mine.p50, alone.p50)}, p95 ${times(mine.p95, alone.p95)}`,
    );
  }
}

export async function run(bench: Bench): Promise<void> {
  if ((await chromiumPath()) === null) return bench.print('not run: no Chromium here');
  const calls = flag('calls', 100);
  const seconds = flag('seconds', 1);
  const bare = await bareSdk(bareCalls);
  const folder = mkdtempSync(join(tmpdir(), 'careline-bench-'));
  const microphone = join(folder, 'speech.wav');
  writeFileSync(microphone, speechWav(20));
  const desk = await launch({ phone: true, env: { CARELINE_MICROPHONE: microphone } });
  try {
    await sitQuietly(desk.page);
    const shift = new Shift(desk, await phoneReady(desk));
    const phone = await desk.window('phone');
    const first: PageState[] = [];
    const last: PageState[] = [];
    await becomeAvailable(desk.page);
    await shift.watched();
    let from = clock();
    await shift.dialled(1);
    for (let n = 1; n <= calls; n++) {
      await suppression(phone, isSuppressed(n));
      const pressed = await shift.answered(from, isSuppressed(n) ? suppressed : twoWay);
      // Waits in the queue while this one is spoken to: the announcement is no time of the bench.
      await shift.dialled(n + 1);
      // Nobody mutes in the moment of the answer.
      await until('the caller’s first words', 5000, () => clock() - pressed > 800, 5);
      if (!isSuppressed(n)) await shift.muted();
      await until('the call’s time', seconds * 1000 + 1000, () => clock() - pressed > seconds * 1000);
      await shift.ended();
      if (isLookedAt(n, early)) first.push(await pageState(phone));
      if (isLookedAt(n, calls)) last.push(await pageState(phone));
      from = await shift.wrappedUp();
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

    await suppression(phone, false);
    await shift.answered(from);
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
    compared(bench, shift, bare);

    const of = (what: string) => spread(shift.took[what] ?? []);
    bench.limit('ring at the carrier → card painted, p95', of(rings).p95, 150, 'ms');
    bench.limit('answer → two-way audio, p95', of(twoWay).p95, 500, 'ms');
    bench.limit('mute → silence at the peer, p95', of(silence).p95, 100, 'ms');
    bench.limit('signalling cut → recovered, worst', of('signalling cut → recovered').max, 1000, 'ms');
    bench.limit('silence at the peer around those cuts', gaps, 0, 'windows');
    bench.limit('engine crash → audio back, worst', of('engine crash → audio back').max, 5000, 'ms');
    bench.limit('CPU of the phone’s page in a call', cpu * 100, 25, '% of a core');
    if (calls <= early) return bench.print(`not run: what stays after calls (it needs more than ${early})`);
    for (const what of ['heap', 'listeners', 'tracks', 'streams', 'peers', 'contexts'] as const) {
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
