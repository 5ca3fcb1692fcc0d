// Which rules a search shows, and which changes were taken back. Pure.
import type { CorrectionsOf } from '#shared/contract/training-shapes.ts';
import type { Correction } from '#shared/domain/training/records.ts';

type Rule = CorrectionsOf['rules'][number];

/** Changed ones first; then as they stand. A search looks into titles, ids and phrases. */
export function rulesFound(rules: readonly Rule[], search: string): Rule[] {
  const wanted = search.trim().toLowerCase();
  const found =
    wanted === ''
      ? [...rules]
      : rules.filter((rule) =>
          [rule.ruleId, rule.title, ...rule.any].some((text) => text.toLowerCase().includes(wanted)),
        );
  const changed = (rule: Rule): number => (rule.added.length + rule.removed.length > 0 ? 0 : 1);
  return found.toSorted((a, b) => changed(a) - changed(b));
}

export const undone = (history: readonly Correction[], version: number): boolean =>
  history.some((one) => one.undoes === version);
