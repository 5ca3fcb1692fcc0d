import { expect, it } from 'vitest';
import { refusalShown, refusedText, refusedWords } from './refused.ts';

const id = '0190c6a0-0000-7000-8000-000000000001';

it('says what the ask itself means where the server is away, and not that the line is down', () => {
  expect(refusedText('hold', 'telephony-down')).toBe(
    'Hold needs the server, which does not answer: the caller still hears you.',
  );
  for (const ask of ['hold', 'resume', 'end'] as const)
    expect(refusedText(ask, 'telephony-down')).not.toMatch(/desk phone|line of this desk/);
  // Without words of its own: what did not happen, why, what next.
  const { what, why } = refusedWords('mute', 'engine-absent');
  expect(what).toBe('The microphone was not muted.');
  expect(why).toMatch(/phone of this desk/);
});

it('shows at the buttons what was refused last, or what came to nothing later; a repeated press is no news', () => {
  const own = (code: string) => ({ ask: 'hold' as const, failure: { code } });
  expect(refusalShown(id, undefined, {})).toBeNull();
  expect(refusalShown(id, own('busy'), {})).toBeNull();
  expect(refusalShown(id, own('telephony-down'), {})?.what).toMatch(/^Hold needs the server/);
  expect(refusalShown(id, undefined, { [`end ${id}`]: { code: 'nobody-else' } })?.what).toMatch(
    /did not leave/,
  );
  expect(refusalShown(id, undefined, { 'end another': { code: 'nobody-else' } })).toBeNull();
  expect(refusalShown(id, undefined, { [`transfer ${id}`]: { code: 'skill-missing' } })).toBeNull();
});
