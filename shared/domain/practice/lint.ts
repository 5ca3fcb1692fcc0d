// Names what is wrong with a scenario's file by line, for its author: JSON, size, wrong types, markup, then the model check.
// Bounded whatever comes in: a file of 10,000 nodes or brackets is refused before anything walks it.
import { findNodeAtLocation, type Node, parseTree, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import { tooDeepAt } from '../json-depth.ts';
import { complete, type ScenarioBase } from './base.ts';
import { checkScenario } from './check.ts';
import { lintSentence } from './lint-words.ts';
import { scenarioFile } from './scenario.ts';

export interface LintLine {
  /** From 1. */
  line: number;
  code: string;
  /** What it is about: an id, or keys and places in the file. */
  where: string;
  sentence: string;
}

const longest = 16_000_000;
const deepest = 40;
const mostNodes = 400;
const mostLines = 100;

/** Empty = fit for use. Without the base of its language only what stands in the file itself is checked. */
export function lintSource(text: string, bases: readonly ScenarioBase[] = []): LintLine[] {
  if (text.length > longest) return [made(1, 'too-long', 'file')];
  const lineAt = linesOf(text);
  const deep = tooDeepAt(text, deepest);
  if (deep !== null) return [made(lineAt(deep), 'too-deep', 'file')];
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (tree === undefined || errors.length > 0)
    return errors.length === 0
      ? [made(1, 'not-json', 'file')]
      : errors.slice(0, mostLines).map((e) => made(lineAt(e.offset), 'not-json', 'file'));

  const nodes = findNodeAtLocation(tree, ['nodes']);
  if ((nodes?.children?.length ?? 0) > mostNodes)
    return [made(lineAt(nodes?.offset ?? 0), 'too-many-nodes', 'nodes')];
  const at = (path: readonly (string | number)[]): number => lineAt(placeOf(tree, path));
  const inText = textProblems(tree, lineAt);
  const read = scenarioFile.safeParse(valueOf(tree));
  if (!read.success) {
    const issues = read.error.issues.map((issue) => shaped(tree, issue, at));
    return sorted([...inText, ...issues]);
  }
  const base = bases.find((b) => b.lang === read.data.base);
  const model = base === undefined ? [] : checkScenario(complete(read.data, base));
  return sorted([...inText, ...model.map((p) => made(at(p.path), p.code, p.where))]);
}

const made = (line: number, code: string, where: string): LintLine => ({
  line,
  code,
  where: where.slice(0, 120),
  sentence: lintSentence(code, where.slice(0, 120)),
});
const sorted = (list: LintLine[]): LintLine[] => list.toSorted((a, b) => a.line - b.line).slice(0, mostLines);

/** Offsets of the lines' ends, to find a line by halving. */
function linesOf(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** The deepest place of the path that is there. */
function placeOf(tree: Node, path: readonly (string | number)[]): number {
  for (let many = path.length; many > 0; many -= 1) {
    const found = findNodeAtLocation(tree, path.slice(0, many));
    if (found !== undefined) return found.parent?.type === 'property' ? found.parent.offset : found.offset;
  }
  return tree.offset;
}

/** Tags, entities, links; control marks, and those that turn the reading direction or can't be seen. */
const markup =
  /<\/?[a-z!][^>]{0,200}|&(?:[a-z]{2,8}|#\d{1,6});|\[[^\]]{0,200}\]\([^)]{0,200}\)|javascript:|[\p{Cc}\p{Cf}]/iu;

function textProblems(tree: Node, lineAt: (offset: number) => number): LintLine[] {
  const out: LintLine[] = [];
  const walk = (node: Node, where: string): void => {
    if (out.length >= mostLines) return;
    if (node.type === 'string') {
      if (markup.test(String(node.value))) out.push(made(lineAt(node.offset), 'markup', where));
      return;
    }
    if (node.type === 'object') {
      const seen = new Set<string>();
      for (const property of node.children ?? []) {
        const [key, value] = property.children ?? [];
        const name = String(key?.value ?? '');
        if (seen.has(name)) out.push(made(lineAt(property.offset), 'key-twice', `${where}.${name}`));
        seen.add(name);
        if (markup.test(name)) out.push(made(lineAt(property.offset), 'markup', where));
        if (value !== undefined) walk(value, where === '' ? name : `${where}.${name}`);
      }
      return;
    }
    for (const [i, child] of (node.children ?? []).entries()) walk(child, `${where}[${i}]`);
  };
  walk(tree, '');
  return out;
}

/** As JSON.parse would read it; a key `__proto__` stays a key and is refused by the schema. */
function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(
    (node.children ?? []).map((p) => {
      const [key, value] = p.children ?? [];
      return [String(key?.value ?? ''), value === undefined ? null : valueOf(value)];
    }),
  );
}

function shaped(tree: Node, issue: z.core.$ZodIssue, at: (path: (string | number)[]) => number): LintLine {
  const path = issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p));
  const where = path.length === 0 ? 'file' : path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return made(at([...path, key]), 'unknown-key', path.length === 0 ? key : `${where}.${key}`);
  }
  if (path.length > 0 && findNodeAtLocation(tree, path) === undefined)
    return made(at(path), 'missing', where);
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union')
    return made(at(path), 'wrong-type', where);
  if (issue.code === 'too_big') return made(at(path), 'too-big', where);
  if (issue.code === 'too_small') return made(at(path), 'too-small', where);
  return made(at(path), 'wrong-value', where);
}
