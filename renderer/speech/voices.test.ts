// Which voice says a line, and how a long one is cut. The voices here are made up.
import { describe, expect, it } from 'vitest';
import { audible, pieces, systemVoice } from './voices.ts';

const voice = (name: string, lang: string, localService: boolean, isDefault = false) => ({
  name,
  lang,
  localService,
  default: isDefault,
});

describe('a system voice', () => {
  it('stays on this computer, speaks the language, and is the system’s own choice where it has one', () => {
    const voices = [
      voice('far', 'es-MX', false, true),
      voice('near', 'es_ES', true),
      voice('own', 'es-US', true, true),
      voice('other', 'en-US', true),
    ];
    expect(systemVoice(voices, 'es')?.name).toBe('own');
    expect(systemVoice(voices.slice(0, 2), 'es')?.name).toBe('near');
    expect(systemVoice(voices.slice(0, 1), 'es')).toBeNull();
    expect(systemVoice(voices, 'id')).toBeNull();
  });
});

describe('a long line', () => {
  it('is cut at sentences, then at blanks, and loses no word', () => {
    const text = `${'I have waited. '.repeat(40)}${'Very '.repeat(120)}long. ${'x'.repeat(900)}`;
    const cut = pieces(text);
    for (const piece of cut) expect(piece.length).toBeLessThanOrEqual(400);
    expect(cut.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(cut[0]).toMatch(/waited\.$/);
  });

  it('of nothing is nothing', () => expect(pieces('  ')).toEqual([]));

  it('pauses where the noise took words', () => expect(audible('I […] pain')).toBe('I … pain'));
});
