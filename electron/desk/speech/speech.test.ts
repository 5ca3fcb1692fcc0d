// Programs of one's own in place of a speech engine and a listener: real processes, real signals.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { largestSpoken } from '#shared/contract/speech.ts';
import { openBench } from '../practice/testing.ts';
import type { Context } from '../router/context.ts';
import { cleanHeard, createDictation, setUpOf } from './dictation.ts';
import { findEngine, spoken } from './engine.ts';
import { createSpeech } from './handlers.ts';
import { mendedWav } from './wav.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'careline-speech-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const context = {} as unknown as Context;
function program(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
function setUp(file: string, args: string[] = []): string {
  const path = join(folder, 'speech.json');
  writeFileSync(path, JSON.stringify({ dictation: { program: file, args } }));
  return path;
}
/** A WAV as a pipe gives it: its lengths are the largest there are. */
function piped(samples: number): Buffer {
  const wav = Buffer.alloc(44 + samples * 2, 1);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(0x7ffff000, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(0x7fffefdc, 40);
  return wav;
}
const speaks = (samples: number): string => {
  writeFileSync(join(folder, 'sound.wav'), piped(samples));
  return program(
    'espeak-ng',
    `cat > '${folder}/said'; printf '%s ' "$@" > '${folder}/args'; cat '${folder}/sound.wav'`,
  );
};
const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
const dictation = (path: string, longest?: number) =>
  createDictation({ path, after, changed: () => undefined, ...(longest === undefined ? {} : { longest }) });

describe('a line as sound', () => {
  it('comes from the program that is found, which is told the words by standard input alone', async () => {
    speaks(100);
    const room = createSpeech({
      init: { practice: true, profile: folder },
      after,
      topics: { publish: () => undefined },
      path: `/nowhere:${folder}:/bin:/usr/bin`,
    });
    expect(room.handlers.state({}, context)).toMatchObject({
      value: { engine: 'espeak-ng', dictation: 'none' },
    });
    const text = '--help; $(touch hacked) “Hello”';
    const said = await room.handlers.say({ text, lang: 'es' }, context);
    if (!said.ok) throw new Error(said.code);
    const wav = Buffer.from(said.value.wav, 'base64');
    expect(wav.readUInt32LE(40)).toBe(200);
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(readFileSync(join(folder, 'said'), 'utf8')).toBe(`${text}\n`);
    expect(readFileSync(join(folder, 'args'), 'utf8')).toBe('--stdin --stdout -s 160 -v es-419 ');
  });

  it.each([
    ['ends badly', 'cat > /dev/null; exit 3'],
    ['gives no sound', 'cat > /dev/null; echo no sound here'],
    ['gives more than an answer carries', `cat > /dev/null; head -c ${largestSpoken + 10_000} /dev/zero`],
    ['never ends', 'sleep 60'],
  ])('is refused when the program %s', async (_, script) => {
    const file = program('espeak-ng', script);
    const engine = { name: 'espeak-ng', program: file, args: () => [] };
    expect(await spoken(engine, 'Hello', 'en', 300)).toMatchObject({ ok: false, code: 'speech-failed' });
  });

  it('without a program says so', async () => {
    expect(findEngine(folder)).toBeNull();
    expect(findEngine(undefined)).toBeNull();
    const room = createSpeech({
      init: { practice: true, profile: folder },
      after,
      topics: { publish: () => undefined },
      path: folder,
    });
    expect(await room.handlers.say({ text: 'Hello', lang: 'en' }, context)).toMatchObject({
      code: 'speech-none',
    });
  });

  it('is no WAV without samples, a format, or a beginning', () => {
    expect(mendedWav(piped(0))).toBeNull();
    expect(mendedWav(piped(10).subarray(0, 20))).toBeNull();
    expect(mendedWav(Buffer.from('x'.repeat(100)))).toBeNull();
    const endless = piped(10);
    endless.write('LIST', 36, 'latin1');
    expect(mendedWav(endless)).toBeNull();
  });
});

describe('a turn that is spoken', () => {
  it('is what the listener wrote until it was interrupted, as one clean line', async () => {
    const listener = program(
      'listen',
      `trap 'echo "and  you are right to call"; exit 0' INT; echo "I hear you ($1),"; : > '${folder}/up'; while :; do sleep 0.01; done`,
    );
    const room = dictation(setUp(listener, ['{lang}']));
    expect(room.state()).toBe('ready');
    expect(room.listen('es')).toMatchObject({ ok: true });
    expect(room.listening()).toBe(true);
    expect(room.listen('es')).toMatchObject({ code: 'conflict' });
    await expect.poll(() => existsSync(join(folder, 'up'))).toBe(true);
    expect(await room.heard()).toEqual({ ok: true, value: 'I hear you (es), and you are right to call' });
    expect(room.listening()).toBe(false);
    expect(await room.heard()).toMatchObject({ code: 'conflict' });
  });

  it('ends by itself after its time, and what was understood is kept for the question', async () => {
    const listener = program(
      'listen',
      `trap 'exit 0' INT; echo heard; : > '${folder}/up'; while :; do sleep 0.01; done`,
    );
    const room = dictation(setUp(listener), 200);
    room.listen('en');
    expect(await room.heard()).toMatchObject({ ok: true });
  });

  it('of a listener that fails is told as that', async () => {
    const room = dictation(setUp(program('listen', 'exit 9')));
    room.listen('en');
    await expect.poll(() => room.listening()).toBe(false);
    expect(await room.heard()).toMatchObject({ code: 'speech-failed' });
  });

  it('is not set up, or set up wrongly, and says which', () => {
    const path = join(folder, 'speech.json');
    expect(setUpOf(path)).toEqual({ state: 'none' });
    for (const text of [
      '{',
      '[]',
      '{"dictation":{"program":"relative","args":[]}}',
      `{"dictation":{"program":"${folder}/gone","args":[]}}`,
      ' '.repeat(30_000),
    ]) {
      writeFileSync(path, text);
      expect(setUpOf(path)).toEqual({ state: 'wrong' });
    }
    expect(dictation(path).listen('en')).toMatchObject({ code: 'speech-none' });
  });

  it('has no unseen characters and an end', () => {
    expect(cleanHeard('  a\u0000b\u202Ec\n\nd  ')).toBe('a b c d');
    expect(cleanHeard('word '.repeat(1000)).length).toBeLessThanOrEqual(1000);
  });
});

it('is refused on the live desk', async () => {
  const live = createSpeech({
    init: { practice: false, profile: folder },
    after,
    topics: { publish: () => undefined },
  });
  for (const ask of ['state', 'heard'] as const)
    expect(await live.handlers[ask]({}, context)).toMatchObject({ code: 'practice-only' });
  expect(await live.handlers.say({ text: 'Hello', lang: 'en' }, context)).toMatchObject({
    code: 'practice-only',
  });
});

it('at a lock nobody is listened to any more, and what was said is let go', async () => {
  const ear = program('ear', `trap 'exit 0' INT; echo said; while true; do sleep 0.1; done`);
  setUp(ear);
  const { practice } = openBench({ db: new Database(':memory:'), profile: folder });
  const { speech } = practice.rooms;
  expect(speech.listen({ lang: 'en' }, context)).toMatchObject({ value: { listening: true } });
  practice.locked();
  expect(speech.state({}, context)).toMatchObject({ value: { listening: false } });
  expect(await speech.heard({}, context)).toMatchObject({ ok: false, code: 'conflict' });
  practice.stop();
});
