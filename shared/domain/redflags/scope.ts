// What the words stand under: said or denied, now or long ago, of this patient or somebody else, in earnest or as a
// figure of speech. After the published NegEx and ConText methods (cue words that reach forward to the end of a clause),
// written anew for callers' words. Nothing here finds a symptom; it only says which words don't count.
import { stems } from './stem.ts';
import { admin, hypothetical, idioms, old, otherPeople, pets } from './cues.ts';
import { gapOf, type Token } from './tokens.ts';
import type { Spans } from './phrases.ts';

export interface Scope {
  /** Denied, asked and answered no, or asked without an answer. */
  negated: Uint8Array;
  /** The denying words themselves. */
  denial: Uint8Array;
  /** Part of an idiom. */
  idiom: Uint8Array;
  /** "if he gets", "signs of", "risk of": not said to be there. */
  hypothetical: Uint8Array;
  /** Clause number of each word. */
  clause: Uint32Array;
  sentence: Uint32Array;
  /** Told of an animal, of family history, of the television. */
  other: Uint8Array;
  oldClauses: ReadonlySet<number>;
  adminClauses: ReadonlySet<number>;
  nowClauses: ReadonlySet<number>;
  adminSentences: ReadonlySet<number>;
  /** Sentences that say it is over ("all fine now", "they cleared him"). */
  resolvedSentences: ReadonlySet<number>;
}

const subjects = stems('i he she they we it my his her their our im the there'.split(' '));
const breakers = stems([
  'also',
  'anyway',
  'anyways',
  'oh',
  'meanwhile',
  'but',
  'however',
  'although',
  'though',
  'because',
  'except',
  'yet',
  'whereas',
  'btw',
  'plus',
  'since_',
]);
const afterAnd = stems([
  ...subjects,
  'now',
  'today',
  'tonight',
  'want',
  'need',
  'ask',
  'wonder',
  'just',
  'then',
  'this',
  'that',
  'suddenly',
  'wants',
]);

export function scopeOf(tokens: readonly Token[], found: Spans): Scope {
  const size = tokens.length;
  const scope: Scope = {
    negated: new Uint8Array(size),
    denial: new Uint8Array(size),
    idiom: new Uint8Array(size),
    hypothetical: new Uint8Array(size),
    other: new Uint8Array(size),
    clause: new Uint32Array(size),
    sentence: new Uint32Array(size),
    oldClauses: new Set(),
    adminClauses: new Set(),
    nowClauses: new Set(),
    adminSentences: new Set(),
    resolvedSentences: new Set(),
  };
  cutClauses(tokens, scope);
  mark(found, idioms, scope.idiom);
  markHypothetical(tokens, found, scope);
  markOther(tokens, found, scope);
  const clausesOf = (name: string): Set<number> =>
    new Set((found.get(name) ?? []).map((s) => scope.clause[s.start] ?? 0));
  return {
    ...scope,
    oldClauses: clausesOf(old),
    adminClauses: clausesOf(admin),
    nowClauses: clausesOf('NOW'),
    resolvedSentences: new Set((found.get('RESOLVED') ?? []).map((s) => scope.sentence[s.start] ?? 0)),
    adminSentences: new Set((found.get(admin) ?? []).map((s) => scope.sentence[s.start] ?? 0)),
  };
}

const affirmed = stems(['yes', 'yeah', 'yep', 'yup', 'yea']);

function cutClauses(tokens: readonly Token[], scope: Scope): void {
  let clause = 0;
  let sentence = 0;
  for (const [i, t] of tokens.entries()) {
    // "Confused? Yes, since this morning" is one statement.
    if (t.gap >= gapOf.sentence && !(t.gap === gapOf.question && affirmed.has(t.w))) sentence += 1;
    const before = tokens[i - 1]?.w;
    const cut =
      t.gap >= gapOf.clause ||
      breakers.has(t.w) ||
      (t.gap === gapOf.comma && (afterAnd.has(t.w) || t.w === 'no' || t.w === 'not' || t.w === 'only')) ||
      ((before === 'and' || before === 'so' || before === 'then') && afterAnd.has(t.w)) ||
      (t.w === 'now' &&
        before !== 'right' &&
        before !== 'just' &&
        before !== 'for' &&
        i > 0 &&
        before !== 'until');
    if (cut && i > 0) clause += 1;
    scope.clause[i] = clause;
    scope.sentence[i] = sentence;
  }
}

function mark(found: Spans, name: string, into: Uint8Array): void {
  for (const s of found.get(name) ?? []) for (const u of s.used) into[u] = 1;
}

/** "signs of …" reaches to the end of its clause. */
function markHypothetical(tokens: readonly Token[], found: Spans, scope: Scope): void {
  for (const s of found.get('HYPO_CLAUSE') ?? []) {
    const clause = scope.clause[s.start];
    for (let i = Math.max(0, s.start - 12); i < tokens.length && i < s.end + 12; i += 1)
      if (scope.clause[i] === clause) scope.hypothetical[i] = 1;
  }
  for (const s of found.get(hypothetical) ?? []) {
    if (scope.idiom[s.start] || (found.get('HYPO_NOT') ?? []).some((n) => s.start < n.end && n.start < s.end))
      continue;
    const clause = scope.clause[s.end - 1];
    for (let i = s.start; i < tokens.length && i < s.end + 12; i += 1) {
      if (i >= s.end && scope.clause[i] !== clause) break;
      scope.hypothetical[i] = 1;
    }
  }
}

function markOther(tokens: readonly Token[], found: Spans, scope: Scope): void {
  for (const s of found.get(otherPeople) ?? []) {
    const clause = scope.clause[s.start];
    for (let i = 0; i < tokens.length; i += 1) if (scope.clause[i] === clause) scope.other[i] = 1;
  }
  for (const s of found.get(pets) ?? []) {
    const sentence = scope.sentence[s.start];
    if ((found.get('PET_NOT') ?? []).some((n) => n.start <= s.start && s.start < n.end)) continue;
    for (let i = s.start; i < tokens.length && scope.sentence[i] === sentence; i += 1) {
      const t = tokens[i]!;
      if (i > s.end && (t.w === 'i' || t.w === 'me' || (t.w === 'my' && tokens[i + 1]?.w !== 'dog'))) break;
      scope.other[i] = 1;
    }
  }
}

/** Words of a negative that a symptom phrase itself has used ("cannot breathe", "won't stop") deny nothing. */
export function absorbed(
  found: Spans,
  harmless: string,
  absorbing: ReadonlySet<string>,
  size: number,
): Uint8Array {
  const used = new Uint8Array(size);
  for (const [name, spans] of found) {
    if (name !== harmless && !absorbing.has(name)) continue;
    for (const s of spans) for (const u of s.used) used[u] = 1;
  }
  return used;
}
