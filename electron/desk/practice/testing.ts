// For tests only: a practice desk's rooms on a real vault: calls, practice, and what stands around them, with a clock that a
// test moves.
import type Database from 'better-sqlite3';
import partiesFile from '../../../data/practice/parties.json' with { type: 'json' };
import { practiceView, type PracticeView } from '#shared/contract/practice.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { ok } from '#shared/domain/result.ts';
import { callHandlers, takeReport } from '../calls/handlers.ts';
import type { Log } from '../log.ts';
import type { Context, Handlers } from '../router/context.ts';
import { noTraining } from '../training/none.ts';
import { createPractice } from './compose.ts';
import { partyWords } from './party-words.ts';
import type { TrainingPort } from './ports.ts';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const trainee = { id: null, name: 'Sam Trainee' };
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Timer {
  at: number;
  run(): void;
}
export interface Bench {
  db: Database.Database;
  scenarios?: readonly Scenario[];
  training?: TrainingPort;
  profile?: string;
  /** Where its clock begins: later than the life before it. */
  at?: number;
  files?: Parameters<typeof createPractice>[0]['files'];
}
/** One life of a desk on this vault; a second one on the same vault is the desk after a crash. */
export function openBench({ db, scenarios = [r2], training, files, at = 1000, profile = '' }: Bench) {
  let ms = at;
  let timers: Timer[] = [];
  const told: string[] = [];
  const heard: string[] = [];
  const errors: unknown[] = [];
  const now = (): string => new Date(Date.UTC(2026, 10, 22, 3) + ms).toISOString();
  const after = (inMs: number, run: () => void) => {
    const timer = { at: ms + inMs, run };
    timers.push(timer);
    return () => void (timers = timers.filter((t) => t !== timer));
  };
  const practice = createPractice({
    init: { practice: true, profile },
    core: () => db,
    openCore: () => db,
    clock: { now, monotonic: () => ms },
    after,
    topics: { publish: (topic: string) => void told.push(topic) } as never,
    log: { ...silent, error: (event, fields) => void errors.push([event, fields]) },
    files: files ?? ({} as never),
    content: { scenarios, parties: partyWords.parse(partiesFile) },
    oncall: { accountOf: () => null, accounts: () => [] },
    named: () => void told.push('named'),
    trainer:
      training === undefined
        ? null
        : () => ({ handlers: noTraining(), port: training, locked: () => undefined }),
  });
  const { line } = practice;
  if (line === null) throw new Error('a practice desk without its line');
  line.onReport((report) => {
    takeReport(db, line.name, report, now());
    if (report.caption !== undefined) heard.push(report.caption.text);
  });
  const context = (): Context => ({
    now: now(),
    surface: 'main',
    person: { id: 'trainee', name: 'Trainee', initials: 'TR', role: 'trainer' },
    signal: new AbortController().signal,
    progress: () => undefined,
    about: () => undefined,
    changed: (topic) => void told.push(topic),
  });
  const done = () => ok({});
  const others = { open: done, tick: done, keep: done, save: done, attempt: done, read: done };
  const handlers = practice.around({
    calls: callHandlers({ core: () => db, line, live: null, locked: () => false }),
    messages: others,
    emergency: others,
    dispatch: others,
    knowledge: others,
  } as unknown as Handlers);
  const asked = practice.rooms.practice;
  /** As the page gets it: what doesn't fit the contract throws. */
  const viewed = (result: unknown): PracticeView => {
    const { ok: isOk, value } = result as { ok?: boolean; value?: unknown };
    if (isOk !== true) throw new Error(JSON.stringify(result));
    return practiceView.parse(value);
  };
  return {
    practice,
    handlers,
    asked,
    context,
    told,
    heard,
    errors,
    viewed,
    view: (runId: string): PracticeView => viewed(asked.view({ runId }, context())),
    start: (id: string, more: Partial<Parameters<typeof asked.start>[0]> = {}) =>
      asked.start(
        { id, scenarioId: 'R2', level: 1, seed: 7, trainee, assignmentId: null, ...more },
        context(),
      ),
    say: (runId: string, reply: { choiceId: string } | { text: string }) =>
      asked.say({ runId, turn: null, reply: 'text' in reply ? { ...reply, by: 'typed' } : reply }, context()),
    /** Time passes, and what was due happens in its order. */
    pass(forMs: number): void {
      const until = ms + forMs;
      for (;;) {
        const next = timers.filter((t) => t.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((t) => t !== next);
        ms = Math.max(ms, next.at);
        next.run();
      }
      ms = until;
    },
    waiting: () => timers.length,
  };
}
export type OpenBench = ReturnType<typeof openBench>;
