// Red flags in further languages: where hits stand, what does not count, and that no text breaks or slows the scan.
import { readFileSync } from 'node:fs';
import { cpuUsage } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redFlagMark } from '../../messages/message.ts';
import { scanRedFlags } from '../scan.ts';
import { es } from '../es/index.ts';
import { isOther, scanOther } from './languages.ts';
import { phrasesOf } from './patterns.ts';

const groups = (text: string): string[] => [...new Set(scanRedFlags(text).map((h) => h.group))];

describe('Spanish', () => {
  it('marks the words as typed, with or without accents, with slips', () => {
    const text = 'Buenas tardes. Mi mamá NO   puede respírar bien';
    const [hit] = scanRedFlags(text);
    expect(hit?.group).toBe('breathing');
    expect(hit?.words).toBe(text.slice(hit?.start, hit?.end));
    expect(hit?.words).toBe('NO   puede respírar');
    const decomposed = 'se le hinchó la lengua'.normalize('NFD');
    const [swollen] = scanRedFlags(decomposed);
    expect(swollen?.words).toBe(decomposed.slice(swollen?.start, swollen?.end));
    expect(groups('se le incho la lengua')).toContain('allergy');
    expect(groups('mi ermano se desmallo')).toContain('consciousness');
  });

  it('finds it in a text that mixes two languages', () => {
    expect(groups("he can't talk, mi esposo, se le torció la boca")).toContain('stroke');
    expect(groups('tengo un dolor en el chest bien fuerte')).toContain('chest');
  });

  it('counts a word of number and its sum', () => {
    expect(groups('el azúcar me salió en treinta y ocho')).toContain('chronic_postop');
    expect(groups('el azúcar me salió en ciento treinta y ocho')).toEqual([]);
  });

  it.each([
    'No me duele el pecho ni me falta el aire.',
    'Sin dolor de pecho, viene a control.',
    'Dolor de pecho, no.',
    '¿Le duele el pecho? No. Quiero una cita.',
    'Hace seis años me dolía el pecho, es para el expediente.',
    '¿Qué hago si un día me duele el pecho?',
    'El taller de prevención del suicidio, ¿cuándo empieza?',
    'Me muero de hambre, ¿falta mucho?',
    'Mi esposa me va a matar si pierdo esta cita.',
    'No es una emergencia, quiero una cita.',
    'si, quiero una cita para mi mamá',
  ])('%s counts for nothing', (text) => {
    expect(groups(text)).toEqual([]);
  });

  it.each([
    ['No, no puede respirar', 'breathing'],
    ['No sé qué hacer, se desmayó', 'consciousness'],
    ['no tiene fiebre pero le duele el pecho', 'chest'],
    ['Ya no respira', 'breathing'],
    ['¿Le duele el pecho? Sí, mucho.', 'chest'],
    ['¿No despierta? No.', 'consciousness'],
    ['Hace años tuvo un infarto y hoy otra vez le duele el pecho', 'chest'],
    ['Se le torció la boca, ya se le quitó', 'stroke'],
    ['quiero cita, y ya no quiero vivir', 'mental_health'],
  ])('%s is %s', (text, group) => {
    expect(groups(text)).toContain(group);
  });
});

describe('learned wordings', () => {
  it.each([
    ['apenas jala aire, la abuela ya no puede ni hablar y está morada', 'es'],
    ['dari subuh bapak lemas sekali, bibirnya pucat dan dingin', 'id'],
  ])('marks words of the text, told in the language: %s', (text, lang) => {
    const hits = scanOther(text);
    expect(hits.some((h) => h.ruleId.startsWith(lang))).toBe(true);
    for (const { start, end, words } of hits) expect(words).toBe(text.slice(start, end));
  });

  it('marks most of the lines that no rule was tuned on, and few of the near misses', () => {
    for (const name of ['learn-7.es', 'learn-8.id']) {
      const file = new URL(`../../../../data/redflags/${name}.tsv`, import.meta.url);
      const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
      const read = rows.filter((_, i) => i % 4 === 0).map((row) => row.split('\t'));
      const share = (label: string): number => {
        const own = read.filter((cells) => cells[3] === label);
        return own.filter((cells) => scanOther(cells[2] ?? '').length > 0).length / own.length;
      };
      expect(share('flag'), name).toBeGreaterThan(0.75);
      expect(share('none'), name).toBeLessThan(0.12);
    }
  });

  it('leaves plain lines alone', () => {
    for (const text of [
      'Quiero cambiar mi cita del martes, gracias.',
      'Saya mau ganti jadwal hari Selasa, Mbak.',
    ])
      expect(scanOther(text)).toEqual([]);
  });

  it('lets no chance word of English speak in Indonesian', () => {
    expect(scanRedFlags('kena angin')).toEqual([]);
    expect(scanRedFlags('Hah? Yang mana?')).toEqual([]);
  });
});

describe('any text', () => {
  it('gives marks that a message takes, in bounds', () => {
    const word = fc.constantFrom(
      ...'no me duele el pecho mamá puede respirar 38 grados bebé de un mes ¿ , . sangre para ñ 😀 \u0301 tidak'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(word).map((w) => w.join(' ')),
        ),
        (text) => {
          for (const { start, end, words, ruleId } of scanOther(text)) {
            expect(text.slice(start, end).startsWith(words)).toBe(true);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(redFlagMark.shape.ruleId.safeParse(ruleId).success).toBe(true);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('takes time that grows with the length only', () => {
    const cpu = (text: string): number => {
      const before = cpuUsage();
      scanOther(text);
      const { user, system } = cpuUsage(before);
      return (user + system) / 1000;
    };
    for (const piece of ['no ', 'dolor de repente ', 'me duele no puedo la mama que 38 grados '])
      expect(cpu(piece.repeat(4000).slice(0, 4000))).toBeLessThan(700);
  });

  it('looks at an English sentence inside a long talk in another language', () => {
    const talk = 'Buenas tardes, quiero una cita para mi esposo porque le duele la rodilla. ';
    expect(groups(`${talk.repeat(8)}He is not breathing. ${talk}`)).toEqual(['breathing']);
    expect(groups(`my chest hurts ${'x '.repeat(200)}`)).toEqual(['chest']);
  });

  it('takes no alternative that is missing or would be two words', () => {
    const phrases = (source: string) => () => phrasesOf(source, es);
    expect(phrases('pecho| duele')).toThrow('pecho|');
    expect(phrases('pecho |duele')).toThrow('|duele');
    expect(phrases('tengo|nose dolor')).toThrow('nose');
    expect(phrases('pecho|panza duele')).not.toThrow();
  });

  it('is English unless it plainly is not', () => {
    expect(isOther('help me no pulse')).toBe(false);
    expect(isOther('MI, SI, LA')).toBe(false);
    expect(isOther('que le duele la cabeza')).toBe(true);
  });
});
