// The editor's rules without a page: comparing versions, changes and their undo, which line a finding stands beside.
import '../text/late/script-editor.ts';
import billing from '../../data/scripts/billing.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { findingsOf } from '#shared/domain/script/check.ts';
import { readDraft, readFile, writeFile, type ScriptContent } from '#shared/domain/script/draft.ts';
import { script, type Script } from '#shared/domain/script/script.ts';
import { scriptProblems } from '#shared/domain/script/script-lint.ts';
import { beginning, changed, redone, undone } from '../app/history.ts';
import { hasText } from '../text/t.ts';
import { changedOnly, diff } from './diff.ts';
import { changeStep, freshId, moved, newPhrase, newStep, stepsAt, withSteps } from './edit.ts';
import { errorOf, ofLine, ofStep } from './findings.ts';
import { linesOf } from './lines.ts';

const content: Script = script.parse(billing);
const first = content.steps[0];
if (first === undefined) throw new Error('steps');
const withSay = (words: string): ScriptContent => changeStep(content, 'steps', 0, { say: [words] });

describe('comparing versions', () => {
  const text = (x: string): string => x;
  it('what stayed, went and came, in order', () => {
    expect(diff(['a', 'b', 'c'], ['a', 'x', 'c', 'd'], text).map((c) => `${c.kind} ${c.line}`)).toEqual([
      'same a',
      'gone b',
      'new x',
      'same c',
      'new d',
    ]);
    expect(diff([], ['a'], text)).toEqual([{ kind: 'new', line: 'a' }]);
    expect(diff(['a'], [], text)).toEqual([{ kind: 'gone', line: 'a' }]);
  });
  it('gives both versions back, whatever they are', () => {
    const letters = ['a', 'b', 'c'];
    for (let seed = 0; seed < 300; seed++) {
      const list = (n: number): string[] =>
        Array.from({ length: (seed * n) % 7 }, (_, i) => letters[(seed * 7 + i * n * (seed % 5)) % 3] ?? 'a');
      const [from, to] = [list(3), list(5)];
      const changes = diff(from, to, text);
      expect(changes.filter((c) => c.kind !== 'new').map((c) => c.line)).toEqual(from);
      expect(changes.filter((c) => c.kind !== 'gone').map((c) => c.line)).toEqual(to);
    }
  });
  it('a changed phrase of a script is one line gone and one come', () => {
    const changes = changedOnly(
      diff(linesOf(content), linesOf(withSay('Good day.')), (l) => `${l.step} ${l.what} ${l.text}`),
    );
    expect(changes.filter((c) => c.kind === 'new')).toMatchObject([
      { line: { what: 'say', text: 'Good day.' } },
    ]);
    expect(changes.filter((c) => c.kind === 'gone').length).toBe(first.say.length);
  });
  it('far too many lines are not compared one by one', () => {
    const many = Array.from({ length: 2000 }, (_, i) => String(i));
    expect(diff(many, many, text).length).toBe(4000);
  });
});

describe('changes and undo', () => {
  it('typing at one place is one change, another place another', () => {
    let history = beginning<ScriptContent>(content);
    history = changed(history, withSay('A'), 'say', 0);
    history = changed(history, withSay('Ab'), 'say', 200);
    history = changed(history, withSay('Abc'), 'why', 400);
    expect(undone(history).now).toEqual(withSay('Ab'));
    expect(undone(undone(history)).now).toBe(content);
    expect(undone(undone(undone(history))).now).toBe(content);
    expect(redone(undone(history)).now).toEqual(withSay('Abc'));
    expect(redone(history)).toBe(history);
    expect(changed(undone(history), withSay('x'), 'say', 500).future).toEqual([]);
  });
  it('rows move within their list and get ids of their own', () => {
    expect([moved([1, 2, 3], 0, 1), moved([1, 2, 3], 0, -1), moved([1, 2, 3], 2, 1)]).toEqual([
      [2, 1, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(freshId('p', [{ id: 'p2' }])).toBe('p3');
    const phrases = [newPhrase([])];
    expect(newPhrase(phrases).id).not.toBe(phrases[0]?.id);
  });
  it('no brief step left is no brief variant', () => {
    const brief = withSteps(content, 'brief', [newStep([])]);
    expect(stepsAt(brief, 'brief').length).toBe(1);
    expect(withSteps(brief, 'brief', [])).toMatchObject({ brief: null });
  });
});

describe('findings stand beside their line', () => {
  it('by the line’s words, and by its place where it is empty', () => {
    const bad = changeStep(content, 'steps', 0, { say: ['It is probably nothing serious.', ''] });
    const found = ofStep(findingsOf(bad, null), 'steps', first.id);
    expect(errorOf(ofLine(found, 'say.0', 'It is probably nothing serious.'))).toBeDefined();
    expect(errorOf(ofLine(found, 'say.1', ''))).toBeDefined();
    expect(errorOf(ofLine(found, 'why', first.why))).toBe(undefined);
  });
  it('every problem has its sentence', () => {
    expect(scriptProblems.filter((p) => !hasText(`script-editor.problem.${p}`))).toEqual([]);
  });
});

describe('files', () => {
  it('what was written is read again', () => {
    expect(readFile(writeFile(content))).toEqual({ ok: true, value: content });
  });
  it.each([
    ['no JSON', '{', 'script-damaged'],
    ['another file', '{"format":"careline-account"}', 'script-damaged'],
    ['of a newer Careline', '{"format":"careline-script","schema":99,"content":{"fine":1}}', 'script-newer'],
    ['an unknown field', writeFile({ ...content, html: 'x' } as never), 'script-damaged'],
    ['far too long', 'x'.repeat(300_000), 'too-large'],
  ])('%s is refused by name', (_, file, code) => {
    expect(readFile(file)).toMatchObject({ ok: false, code });
  });
  it('a draft may have empty lines, and keys that came later get their defaults', () => {
    expect(readDraft(withSay('')).ok).toBe(true);
    const older = Object.fromEntries(Object.entries(first).filter(([part]) => part !== 'required'));
    const read = readDraft({ ...content, title: '', steps: [older, ...content.steps.slice(1)] });
    expect(read.ok && read.value.steps[0]?.required).toEqual([]);
    for (const value of [null, 3, [], 'x', { steps: 3 }]) expect(readDraft(value).ok).toBe(false);
  });
});
