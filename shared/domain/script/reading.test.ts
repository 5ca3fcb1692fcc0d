// Grades on texts whose grade is known by hand, and syllables on words of every kind.
import { expect, it } from 'vitest';
import { gradeOf, hardestGrade, syllablesEn, syllablesEs } from './reading.ts';

it.each([
  ['call', 1],
  ['please', 1],
  ['made', 1],
  ['table', 2],
  ['number', 2],
  ['called', 1],
  ['wanted', 2],
  ['pharmacy', 3],
  ['medicine', 3],
  ['authorization', 5],
  ['don’t', 1],
  ['911', 1],
])('%s has %i', (word, count) => {
  expect(syllablesEn(word)).toBe(count);
});
it.each([
  ['llame', 2],
  ['usted', 2],
  ['queja', 2],
  ['guerra', 2],
  ['emergencia', 4],
  ['día', 2],
  ['ciudad', 2],
  ['reo', 2],
])('%s has %i', (word, count) => {
  expect(syllablesEs(word)).toBe(count);
});

it('is the Flesch–Kincaid grade', () => {
  // 13 words, 2 sentences, 15 syllables: 0.39 · 6.5 + 11.8 · 15/13 − 15.59.
  expect(gradeOf('The cat sat on the mat. It was very happy to be there.', 'en')).toBe(0.6);
  expect(gradeOf('', 'en')).toBe(0);
});

it.each([
  [
    'en',
    'Please tell me your name. I will write it down. Someone will call you back today.',
    'Authorization necessitates comprehensive documentation, and administrative representatives communicate eligibility determinations subsequently.',
  ],
  [
    'es',
    'Dígame su nombre, por favor. Voy a anotar todo. Alguien le llama hoy mismo.',
    'La autorización administrativa requiere documentación comprobatoria, y posteriormente representantes especializados comunican determinaciones individualizadas.',
  ],
  [
    'id',
    'Tolong sebutkan nama Anda. Saya catat semuanya. Nanti ada yang menelepon Anda.',
    'Persetujuan administratif membutuhkan pendokumentasian menyeluruh sebelum perwakilan mempertimbangkan keterjangkauan pembayaran perseorangan.',
  ],
] as const)('%s: plain is plain, office is not', (lang, plain, office) => {
  expect(gradeOf(plain, lang)).toBeLessThanOrEqual(hardestGrade);
  expect(gradeOf(office, lang)).toBeGreaterThan(hardestGrade);
});
