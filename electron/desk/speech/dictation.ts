// The trainee's words, by a listener that the site has set up on this computer: a program that hears the microphone itself,
// writes what it understood to standard output, and ends when it is interrupted. Nothing of the sound comes here.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { Lang } from '#shared/domain/script/languages.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';

/** `speech.json` of the practice profile; `{lang}` in an argument becomes en, es or id. */
export const speechFile = z.strictObject({
  dictation: z.strictObject({
    program: z.string().min(1).max(500).refine(isAbsolute, 'an absolute path'),
    args: z.array(z.string().max(200)).max(20),
  }),
});
const largestFile = 20_000;
const longestHeard = 1000;
const largestOutput = 40_000;
/** Longest turn, ms: a trainee who forgot it is not listened to for ever. */
const longestTurn = 60_000;
/** What it has to end in after it was asked to, ms. */
const graceMs = 3000;
/** What was written last may come after the end. */
const restMs = 200;

type SetUp = { state: 'none' | 'wrong' } | { state: 'ready'; program: string; args: readonly string[] };

/** Read anew at each question, so that what was set up counts without a restart. */
export function setUpOf(path: string): SetUp {
  try {
    if (!existsSync(path)) return { state: 'none' };
    if (statSync(path).size > largestFile) return { state: 'wrong' };
    const read = speechFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!read.success || !existsSync(read.data.dictation.program)) return { state: 'wrong' };
    return { state: 'ready', ...read.data.dictation };
  } catch {
    return { state: 'wrong' };
  }
}

/** Words as a person would have typed them: one line, no control or unseen characters, bounded. */
export const cleanHeard = (raw: string): string =>
  raw
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestHeard)
    .trim();

export interface Dictation {
  state(): 'ready' | 'none' | 'wrong';
  listening(): boolean;
  /** `speech-none` when nothing is set up, `conflict` when it listens already. */
  listen(lang: Lang): Result<null>;
  heard(): Promise<Result<string>>;
  /** At a lock and at the end: what was said is let go. */
  stop(): void;
}

export function createDictation(deps: {
  path: string;
  after(ms: number, run: () => void): () => void;
  changed(): void;
  longest?: number;
}): Dictation {
  interface Turn {
    program: ChildProcess;
    ended: Promise<{ code: number | null; text: string }>;
    /** Ended by itself: what it wrote can still be asked for. */
    over: boolean;
    cancel(): void;
  }
  let turn: Turn | null = null;
  const interrupt = (one: Turn): void => {
    one.program.kill('SIGINT');
    deps.after(graceMs, () => one.program.kill('SIGKILL'));
  };
  return {
    state: () => setUpOf(deps.path).state,
    listening: () => turn !== null && !turn.over,
    listen(lang) {
      if (turn !== null && !turn.over) return fail('conflict', 'listening');
      const set = setUpOf(deps.path);
      if (set.state !== 'ready') return fail('speech-none', set.state);
      const program = spawn(
        set.program,
        set.args.map((a) => a.replaceAll('{lang}', lang)),
        {
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      const ended = new Promise<{ code: number | null; text: string }>((done) => {
        let text = '';
        program.stdout.setEncoding('utf8');
        program.stdout.on('data', (part: string) => {
          text = (text + part).slice(-largestOutput);
        });
        program.on('error', () => done({ code: -1, text: '' }));
        // A program that it started itself may hold the pipe for longer.
        program.on('exit', (code) => deps.after(restMs, () => done({ code, text })));
        program.on('close', (code) => done({ code, text }));
      });
      const own: Turn = { program, ended, over: false, cancel: () => undefined };
      own.cancel = deps.after(deps.longest ?? longestTurn, () => interrupt(own));
      turn = own;
      void ended.then(() => {
        own.over = true;
        if (turn === own) deps.changed();
      });
      deps.changed();
      return ok(null);
    },
    async heard() {
      const own = turn;
      if (own === null) return fail('conflict', 'not listening');
      own.cancel();
      if (!own.over) interrupt(own);
      const { code, text } = await own.ended;
      if (turn === own) turn = null;
      deps.changed();
      const words = cleanHeard(text);
      // A program that ends by the signal is in order; one that says it failed, and said nothing, isn't.
      return words === '' && code !== null && code !== 0 && code !== 130
        ? fail('speech-failed', 'dictation')
        : ok(words);
    },
    stop() {
      turn?.cancel();
      turn?.program.kill('SIGKILL');
      turn = null;
    },
  };
}
