// What the rule tables see in one text: the places where a rule's words stand and count.
import { compiled, type ReadyRule } from './compile.ts';
import { onCard, type RedFlagGroup } from './groups.ts';
import type { RedFlagHit } from './hit.ts';
import type { Span } from './phrases.ts';
import type { Scope } from './scope.ts';
import { isHappening, isNow, isPast } from './tense.ts';
import type { View } from './view.ts';

const wordsKept = 300;

export interface RuleSpan {
  rule: ReadyRule;
  span: Span;
}
export const ruleSpans = (view: View): RuleSpan[] =>
  compiled().readyRules.flatMap((rule) => evidence(rule, view).map((span) => ({ rule, span })));

/** A hit on the words of `[span.start, span.end)`. */
export function hitOf(
  ruleId: string,
  group: RedFlagGroup,
  span: Pick<Span, 'start' | 'end'>,
  view: View,
): RedFlagHit {
  const { tokens, text } = view;
  const start = tokens[span.start]!.start;
  const end = tokens[span.end - 1]!.end;
  return {
    ruleId,
    group,
    start,
    end,
    words: text.slice(start, Math.min(end, start + wordsKept)),
    action: onCard[group].action,
  };
}

/** Places where the rule's words stand and count. */
function evidence(rule: ReadyRule, view: View): Span[] {
  if (rule.given && !given(rule.given, view)) return [];
  const spans = rule.near ? together(rule.near, rule.within ?? 0, view) : (view.found.get(rule.id) ?? []);
  return spans.filter((span) => counts(rule, span, view));
}

function given(names: readonly string[], view: View): boolean {
  return names.some((name) =>
    (view.found.get(name) ?? []).some(
      (s) =>
        s.used.every((u) => !view.scope.negated[u] && !view.scope.idiom[u]) && !view.scope.other[s.start],
    ),
  );
}

/** Pairs of concepts within reach of each other in one sentence. */
function together(names: readonly string[], within: number, { found, scope, tokens }: View): Span[] {
  const [first, second] = names;
  const a = found.get(first ?? '') ?? [];
  if (second === undefined) return [...a];
  const b = found.get(second) ?? [];
  const pairs: Span[] = [];
  let from = 0;
  for (const x of a) {
    while (from < b.length && b[from]!.end + within < x.start) from += 1;
    let best: Span | null = null;
    for (let k = from; k < b.length && k < from + 40; k += 1) {
      const y = b[k]!;
      if (y.start > x.end + within) break;
      const start = Math.min(x.start, y.start);
      const end = Math.max(x.end, y.end);
      const between = Math.max(x.start, y.start) - Math.min(x.end, y.end);
      if (
        between > within ||
        overlaps(x, y) ||
        (scope.sentence[start] !== scope.sentence[end - 1] && tokens.length > 0)
      )
        continue;
      if (!best || end - start < best.end - best.start) best = { start, end, used: [...x.used, ...y.used] };
    }
    if (best) pairs.push(best);
  }
  return pairs;
}

const overlaps = (x: Span, y: Span): boolean => x.start < y.end && y.start < x.end;

function counts(rule: ReadyRule, span: Span, { found, scope, tokens }: View): boolean {
  if (span.used.some((u) => scope.idiom[u])) return false;
  if (scope.other[span.start]) return false;
  const clause = scope.clause[span.start] ?? 0;
  const last = scope.clause[span.end - 1] ?? clause;
  if (
    rule.unlessName &&
    (found.get(rule.unlessName) ?? []).some((s) => inClause(scope, s.start, clause, last))
  )
    return false;
  // A negative among the rule's own words belongs to the symptom ("not feeding"); what follows it isn't denied.
  const ownDenial = span.used.find((u) => scope.denial[u]) ?? Number.POSITIVE_INFINITY;
  if (span.used.some((u) => scope.negated[u] && u <= ownDenial)) return false;
  for (let i = span.start + 1; i < span.end; i += 1)
    if (scope.denial[i] && !span.used.includes(i)) return false;
  const now = scope.nowClauses.has(clause) || scope.nowClauses.has(last);
  const happening = isHappening(tokens, span);
  if (scope.oldClauses.has(clause) && !now && !happening) return false;
  if (scope.hypothetical[span.start] && !(rule.group === 'mental_health' && rule.how === 'insist'))
    return false;
  if (rule.group === 'something_wrong' && adminIn(scope, scope.sentence[span.start] ?? 0)) {
    // "Called three times about the bill": insisting on paperwork isn't insisting on a person.
    return rule.how !== 'insist' && !adminHere(scope, clause, last) && happening;
  }
  if (now) return true;
  if (over(rule, scope, scope.sentence[span.start] ?? 0) && !isNow(tokens, span)) return false;
  if (adminHere(scope, clause, last))
    return rule.how === 'insist' || isNow(tokens, span) || (rule.how !== 'mention' && happening);
  // Another clause of the same sentence is about paperwork: what is only named there doesn't count, and what is told as
  // past only where 4b counts it "even if gone now".
  if (adminIn(scope, scope.sentence[span.start] ?? 0)) {
    const past = isPast(tokens, span);
    return happening || (past ? stays.has(rule.group) : rule.how !== 'mention');
  }
  return true;
}

/** What 4b counts "even if gone now", or that being fine again says nothing about. */
const stays: ReadonlySet<string> = new Set([
  'stroke',
  'consciousness',
  'poison',
  'mental_health',
  'abuse_violence',
  'allergy',
  'chest',
  'injury',
]);
/** Told as over, in a sentence that asks for something at the desk. */
const over = (rule: ReadyRule, scope: Scope, sentence: number): boolean =>
  !stays.has(rule.group) && scope.resolvedSentences.has(sentence) && adminIn(scope, sentence);

const adminHere = (scope: Scope, from: number, to: number): boolean =>
  scope.adminClauses.has(from) || scope.adminClauses.has(to);
const adminIn = (scope: Scope, sentence: number): boolean => scope.adminSentences.has(sentence);

const inClause = (scope: Scope, at: number, from: number, to: number): boolean => {
  const clause = scope.clause[at] ?? 0;
  return clause >= from && clause <= to;
};
