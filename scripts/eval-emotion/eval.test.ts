// The committed model is the one its card names and does what the figures say; files to measure are read for what they are.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { featuresOf } from '#shared/domain/emotion/features.ts';
import { filmLabels, filmLogits } from '#shared/domain/emotion/films.ts';
import { headsOf } from '#shared/domain/emotion/index.ts';
import { readModel } from '#shared/domain/emotion/read.ts';
import { tokensOf } from '#shared/domain/emotion/tokens.ts';
import { fromRoot } from '../train-emotion/sets.ts';
import { itemsOf } from './formats.ts';
import { measureHeads } from './heads-task.ts';
import { loadModel, sha256Of } from './model.ts';
import { calibration, classScore, latency, macro, shareOf } from './score.ts';
import { readTable, tableOf, Unusable } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-eval-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('the committed model', () => {
  const loaded = loadModel();
  it('is the file its card names, and another byte is refused', () => {
    const card = JSON.parse(readFileSync(fromRoot('data/models/emotion.json'), 'utf8')) as { sha256: string };
    const bytes = readFileSync(fromRoot('data/models/emotion.bin'));
    expect(loaded.sha256).toBe(card.sha256);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    const expected = { sha256: card.sha256, of: sha256Of };
    expect(readModel(bytes, expected)).toMatchObject({ ok: false, code: 'model-damaged' });
    expect(readModel(bytes)).toMatchObject({ ok: false, code: 'model-damaged' });
  });
  it('hears thanks, fear and anger in lines of our own', () => {
    const strongest = (text: string): string | undefined =>
      Object.entries(headsOf(loaded.model, text).go28).toSorted((a, b) => b[1] - a[1])[0]?.[0];
    expect(strongest('Thank you so much, you have been a great help.')).toBe('gratitude');
    expect(strongest("I'm so scared about these results.")).toBe('fear');
    expect(['anger', 'annoyance']).toContain(strongest('This makes me furious, I hate being ignored.'));
  });
  it('has the film outputs in Spanish and Indonesian, and none in English', () => {
    const features = featuresOf(tokensOf('tengo miedo'), 'tengo miedo');
    const [es, id, en] = (['es', 'id', 'en'] as const).map((l) => filmLogits(loaded.model, l, features));
    expect([es?.length, id?.length, en]).toEqual([8, 8, null]);
    const fear = filmLabels.indexOf('fear');
    expect(Math.max(...(es ?? []))).toBe(es?.[fear]);
  });
  it('keeps the floors on a part of the development set', () => {
    const data = itemsOf(readTable(fromRoot('data/emotion/sets/goemotions-dev.tsv.gz')));
    const some = { ...data, items: data.items.filter((_, i) => i % 8 === 0) };
    expect(measureHeads(loaded.model, 'sentiment', some).macroF1).toBeGreaterThan(0.65);
  });
  it('keeps neutral patient lines neutral', () => {
    const data = itemsOf(readTable(fromRoot('data/emotion/sets/mtsdialog-dev.tsv.gz')));
    const { neutral } = measureHeads(loaded.model, 'sentiment', data);
    expect(neutral?.flaggedNegative.share).toBeLessThanOrEqual(0.08);
    expect(neutral?.flaggedAngry.share).toBeLessThanOrEqual(0.04);
  });
});

