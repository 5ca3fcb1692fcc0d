// What is offered before anything is typed, and why: the call's reason, the step of the script, and what the notes say, each a list in
// its own order, put together by rank (row 52). Pure: who looked what up is the desk's.

export const whyKinds = ['reason', 'step', 'notes', 'closed', 'account', 'pinned'] as const;
export type WhyKind = (typeof whyKinds)[number];
export interface Why {
  kind: WhyKind;
  words: string[];
}
/** One list of articles, best first, that speaks for them for one reason. */
export interface Voice {
  kind: WhyKind;
  found: readonly { id: string; words: readonly string[] }[];
}

const everyCall = new Set(
  `a about after again all also am an and any are as ask asks asked at back be because been but by call called caller calling calls
  can come comes could day did do does for from get gets go goes got had has have he her him his how i if in is it just like me
  more my name need needs new no not now number of on one or our out please pt said say says she so take tell than that the their them
  then there they this time to today told up us want wants was we were what when where which who why will with would yes you your`
    .split(/\s+/)
    .filter(Boolean),
);
/** Not a word that the notes of every call hold: what only such words speak for is chance. Lower case. */
export const saysSomething = (word: string): boolean => word.length > 1 && !everyCall.has(word);

/**
 * Of what a search found by many words (best first), what holds at least half as many of them as the best, and what alone is
 * named after one of them: notes speak of several matters, a ride besides a referral. What holds only some of the words of one
 * before it says nothing more than that one, and comes last. `named`: those of the words that stand in its title.
 */
export function relevant<F extends { words: readonly string[]; named: readonly string[] }>(
  found: readonly F[],
): F[] {
  const most = Math.max(1, ...found.map(({ words }) => words.length));
  const kept: F[] = [];
  const less: F[] = [];
  for (const each of found) {
    const { words, named } = each;
    const isLess = kept.some((k) => k.words.length > words.length && words.every((w) => k.words.includes(w)));
    const isOnly = named.some((word) => kept.every((k) => !k.words.includes(word)));
    if (words.length * 2 >= most || isOnly) (isLess ? less : kept).push(each);
  }
  return [...kept, ...less];
}

/**
 * The notes say most about this very call, then the step that is being read, then the reason that all calls of its kind share. What
 * colleagues pinned and whose article it is only break ties. What the reason offers first is never passed because of words: a
 * person chose it, and looks for it where it stood.
 */
const weights: Readonly<Record<WhyKind, number>> = {
  notes: 1.3,
  step: 1.1,
  reason: 1,
  // With the account's own part still behind what the reason offers first.
  closed: 0.89,
  pinned: 0.15,
  account: 0.1,
};
/** Reciprocal ranks: the first of a list counts a little more than the second. */
const flat = 6;
const mostWords = 8;

/** Ids, best first, each with its reasons, strongest first. An article that only an account or a pin speaks for is not offered. */
export function rankSuggestions(voices: readonly Voice[], limit: number): { id: string; why: Why[] }[] {
  const by = new Map<string, { score: number; why: { part: number; why: Why }[] }>();
  for (const { kind, found } of voices)
    found.forEach(({ id, words }, rank) => {
      const part = (weights[kind] * flat) / (flat + rank);
      const at = by.get(id) ?? { score: 0, why: [] };
      at.score += part;
      at.why.push({ part, why: { kind, words: [...new Set(words)].slice(0, mostWords) } });
      by.set(id, at);
    });
  const first = voices.find(({ kind }) => kind === 'reason')?.found[0]?.id;
  return [...by]
    .filter(([, { why }]) => why.some(({ why: { kind } }) => kind !== 'account' && kind !== 'pinned'))
    .toSorted(
      ([a, x], [b, y]) => Number(b === first) - Number(a === first) || y.score - x.score || (a < b ? -1 : 1),
    )
    .slice(0, limit)
    .map(([id, { why }]) => ({
      id,
      why: why.toSorted((a, b) => b.part - a.part).map((each) => each.why),
    }));
}
