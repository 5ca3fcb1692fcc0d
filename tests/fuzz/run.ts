// One run: a desk as composed, pages of every kind, thousands of frames while people come and go and the desk locks. What
// must hold of every answer is checked when it leaves (`oracle.ts`).
import type { PortSurface } from '#host/link.ts';
import { fuzzDesk, openDesk, passphrase, type FuzzDesk, type Page } from './desk.ts';
import { frameMaker, requests, seeded, type Made } from './frames.ts';
import { createOracle } from './oracle.ts';

export interface Coverage {
  total: number;
  valid: number;
  reached: number;
  ok: number;
}
export interface RunReport {
  frames: number;
  valid: number;
  reached: number;
  byRequest: Map<string, Coverage>;
  codes: Map<string, number>;
  findings: string[];
  auditRows: number;
}
/** Codes that the router gives before a handler has run; one that also a handler gives counts as not reached. */
const before = new Set([
  'unknown-request',
  'invalid-input',
  'wrong-surface',
  'wrong-role',
  'not-signed-in',
  'locked',
  'vault-closed',
  'demo-only',
  'lease-ended',
  'step-up-needed',
  'too-large',
  'busy',
  'interrupted',
  'cancelled',
]);
const roles = ['agent', 'nurse', 'supervisor', 'after-hours', 'trainer', 'auditor', 'administrator'];
/** Who sits down by turns. */
const shifts =
  'agent supervisor nurse supervisor after-hours supervisor administrator supervisor agent supervisor nurse supervisor auditor supervisor agent supervisor trainer supervisor'.split(
    ' ',
  );

export async function fuzzRun(runs: number, seed: number, practice: boolean): Promise<RunReport> {
  const random = seeded(seed);
  const only: readonly PortSurface[] = practice ? ['main', 'trainer'] : ['main', 'panel', 'compact', 'phone'];
  const make = frameMaker(seed, {
    only,
    secret: passphrase,
    words: ['harbor', ...roles.map((role) => `p-${role}`), 'new_appointment', 'message-taken', 'en'],
  });
  const report: RunReport = {
    frames: 0,
    valid: 0,
    reached: 0,
    byRequest: new Map(requests.map(([name]) => [name, { total: 0, valid: 0, reached: 0, ok: 0 }])),
    codes: new Map(),
    findings: [],
    auditRows: 0,
  };
  const found = (what: string): void => {
    if (report.findings.length < 40 && !report.findings.includes(what)) report.findings.push(what);
  };
  const lost = (error: unknown): void => found(`outside of any request: ${String(error).slice(0, 300)}`);
  const desk = await fuzzDesk(practice);
  process.on('unhandledRejection', lost);
  process.on('uncaughtException', lost);
  try {
    const oracle = createOracle(desk, found);
    const open = new Map<string, Made>();
    /** What a page that went had asked: a write is done all the same. */
    const gone = new Set<string>();
    const told = (frame: Record<string, unknown>): void => {
      if (frame['t'] !== 'reply') return;
      const made = open.get(String(frame['id']));
      if (gone.has(String(frame['id']))) return;
      if (made === undefined) return found(`an answer to nothing: ${JSON.stringify(frame).slice(0, 200)}`);
      open.delete(String(frame['id']));
      const code = oracle.answered(made, frame['result']);
      report.codes.set(code, (report.codes.get(code) ?? 0) + 1);
      const at = report.byRequest.get(made.name);
      if (code === 'ok') make.learn((frame['result'] as { value: unknown }).value);
      if (at === undefined || before.has(code) || made.flood === true) return;
      report.reached++;
      at.reached++;
      if (code === 'ok') at.ok++;
    };
    const pages = new Map<PortSurface, Page>();
    const pageOf = (surface: PortSurface): Page => {
      let page = pages.get(surface);
      if (page === undefined) pages.set(surface, (page = desk.page(surface, told)));
      return page;
    };
    const give = (made: Made): void => {
      report.frames++;
      const at = report.byRequest.get(made.name);
      if (at !== undefined) at.total++;
      if (made.valid) {
        report.valid++;
        if (at !== undefined) at.valid++;
      }
      open.set(String(made.frame['id']), made);
      pageOf(made.surface).give(made.frame);
    };
    /** Until every frame is answered; what waits for the future is taken back. */
    const settle = async (): Promise<void> => {
      for (let n = 0; open.size > 0; n++) {
        await new Promise((resolve) => setTimeout(resolve, n < 20 ? 1 : 20));
        const waits = [...open.values()].every((made) => made.name === 'telephony.orders');
        if (n === 400 || (waits && n > 3))
          for (const id of open.keys()) for (const page of pages.values()) page.give({ t: 'cancel', id });
        if (n > 700) {
          for (const made of open.values()) found(`${made.name}: no answer`);
          open.clear();
        }
      }
    };
    const burst = async (size: number): Promise<void> => {
      for (let n = 0; n < size; n++) {
        const made = make.next();
        give(made);
        const chance = random();
        if (chance < 0.04)
          pageOf(made.surface).give({
            t: 'cancel',
            id: made.frame['id'],
          });
        else if (chance < 0.06) await new Promise((resolve) => setImmediate(resolve));
        else if (chance < 0.065)
          pageOf('main').give({
            t: 'watch',
            topic: random() < 0.5 ? 'messages.changed' : '__proto__',
            on: true,
          });
      }
      await settle();
    };

    // Before there is a vault; then with one, in every state by turns.
    await burst(Math.min(60, Math.ceil(runs / 50)));
    await openDesk(desk, practice);
    for (let round = 0; report.frames < runs; round++) {
      await prepare(desk, practice, round);
      const size = Math.min(40, runs - report.frames);
      if (round % 20 === 5) {
        const half = burst(size);
        await desk.ask('session.lock', { why: 'key' });
        await half;
        await burst(Math.min(20, Math.max(0, runs - report.frames)));
      } else if (round % 30 === 9) await flood(pageOf('compact'), open);
      else await burst(size);
      if (round % 40 === 20) {
        // A page goes while it asks; the next one is another.
        const surface = only[round % only.length]!;
        const half = burst(10);
        for (const [id, made] of open)
          if (made.surface === surface) {
            open.delete(id);
            gone.add(id);
          }
        pages.get(surface)?.close();
        pages.delete(surface);
        await half;
      }
    }
    await desk.ask('session.unlock', { passphrase });
    report.auditRows = oracle.whole();
    // What the desk itself calls unexpected is a finding, whatever the page was told.
    for (const line of desk.errors) found(`the desk's log: ${line.slice(0, 300)}`);
    for (const page of pages.values()) page.close();
  } finally {
    await desk.end();
    process.off('unhandledRejection', lost);
    process.off('uncaughtException', lost);
  }
  return report;
}

