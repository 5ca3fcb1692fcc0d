// The lint of a scenario's file: every kind of fault named by its line, hostile files refused in bounded time.
import { describe, expect, it } from 'vitest';
import baseFile from '../../../data/scenarios/base/en.json' with { type: 'json' };
import file from '../../../data/scenarios/R2.json' with { type: 'json' };
import { scenarioBase } from './base.ts';
import { lintSource } from './lint.ts';
import { lintCodes } from './lint-words.ts';

const bases = [scenarioBase.parse(baseFile)];
const source = JSON.stringify(file, null, 2);
type Tree = typeof file;
/** The file after a change, and the line on which `mark` stands in it. */
function planted(change: (tree: Tree) => unknown, mark: string): { text: string; line: number } {
  const text = JSON.stringify(change(structuredClone(file)), null, 2);
  return { text, line: text.slice(0, text.indexOf(mark)).split('\n').length };
}
const node = (id: string, change: object) => (tree: Tree) => ({
  ...tree,
  nodes: tree.nodes.map((n) => (n.id === id ? { ...n, ...change } : n)),
});
const open = { tags: [] as string[], emotionAtLeast: null, emotionAtMost: null };

it('finds nothing in the file that ships, and says so quickly', () => {
  expect(lintSource(source, bases)).toEqual([]);
  expect(lintSource(source)).toEqual([]);
});

describe('names by line', () => {
  it.each<[string, string, (tree: Tree) => unknown, string]>([
    [
      'a missing target',
      'unknown-node',
      node('worse', { transitions: [{ ...open, to: 'moon' }] }),
      '"to": "moon"',
    ],
    ['a wrong type', 'wrong-type', (t) => ({ ...t, parTurns: 'eleven' }), '"parTurns"'],
    ['a wrong value', 'wrong-value', (t) => ({ ...t, feeling: 'hungry' }), '"feeling"'],
    ['a key too many', 'unknown-key', (t) => ({ ...t, zebra: 1 }), '"zebra"'],
    ['a text that is too long', 'too-big', (t) => ({ ...t, title: 'x'.repeat(200) }), '"title": "xxx'],
    ['markup', 'markup', (t) => ({ ...t, summary: 'Angry <b>mother</b>' }), '"summary"'],
    ['an entity', 'markup', (t) => ({ ...t, summary: 'Angry &lt;mother' }), '"summary"'],
    ['a link', 'markup', (t) => ({ ...t, summary: '[here](http://x)' }), '"summary"'],
    [
      'a mark that turns the reading direction',
      'markup',
      (t) => ({ ...t, summary: 'a\u202Eb' }),
      '"summary"',
    ],
    [
      'a node without a way on',
      'no-way-on',
      node('worse', { transitions: [{ ...open, emotionAtLeast: 9, to: 'last' }] }),
      '"transitions": [\n        {\n          "tags": [],\n          "emotionAtLeast": 9,\n          "emotionAtMost": null,\n          "to": "last"',
    ],
    [
      'a circle',
      'endless',
      node('worse', { transitions: [{ ...open, to: 'worse' }] }),
      '"transitions": [\n        {\n          "tags": [],\n          "emotionAtLeast": null,\n          "emotionAtMost": null,\n          "to": "worse"',
    ],
    [
      'a leading question',
      'leading-question',
      (t) => ({
        ...t,
        nodes: t.nodes.map((n) =>
          n.id === 'scared' && n.cue !== null
            ? { ...n, cue: { ...n.cue, better: 'You are scared, aren’t you?' } }
            : n,
        ),
      }),
      '"better": "You are scared, aren',
    ],
    [
      'an event that is not there',
      'unknown-event',
      (t) => ({ ...t, levels: { ...t.levels, '4': { ...t.levels['4'], events: ['flood'] } } }),
      '"events": [\n        "flood"',
    ],
    [
      'a limit from no cue',
      'unknown-cue',
      (t) => ({
        ...t,
        critical: t.critical.map((c) => ({ ...c, within: { seconds: 9, after: 'never_said' } })),
      }),
      '"within": {\n        "seconds": 9',
    ],
    [
      'a node that nothing leads to',
      'unreachable-node',
      (t) => ({ ...t, nodes: [...t.nodes, { ...t.nodes[0], id: 'attic', cue: null }] }),
      '{\n      "id": "attic"',
    ],
  ])('%s', (_, code, change, mark) => {
    const { text, line } = planted(change, mark);
    // What stands in the file itself needs no walk.
    const found = lintSource(text, code === 'markup' ? [] : bases).filter((p) => p.code === code);
    expect(found.map((p) => p.line)).toContain(line);
    for (const p of found) {
      expect(lintCodes).toContain(p.code);
      expect(p.sentence).toMatch(/^[A-Z“].*\)$/);
    }
  });

  it('lengths that give the answers away: only for who offers lines enough to count', () => {
    const padded =
      'I am so sorry about that, it is upsetting, and I stay with you. What worries you most about it tonight?';
    const longer = (many: number) => ({
      ...file,
      nodes: file.nodes.map((n, i) => ({
        ...n,
        choices: n.choices.map((c, j) => (j === 0 && i < many ? { ...c, text: padded.repeat(2) } : c)),
      })),
    });
    const found = (many: number) =>
      lintSource(JSON.stringify(longer(many), null, 2), bases).filter((p) => p.code === 'longest-is-best');
    const { text, line } = planted(() => longer(9), '"nodes"');
    expect(lintSource(text, bases).find((p) => p.code === 'longest-is-best')?.line).toBe(line);
    expect(found(9)[0]?.where).toMatch(/^\d+ of \d+$/);
    expect(found(0)).toEqual([]);
  });

  it('something missing, at what it is missing from', () => {
    expect(lintSource(JSON.stringify({ ...file, start: undefined }, null, 2), bases)).toMatchObject([
      { code: 'missing', where: 'start', line: 1 },
    ]);
  });
  it('a comma too few, and a key twice', () => {
    const broken = source.replace('"lang": "en",', '"lang": "en"');
    const at = broken.slice(0, broken.indexOf('"lang"')).split('\n').length;
    expect(lintSource(broken)[0]).toMatchObject({ code: 'not-json', line: at + 1 });
    const twice = source.replace('"lang": "en",', '"lang": "en",\n  "lang": "en",');
    expect(lintSource(twice)).toMatchObject([{ code: 'key-twice', line: at + 1 }]);
  });
});

