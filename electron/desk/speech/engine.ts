// Words as sound, by a program that is installed on this computer. macOS and Windows speak in the page by the system's own
// voices; this is for a computer that has none.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Lang } from '#shared/domain/script/languages.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { largestSpoken } from '#shared/contract/speech.ts';
import { mendedWav } from './wav.ts';

export interface Engine {
  name: string;
  /** Absolute path of the program. */
  program: string;
  args(lang: Lang): string[];
}
/** The voices of espeak-ng that the three languages have. */
const voices: Record<Lang, string> = { en: 'en-us', es: 'es-419', id: 'id' };
const known: readonly { name: string; langs: readonly Lang[]; args(lang: Lang): string[] }[] = [
  {
    name: 'espeak-ng',
    langs: ['en', 'es', 'id'],
    args: (lang) => ['--stdin', '--stdout', '-s', '160', '-v', voices[lang]],
  },
  { name: 'text2wave', langs: ['en'], args: () => [] },
];

const patienceMs = 10_000;

/** The first that is there; `path` is the PATH to look along. */
export function findEngine(path: string | undefined, windows = process.platform === 'win32'): Engine | null {
  for (const { name, args } of known)
    for (const folder of (path ?? '').split(delimiter)) {
      const program = join(folder, windows ? `${name}.exe` : name);
      if (folder !== '' && existsSync(program)) return { name, program, args };
    }
  return null;
}

/**
 * The words go in by standard input: nothing in them can become an argument. Refused: `speech-failed` when the program ends
 * badly, gives no sound, takes longer than 10 s, or gives more than one answer of the bridge carries.
 */
export function spoken(
  engine: Engine,
  text: string,
  lang: Lang,
  patience = patienceMs,
): Promise<Result<Buffer>> {
  return new Promise((done) => {
    const program = spawn(engine.program, engine.args(lang), { stdio: ['pipe', 'pipe', 'ignore'] });
    const parts: Buffer[] = [];
    let size = 0;
    // What it started itself may hold the pipe for longer: nobody waits for that.
    const giveUp = (): void => {
      program.kill('SIGKILL');
      done(fail('speech-failed', engine.name));
    };
    const late = setTimeout(giveUp, patience);
    program.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > largestSpoken) giveUp();
      else parts.push(part);
    });
    program.on('error', () => done(fail('speech-failed', engine.name)));
    program.on('close', (code) => {
      clearTimeout(late);
      const wav = code === 0 ? mendedWav(Buffer.concat(parts)) : null;
      done(wav === null ? fail('speech-failed', engine.name) : ok(wav));
    });
    program.stdin.on('error', () => undefined);
    program.stdin.end(`${text}\n`);
  });
}
