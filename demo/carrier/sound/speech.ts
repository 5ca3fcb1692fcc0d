// Words as sound: by an engine that is installed on the machine, run as a program of its own and never shipped. Where
// there is none, syllables of one tone as long as the words would take, so that timing and captions stay true.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { decodeWav, toCarrierRate } from './wav.ts';
import { frameSamples, sampleRate, type Sound } from './sounds.ts';
import type { PlainSound } from './source.ts';

export interface Speech {
  /** The program's path; null when words become tones. */
  readonly engine: string | null;
  /** At once when nothing has to be spoken by a program. Never fails: an engine that does leaves tones. */
  prepare(sound: Sound): PlainSound | Promise<PlainSound>;
}

/** What words without an engine sound like. */
export const syllableHz = 310;
const msPerCharacter = 65;
const longestText = 2000;
const engineTimeoutMs = 10_000;
const largestWav = 20_000_000;
const cacheSize = 200;

export function findEngine(path: string | undefined): string | null {
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder === '') continue;
    for (const name of ['espeak-ng', 'espeak']) {
      const file = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      if (existsSync(file)) return file;
    }
  }
  return null;
}

/** About as long as a person needs: a tone of four fifths of each word's time, then a gap. */
export function syllables(text: string): Int16Array {
  const words = text.slice(0, longestText).split(/\s+/u).filter(Boolean);
  const lengths = words.map((word) =>
    Math.round(((word.length + 1) * msPerCharacter * sampleRate) / 1000 / frameSamples),
  );
  const samples = new Int16Array(lengths.reduce((sum, frames) => sum + frames, 0) * frameSamples);
  let at = 0;
  for (const frames of lengths) {
    const length = frames * frameSamples;
    for (let i = 0; i < length * 0.8; i += 1)
      samples[at + i] = Math.round(6000 * Math.sin((2 * Math.PI * syllableHz * i) / sampleRate));
    at += length;
  }
  return samples;
}

/** The words go in by standard input: nothing that a script says can become an argument. */
function spoken(engine: string, text: string): Promise<Int16Array | null> {
  return new Promise((done) => {
    const program = spawn(engine, ['--stdin', '--stdout', '-s', '165', '-v', 'en-us'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: engineTimeoutMs,
    });
    const parts: Buffer[] = [];
    let size = 0;
    program.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > largestWav) program.kill();
      else parts.push(part);
    });
    program.on('error', () => done(null));
    program.on('close', (code) => {
      const wav = code === 0 ? decodeWav(Buffer.concat(parts)) : null;
      const samples = wav?.channels[0];
      done(wav && samples && samples.length > 0 ? toCarrierRate(samples, wav.rate) : null);
    });
    program.stdin.on('error', () => {});
    program.stdin.end(text.slice(0, longestText));
  });
}

export function openSpeech(engine: string | null): Speech {
  const cache = new Map<string, Int16Array>();

  async function samplesFor(program: string, text: string): Promise<Int16Array> {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const samples = (await spoken(program, text)) ?? syllables(text);
    if (cache.size >= cacheSize) cache.clear();
    cache.set(text, samples);
    return samples;
  }

  function prepare(sound: Sound): PlainSound | Promise<PlainSound> {
    if (sound.kind === 'list') {
      const parts = sound.sounds.map(prepare);
      const plain = parts.filter((part): part is PlainSound => !(part instanceof Promise));
      if (plain.length === parts.length) return { kind: 'list', sounds: plain };
      return Promise.all(parts).then((sounds) => ({ kind: 'list', sounds }));
    }
    if (sound.kind !== 'words') return sound;
    if (engine === null) return { kind: 'pcm', samples: syllables(sound.text) };
    return samplesFor(engine, sound.text).then((samples) => ({ kind: 'pcm', samples }));
  }

  return { engine, prepare };
}