describe('hostile files', () => {
  const many = (count: number, next: (i: number) => string) => ({
    ...file,
    nodes: Array.from({ length: count }, (_, i) => ({
      ...file.nodes[0],
      id: `n${i}`,
      cue: null,
      transitions: [
        { ...open, tags: ['apology'], to: next(i * 7) },
        { ...open, to: next(i + 1) },
      ],
    })),
  });
  it.each<[string, () => string, string]>([
    ['nothing', () => '', 'not-json'],
    ['a picture', () => '\u0089PNG\r\n', 'not-json'],
    [
      '10,000 nodes',
      () => JSON.stringify({ ...file, nodes: Array.from({ length: 10_000 }, (_v, i) => ({ id: `n${i}` })) }),
      'too-many-nodes',
    ],
    ['a million brackets', () => '['.repeat(1_000_000), 'too-deep'],
    ['a million brackets that close', () => `${'['.repeat(500_000)}${']'.repeat(500_000)}`, 'too-deep'],
    ['400 nodes in circles', () => JSON.stringify(many(400, (i) => `n${i % 400}`)), 'unknown-node'],
    ['null', () => 'null', 'wrong-type'],
    ['a list', () => '[]', 'wrong-type'],
    ['a prototype', () => '{"__proto__": {"id": "R2"}}', 'unknown-key'],
    ['only a string', () => `"${'x'.repeat(100_000)}"`, 'wrong-type'],
  ])('%s', (_, make, code) => {
    const text = make();
    const from = performance.now();
    const found = lintSource(text, bases);
    expect(found.map((p) => p.code)).toContain(code);
    expect(found.length).toBeLessThanOrEqual(100);
    // Far below what freezes an editor; generous, for a busy machine.
    expect(performance.now() - from).toBeLessThan(3000);
  });
});
