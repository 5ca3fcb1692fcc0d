// The editor's pure parts: a new scenario that lints clean, names kept true, places of findings, undo, the picture.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioBase } from '#shared/domain/practice/base.ts';
import { lintSource } from '#shared/domain/practice/lint.ts';
import { freeScenarioId, newScenario } from './empty.ts';
import { beginning, changed, redone, undone } from '../app/history.ts';
import { linksOf, spotsOf, waysOf } from './layout.ts';
import { addNode, connect, removeNode, renameNode } from './nodes.ts';
import { countsOf, lineOf, pathsByLine, placeAt } from './places.ts';
import { readForm, writeForm } from './shape.ts';

const file = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../data/scenarios', name), 'utf8');
const bases = [scenarioBase.parse(JSON.parse(file('base/en.json')))];
const fresh = newScenario('R21', 'A new one', 'T. Rainer', '2026-11-23');

describe('what a scenario begins as', () => {
  it('lints clean and passes the model check', () => {
    expect(lintSource(writeForm(fresh), bases)).toEqual([]);
  });
  it('has a number that is free', () => {
    expect(freeScenarioId(['R1', 'R2-es', 'R17'])).toBe('R21');
    expect(freeScenarioId(['R21', 'R22'])).toBe('R23');
  });
});

describe('the forms', () => {
  it('show every shipped scenario and write back all that it says', () => {
    const text = file('R2.json');
    const draft = readForm(text);
    expect(draft).not.toBeNull();
    const [before, after] = [JSON.parse(text) as object, JSON.parse(writeForm(draft!)) as object];
    expect(after).toMatchObject(before);
    expect(Object.keys(after).slice(0, Object.keys(before).length)).toEqual(Object.keys(before));
  });
  it('take a half-written draft, and leave to the text what has no such shape', () => {
    expect(readForm(JSON.stringify({ ...fresh, title: '', nodes: [] }))).not.toBeNull();
    expect(readForm(JSON.stringify({ ...fresh, extra: 1 }))).toMatchObject({ extra: 1 });
    for (const bad of ['', 'null', '[]', '{"nodes":', JSON.stringify({ ...fresh, nodes: [null] })])
      expect(readForm(bad)).toBeNull();
    const many = Array.from({ length: 10_000 }, () => fresh.nodes[0]);
    expect(readForm(JSON.stringify({ ...fresh, nodes: many }))).toBeNull();
  });
});

describe('nodes', () => {
  it('carry a new name to everything that leads to them', () => {
    const draft = renameNode(fresh, 0, 'hello');
    expect(draft.start).toBe('hello');
    const two = renameNode(draft, 1, 'ask');
    expect(two.nodes[0]?.transitions.map((t) => t.to)).toEqual(['ask']);
    expect(lintSource(writeForm(two), bases)).toEqual([]);
  });
  it('are put between two without leading anything elsewhere unseen', () => {
    const { draft, at } = addNode(fresh, 0);
    expect(draft.nodes[at]?.transitions.at(-1)?.to).toBe('close');
    expect(draft.nodes[0]?.transitions.at(-1)?.to).toBe(draft.nodes[at]?.id);
    // From an ending nothing leads on.
    expect(addNode(fresh, 2).draft.nodes[2]).toEqual(fresh.nodes[2]);
  });
  it('keep the open way last, and a removed one is named by the lint', () => {
    const joined = connect(fresh, 0, 'end');
    expect(joined.nodes[0]?.transitions.map((t) => t.to)).toEqual(['end', 'close']);
    const codes = lintSource(writeForm(removeNode(fresh, 1)), bases).map((f) => f.code);
    expect(codes).toContain('unknown-node');
  });
});

describe('places', () => {
  const text = writeForm(fresh);
  const paths = pathsByLine(text);
  it('know for each line what stands there', () => {
    const lines = text.split('\n');
    const line = lines.findIndex((l) => l.includes('"words": "so scared"'));
    expect(paths[line]).toEqual(['nodes', 0, 'cue', 'words']);
    expect(paths).toHaveLength(lines.length);
    const noted = lines.findIndex((l) => l.includes('"K1"'));
    expect(paths[noted]).toEqual(['critical', 0, 'ruleId']);
  });
  it('lead from a finding to its form and back to the text', () => {
    const [finding] = lintSource(text.replace('"next_step_time"', '"no_such_tag"'), bases);
    expect(finding?.code).toBe('unknown-tag');
    expect(placeAt(finding!, paths)).toEqual({ kind: 'node', at: 1 });
    expect(text.split('\n')[lineOf(paths, { kind: 'part', part: 'critical' }) - 1]).toContain('critical');
    expect(placeAt({ line: 0, where: 'nodes.2.caller' }, [])).toEqual({ kind: 'node', at: 2 });
    // All of it in one line: what the finding says of itself leads there.
    expect(placeAt({ line: 1, where: 'nodes.0.id' }, pathsByLine('{"id":"R9","nodes":[{"id":1}]}'))).toEqual({
      kind: 'node',
      at: 0,
    });
    expect(countsOf([finding!, finding!], paths).get('nodes.1')).toBe(2);
  });
  it('read what is no JSON as far as it goes', () => {
    expect(pathsByLine('{\n"nodes": [\n{ "id": "x\n}')).toHaveLength(4);
    expect(pathsByLine(']]]]\n"\\')).toHaveLength(2);
    expect(pathsByLine('')).toEqual([[]]);
  });
});

it('undoes and does again; typing at one place is one step', () => {
  let history = changed(beginning('a'), 'ab', 'title', 0);
  history = changed(history, 'abc', 'title', 500);
  history = changed(history, 'abcd', 'title', 5000);
  expect(undone(history).now).toBe('abc');
  expect(undone(undone(history)).now).toBe('a');
  expect(redone(undone(history)).now).toBe('abcd');
  expect(undone(beginning('a')).now).toBe('a');
  expect(changed(history, 'abcd', 'x', 9000)).toBe(history);
});

it('draws every node once, what leads on below what leads there', () => {
  const ways = waysOf(fresh);
  expect(ways.map((w) => [w.from, w.to, w.by])).toEqual([
    [0, 1, ''],
    [1, 2, 'next_step_time'],
    [1, 3, ''],
  ]);
  const spots = spotsOf(fresh.nodes.length, linksOf(ways));
  expect(spots).toHaveLength(4);
  expect(spots[1]!.y).toBeGreaterThan(spots[0]!.y);
  expect(new Set(spots.map((s) => `${s.x},${s.y}`)).size).toBe(4);
});
