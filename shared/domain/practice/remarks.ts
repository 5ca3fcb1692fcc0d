// What a call shows that no item of its scenario asks for: asked again, the wrong party brought in, a time that isn't the
// practice's. Each remark costs what it is of.
import { at, type Evidence } from './evidence.ts';
import type { Found } from './deadline.ts';
import type { Scenario } from './scenario.ts';

/** Tags that the run itself gives, beside those of the scenario's rules. */
export const askedAgain = 'asked_again';
export const wrongParty = 'wrong_party';
export const needlessEmergency = 'needless_emergency';
const timeTag = 'next_step_time';

const cost = { X1: 2, X3: 2, X4: 3 } as const;
const most = 3;

export function remarks(
  scenario: Scenario,
  category: 'listening' | 'compliance',
  done: readonly Found[],
): Evidence[] {
  const rows = (ruleId: keyof typeof cost, tag: string): Evidence[] =>
    done
      .filter((x) => x.said.tags.includes(tag))
      .slice(0, most)
      .map((x) => ({
        ruleId,
        title: scenario.remarks[ruleId],
        points: 0,
        of: cost[ruleId],
        ...at(x),
        words: [],
        why: null,
      }));
  return category === 'listening'
    ? rows('X1', askedAgain)
    : [...rows('X3', wrongParty), ...rows('X4', needlessEmergency)];
}

/** A time was given, but only one that isn't the practice's: the line, and the sentence that says which is. */
export function otherTime(
  scenario: Scenario,
  item: { tags: readonly string[] },
  done: readonly Found[],
): { title: string; found: Found } | null {
  const ours = scenario.facts.find((f) => f.ours === true);
  if (ours === undefined || !item.tags.includes(timeTag)) return null;
  const given = done.filter((x) => x.said.tags.includes(timeTag));
  const found = given[0];
  if (found === undefined || given.some((x) => !x.said.factsWrong.includes(ours.id))) return null;
  return { title: `${scenario.remarks.X5} (${ours.title})`, found };
}
