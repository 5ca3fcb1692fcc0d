// The headless call: turns as text and JSON, the same answer for the same input, and one sentence for anything else.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { scenarios } from './practice-content.ts';
import { play } from './practice-play.ts';
import { readTurns } from './practice-turns.ts';

const r2 = scenarios().find((s) => s.id === 'R2');
if (r2 === undefined) throw new Error('R2 is not there');

describe('turns', () => {
  it('are lines of text, or JSON for anything else', () => {
    const read = readTurns(
      '\uFEFFHello.\r\n\n{"act":"verify","detail":"name","atMs":5000}\n{"silence":20}\n{"say":"So."}\n',
    );
    expect(read).toMatchObject({
      ok: true,
      turns: [
        { line: 1, input: { kind: 'say', reply: { text: 'Hello.' } }, atMs: null },
        { line: 3, input: { kind: 'act', act: 'verify', detail: 'name' }, atMs: 5000 },
        { line: 4, input: { kind: 'silence', seconds: 20 } },
        { line: 5, input: { kind: 'say', reply: { text: 'So.' } } },
      ],
    });
  });
  it.each([
    ['nothing', ' \n\n', /no turn/],
    ['broken JSON', 'Hello.\n{"act":', /^Line 2 begins as JSON/],
    ['an unknown act', '{"act":"explode"}', /^Line 1 is no turn/],
    ['a time that is none', '{"say":"x","atMs":-1}', /^Line 1 is no turn/],
    ['an over-long line', 'x'.repeat(1001), /^Line 1 is no turn/],
    ['too many', 'x\n'.repeat(401), /at most 400/],
  ])('%s is refused with its line', (_, text, why) => {
    expect(readTurns(text)).toMatchObject({ ok: false, why: expect.stringMatching(why) });
  });
});

describe('a call', () => {
  const turns = (text: string) => {
    const read = readTurns(text);
    if (!read.ok) throw new Error(read.why);
    return read.turns;
  };
  it('gives each point with its rule and line, the same a second time', () => {
    const text =
      'Riverside, this is Sam.\nForty minutes is far too long, I am sorry. I stay with you.\n{"act":"hang_up"}\nMore.';
    const once = play(r2, 3, 7, turns(text));
    expect(play(r2, 3, 7, turns(text))).toEqual(once);
    expect(once).toMatchObject({
      ok: true,
      told: {
        practice: true,
        ended: 'left',
        unusedTurns: 1,
        score: { passed: false },
        reasons: expect.arrayContaining([
          expect.objectContaining({
            category: 'empathy',
            ruleId: 'E3',
            quote: expect.stringContaining('Forty'),
          }),
        ]),
      },
    });
  });
  it('says which line was refused', () => {
    expect(play(r2, 1, 7, turns('Hello.\n{"choice":"none"}'))).toMatchObject({
      ok: false,
      why: expect.stringMatching(/^Line 2 was refused/),
    });
  });
});

it('ends with 2 and one sentence for bad input', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/practice.ts', ...args], { encoding: 'utf8', input: '{"act":' });
  for (const args of [
    ['--scenario', 'R99', '--turns', '-'],
    ['--scenario', 'R2', '--turns', '-'],
  ]) {
    const { status, stderr, stdout } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/\.\n$/);
  }
});
