// Indonesian red flags: lines kept for measuring, chat spelling, what must not set a guard off, English left as it was.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RedFlagHit } from '../hit.ts';
import { scanRedFlags } from '../scan.ts';
import { fold, spellings } from './words.ts';

const seen = (text: string): RedFlagHit[] => scanRedFlags(text).filter((h) => h.ruleId.startsWith('id.'));
const groups = (text: string): string[] => seen(text).map((h) => h.group);
const lines = (file: string): { text: string; label: string }[] =>
  readFileSync(new URL(`../../../../data/redflags/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'))
    .map(([, , text = '', label = '']) => ({ text, label }));
const kept = lines('lines.id.tsv').map((l) => ({ ...l, hit: scanRedFlags(l.text).length > 0 }));
const share = (label: string): number => {
  const own = kept.filter((l) => l.label === label);
  return own.filter((l) => l.hit).length / own.length;
};

describe('lines kept for measuring', () => {
  it('are seen', () => expect(share('flag')).toBeGreaterThanOrEqual(0.97));
  it('raise few false alarms', () => expect(share('none')).toBeLessThanOrEqual(0.04));
});

describe('words', () => {
  it.each([
    ['napasnya', 'napas'],
    ['dadaku', 'dada'],
    ['bangunkan', 'bangun'],
    ['biru', 'biru'],
    ['kuku', 'kuku'],
  ])('%s is %s', (word, root) => expect(fold(word)).toBe(root));
  it('reads chat spelling as it is meant', () => {
    expect([spellings['nggak'], spellings['bnuh'], spellings['sesek']]).toEqual(['tidak', 'bunuh', 'sesak']);
    expect(groups('sy mau bnuh diri')).toContain('mental_health');
    expect(groups('dada sy skt bgt, keringet dingin')).toContain('chest');
    expect(groups('gk bs nafas')).toContain('breathing');
  });
});

describe('what does not count', () => {
  it.each([
    'Saya tidak sesak napas.',
    'Dada saya nggak sakit, cuma mau tebus obat.',
    'Dia pingsan dua tahun lalu, sudah diperiksa.',
    'Ada brosur gejala stroke?',
    'Mau pingsan lihat harganya.',
    'Tekanan darah saya bagus.',
    'Jatuh tempo tagihannya kapan?',
  ])('%s', (text) => expect(groups(text)).toEqual([]));
});

describe('guards never hide an emergency that is told as happening', () => {
  it.each([
    ['pengen mati aja, hehe', 'mental_health'],
    ['Waktu isi formulir tadi bapak pingsan', 'consciousness'],
    ['Tadi pagi baik-baik saja, sekarang bayinya lemas dan tidak mau menyusu', 'infant_child'],
    ['Tolong dulu, ibu saya tidak sadar', 'consciousness'],
    ['Penglihatan saya hilang mendadak', 'severe_pain_eye_limb'],
    ['Riwayat asma, sekarang sesak', 'breathing'],
    ['Habis senam dada saya sakit sekali', 'chest'],
    ['Dulu saya pernah stroke, sekarang mulut saya mencong lagi', 'stroke'],
  ])('%s', (text, group) => expect(groups(text)).toContain(group));
});

it('adds nothing to English and Spanish lines', () => {
  for (const file of ['lines.en.tsv', 'lines.es.tsv'])
    expect(lines(file).filter((l, i) => i % 16 === 0 && seen(l.text).length > 0)).toEqual([]);
});

it('says where the words stand, also behind emoji and marks', () => {
  const text = '😀 tolong… “ibu saya PINGSAN”!';
  const [hit] = seen(text);
  expect(text.slice(hit?.start, hit?.end)).toBe('PINGSAN');
});

it('stays bounded on text that is meant to be slow', () => {
  for (const word of ['tidak dada sakit ', '1 2 3, ', '\u0000\u202e😀']) {
    const text = word.repeat(6000 / word.length);
    const started = performance.now();
    scanRedFlags(text);
    expect(performance.now() - started, word).toBeLessThan(2000);
  }
});