/** Somebody else sits down, or nobody; the desk is open again; now and then a call and a draft to work with. */
async function prepare(desk: FuzzDesk, practice: boolean, round: number): Promise<void> {
  await desk.ask('session.unlock', { passphrase });
  if (practice) {
    await desk.ask('session.sit', { personId: 'trainee' });
    if (round === 0) await desk.trainer('training.setUp', trainer);
    else if (round % 3 === 0) await desk.trainer('training.signIn', { trainerId: trainer.id, passphrase });
    return;
  }
  const role = shifts[round % shifts.length] ?? 'agent';
  if (round % 19 === 7) await desk.ask('session.leave');
  else await desk.ask('session.sit', { personId: `p-${role}` });
  if (round % 4 === 0) await desk.ask('demo.ring', { kind: 'random', seed: round });
}
const trainer = { id: '0192d5a0-7e1c-7c3e-8f00-0000000000bb', name: 'Priya Natarajan', passphrase };

/** More at once than a page may have in line: the rest is told `busy`, and everybody else is still served. */
async function flood(page: Page, open: Map<string, Made>): Promise<void> {
  const spec = requests.find(([name]) => name === 'dispatch.alarm')![1];
  for (let n = 0; n < 700; n++) {
    const frame = { t: 'call', id: `flood${n}`, name: 'dispatch.alarm', input: {} };
    const made = {
      name: 'dispatch.alarm',
      spec,
      surface: 'compact' as const,
      frame,
      valid: true,
      flood: true,
    };
    open.set(frame.id, made);
    page.give(frame);
  }
  for (let n = 0; open.size > 0 && n < 2000; n++) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** The report as printed: totals, what was never reached, and every code that was told. */
export function reportLines(report: RunReport): string[] {
  const share = (n: number): string => `${n} (${((100 * n) / report.frames).toFixed(1)} %)`;
  const never = [...report.byRequest].filter(([, at]) => at.reached === 0).map(([name]) => name);
  return [
    `frames ${report.frames}, of a valid schema ${share(report.valid)}, reached a handler ${share(report.reached)}`,
    `requests reached ${report.byRequest.size - never.length} of ${report.byRequest.size}; audit rows ${report.auditRows}, chain whole`,
    `never reached: ${never.join(' ') || 'none'}`,
    `codes: ${[...report.codes]
      .toSorted(([, a], [, b]) => b - a)
      .map(([code, n]) => `${code} ${n}`)
      .join(', ')}`,
    ...report.findings.map((what) => `FOUND ${what}`),
  ];
}
