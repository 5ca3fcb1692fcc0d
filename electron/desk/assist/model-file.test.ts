// The model's file as it is found on disk, and a long text as it is heard: a piece a turn.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ear } from '#shared/domain/assist/ear.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { createLog } from '../log.ts';
import { removeFolder, tempFolder } from '../vault/testing.ts';
import { keepModel, readEarOf, type ModelState } from './model-file.ts';
import { piecesOf } from './pieces.ts';

const hear: Ear['hear'] = () => ({ state: 'calm', probability: 0.9, marks: [], speaks: false });
const lines: string[] = [];

test('a turn of the desk hears one piece', () => {
  const text = 'He said that it hurts and nobody called back. '.repeat(87).slice(0, 4000);
  const pieces = piecesOf(text);
  expect(Math.max(...pieces.map((p) => p.length))).toBeLessThanOrEqual(400);
  expect(pieces.join(' ').replaceAll(/\s+/g, ' ')).toBe(text.trim().replaceAll(/\s+/g, ' '));
  expect(piecesOf('x'.repeat(900)).map((p) => p.length)).toEqual([400, 400, 100]);
});

test('a model that is missing, damaged or of another hash is refused by name; the right one is read', async () => {
  const folder = tempFolder();
  const bytes = Buffer.from('a model');
  const card = (sha256: string): string => JSON.stringify({ name: 'm', version: '1', sha256, more: true });
  const right = createHash('sha256').update(bytes).digest('hex');
  const load = (read = readEarOf(() => ok(hear))): Promise<ModelState> =>
    new Promise((done) => {
      const state = keepModel({
        folder,
        read,
        after: (_ms, run) => (run(), () => undefined),
        monotonic: () => 0,
        log: createLog({ sink: (line) => lines.push(line), clock: () => '2026-11-22T03:00:00.000Z' }),
        changed: () => done(state()),
      });
    });
  expect(await load()).toEqual({ state: 'refused', code: 'model-missing' });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'emotion.bin'), bytes);
  for (const text of ['', '{', 'null', '{}', card('0'.repeat(64))]) {
    writeFileSync(join(folder, 'emotion.json'), text);
    expect(await load(), text).toEqual({ state: 'refused', code: 'model-damaged' });
  }
  writeFileSync(join(folder, 'emotion.json'), card(right));
  expect(await load(readEarOf(() => fail('model-damaged', 'x')))).toMatchObject({ code: 'model-damaged' });
  expect(
    await load(() => {
      throw new Error('reader');
    }),
  ).toMatchObject({ code: 'model-damaged' });
  expect(lines.at(-1)).toContain('"name":"emotion.bin","code":"model-damaged"');
  expect(await load()).toMatchObject({ state: 'ready', ear: { name: 'm', version: '1' } });
  rmSync(join(folder, 'emotion.bin'));
  removeFolder(folder);
});
