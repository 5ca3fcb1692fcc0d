// A sign of life that is asked for and denied, and what a caller says of now beside what happened to somebody else.
import { describe, expect, it } from 'vitest';
import { scanRedFlags } from '../index.ts';

const groupsOf = (text: string): string[] => scanRedFlags(text).map((h) => h.group);

describe('a sign of life asked for', () => {
  it.each([
    ['¿Está respirando? No.', 'breathing'],
    ['¿Respira su mamá? No.', 'breathing'],
    ['¿Está despierto? No.', 'consciousness'],
    ['Apakah dia bernapas? Tidak.', 'breathing'],
    ['Apakah ibu sadar? Tidak.', 'consciousness'],
  ])('is a red flag when the answer is no: %s', (text, group) => expect(groupsOf(text)).toContain(group));

  it.each([
    '¿Está respirando? Sí.',
    '¿Le duele cuando respira? No.',
    'Apakah dia sadar? Ya.',
    'Apakah sesak napas? Tidak.',
  ])('is none otherwise: %s', (text) => expect(groupsOf(text)).toEqual([]));
});

describe('what is now', () => {
  it.each([
    ['Mi hermana murió de un infarto y ahora yo tengo dolor en el pecho.', 'chest'],
    ['Mi hermano murió de un derrame el año pasado y hoy se me durmió la cara.', 'stroke'],
    ['Kalau tidak dibantu saya bunuh diri saja malam ini.', 'mental_health'],
  ])('is not hidden by former times, others or a condition: %s', (text, group) =>
    expect(groupsOf(text)).toContain(group),
  );

  it.each([
    'Mi hermana murió de un infarto.',
    'Mi hermano murió de un derrame el año pasado y necesito una cita.',
    'Kalau tidak sesak napas boleh kontrol minggu depan?',
  ])('is not read into them: %s', (text) => expect(groupsOf(text)).toEqual([]));
});
