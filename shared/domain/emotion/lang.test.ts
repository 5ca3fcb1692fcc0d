// The language of short, long and mixed utterances, and of what is none of the three.
import { describe, expect, it } from 'vitest';
import { detectLang } from './lang.ts';

describe('detectLang', () => {
  it.each([
    ['I need an appointment', 'en'],
    ['thanks', 'en'],
    ['it hurts', 'en'],
    ['caller upset, waited 40 min', 'en'],
    ['Necesito una cita con el doctor', 'es'],
    ['gracias', 'es'],
    ['me duele mucho', 'es'],
    ['¿Mañana?', 'es'],
    ['Saya mau buat janji', 'id'],
    ['makasih ya', 'id'],
    ['gak bisa tidur', 'id'],
    ['sakit sekali', 'id'],
    ['Hola, I need a refill for my mother please', 'en'],
    ['ok, pero no entiendo la carta del seguro', 'es'],
    ['dok, appointment saya jam berapa ya', 'id'],
    ['je ne suis pas bien', 'other'],
    ['não estou bem, obrigada', 'other'],
    ['Мне больно', 'other'],
    ['我很害怕', 'other'],
    ['🙂🙂🙂', 'other'],
    ['', 'other'],
    ['12345', 'other'],
    ['xqzt brrml', 'other'],
  ] as const)('%s → %s', (text, lang) => {
    expect(detectLang(text)).toBe(lang);
  });
});
