// Which rules of a scenario earn something: what they read counts only when it is meant, not when it is denied.
import type { ReplyRule } from './vocabulary.ts';
import type { Scenario } from './scenario.ts';

/** Tags that push a cue away: where nothing is named they are 0, whatever stands beside them. */
export const pushesAway: readonly string[] = [
  'blame',
  'tone_policing',
  'reassurance',
  'minimising',
  'interrupts',
  'sarcasm',
  'shame',
  'insult',
];
/** What warm words beside it don't make good: a line with one of these calms nobody. */
export const sours: readonly string[] = [...pushesAway, 'false_promise', 'advice', 'put_on_hold'];

interface Known {
  bad: ReadonlySet<string>;
  asks: ReadonlySet<string>;
}
const known = new WeakMap<Scenario, Known>();
function knownOf(s: Scenario): Known {
  const there = known.get(s);
  if (there !== undefined) return there;
  const mustNots = [...s.critical, ...s.compliance, ...s.listening].filter((i) => i.kind === 'must-not');
  const musts = s.critical.filter((c) => c.kind === 'must');
  const made = {
    bad: new Set([...sours, ...mustNots.flatMap((i) => i.tags)]),
    asks: new Set(musts.flatMap((c) => c.tags).filter((t) => t.startsWith('ask_'))),
  };
  known.set(s, made);
  return made;
}

/** The rule's tag is worth having: a denial of it, anywhere before in the clause, takes it away. */
export const isGood = (s: Scenario, rule: ReplyRule): boolean =>
  !knownOf(s).bad.has(rule.tag) && rule.trust >= 0;

/** Tags that are held against a line. */
export const badTags = (s: Scenario): ReadonlySet<string> => knownOf(s).bad;

/** A feeling and its kind are one thing said. */
export const tagNames = (tags: readonly string[]): string[] => tags.filter((t) => !t.startsWith('feeling_'));

/** Tags of critical items that only a question to the caller gives. */
export const mustAsk = (s: Scenario): ReadonlySet<string> => knownOf(s).asks;