describe('reading a file', () => {
  it('takes BOM, CRLF, quotes as they are, gz and plain, and names bad rows', () => {
    const text =
      '\uFEFFText\tLabels\r\n"so "glad\tjoy,love\r\nthree\tjoy\tmore\r\n\r\n\tjoy\r\nodd\thunger\r\n';
    for (const path of [put('a.tsv', text), put('a.tsv.gz', gzipSync(text))]) {
      const data = itemsOf(readTable(path));
      expect(data.format).toBe('goemotions');
      expect(data.items).toMatchObject([{ row: 2, text: '"so "glad', gold: ['joy', 'love'] }]);
      expect(data.bad.map((b) => [b.row, b.why])).toEqual([
        [3, 'more cells than the header'],
        [5, 'no text'],
        [6, 'no such label: hunger'],
      ]);
    }
  });
  it.each([
    ['text\tlabels\nx\ttrust,joy', 'xed'],
    ['text\tlabels\nx\tneutral\ny\tanger', 'xed'],
    ['text\tlabels\tcomment_id\nx\tneutral\t1', 'goemotions'],
    ['text\temotion\toffensive\tevent\nx\tothers\tNO\te', 'emotion'],
    ['text\tlabel\nx\thappy', 'emotion'],
    ['text\tsentiment\tid\nx\tnegative\t1', 'sentiment'],
    ['text\tintent\nx\tbalance', 'neutral'],
    ['id\tlang\ttext\tstate\talso\tcue\tdifficulty\n1\ten\tx\tin_pain\tsad\ta|b\thard', 'caller'],
  ])('knows %j as %s', (text, format) => expect(itemsOf(tableOf(text)).format).toBe(format));
  it('takes labels that both sets have for what the task asks', () => {
    const table = tableOf('text\tlabels\nx\tneutral\ny\tanger');
    expect([itemsOf(table).format, itemsOf(table, true).format]).toEqual(['xed', 'goemotions']);
  });
  it('hears patients and their family, never clinicians', () => {
    const text =
      'dialogue\tturn\tspeaker\ttext\tsection\n0\t0\tDoctor\ta\t\n0\t1\tPatient\tb\t\n0\t2\tGuest_family\tc\t\n0\t3\tGuest_clinician\td\t';
    expect(itemsOf(tableOf(text)).items.map((i) => i.text)).toEqual(['b', 'c']);
  });
  it('says why a file cannot be measured', () => {
    expect(() => readTable(join(folder, 'none.tsv'))).toThrow(Unusable);
    expect(() => readTable(put('e.tsv', ''))).toThrow('empty');
    expect(() => readTable(put('b.tsv', Uint8Array.of(0xff, 0xfe, 0xfd)))).toThrow('UTF-8');
    expect(() => readTable(put('g.gz', Uint8Array.of(0x1f, 0x8b, 8, 0, 1)))).toThrow('gzip');
    expect(() => itemsOf(tableOf('a\tb\n1\t2'))).toThrow('no known kind');
    expect(() => itemsOf(tableOf('text\tlabels\nx\thunger'))).toThrow('no row');
    expect(() => tableOf('text\ttext\nx\ty')).toThrow('twice');
  });
  it('ends with 2 and one sentence on bad input', () => {
    const run = spawnSync(
      process.execPath,
      [fromRoot('scripts/eval-emotion.ts'), '--task', 'moon', '--data', 'x'],
      {
        encoding: 'utf8',
      },
    );
    expect([run.status, run.stdout, run.stderr.trim().split('\n').length]).toEqual([2, '', 1]);
  });
});

describe('counting', () => {
  it('counts F1, macro and calibration as defined', () => {
    const score = classScore([true, true, false, false], [true, false, true, false]);
    expect(score).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
    expect(macro({ a: score, b: { ...score, f1: 1 } })).toBe(0.75);
    expect(calibration([0.95, 0.95, 0.05, 0.05], [true, true, false, false]).expectedCalibrationError).toBe(
      0.05,
    );
    expect(calibration([1, 0], [false, true]).expectedCalibrationError).toBe(1);
  });
  it("gives Wilson's interval and nearest-rank percentiles", () => {
    expect(shareOf(5, 100).interval).toEqual([0.0215, 0.1118]);
    expect(shareOf(0, 0)).toMatchObject({ share: 0, interval: [0, 1] });
    expect(latency([3, 1, 2])).toEqual({ p50: 2, p95: 3, max: 3 });
  });
});
