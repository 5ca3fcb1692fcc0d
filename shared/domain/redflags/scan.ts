// The one entry point: text in, hits out. Pure; the same text gives the same hits on desk, page and backend. It says
// "look here" or nothing: an empty list is no statement about the caller.
import type { RedFlagHit } from './hit.ts';
import { englishOf, scanOther } from './other/languages.ts';
import { mixedSpans } from './mixed.ts';
import { hitOf, ruleSpans } from './rule-hits.ts';
import { withoutRequests } from './requests.ts';
import { weigh } from './weigh.ts';
import { viewOf, type View } from './view.ts';
import { vitalsDenied } from './vital-questions.ts';

export { rulesVersion } from './rules/index.ts';
/** Characters looked at; what lies behind is not scanned (the field itself holds 6,000). */
export const scanLimit = 20_000;
/** A message keeps at most so many marks. */
export const hitLimit = 60;

/** Red flags in the caller's words, in the order in which they stand. Never throws; time grows with the length only. */
export function scanRedFlags(text: string): RedFlagHit[] {
  const looked = text.length > scanLimit ? text.slice(0, scanLimit) : text;
  const english = englishOf(looked);
  const hits = viewsOf(english).flatMap(hitsIn);
  if (english !== looked)
    for (const hit of hits) hit.words = looked.slice(hit.start, hit.start + hit.words.length);
  return tidy([...scanOther(looked), ...hits, ...mixedHits(looked)]);
}

function mixedHits(text: string): RedFlagHit[] {
  const mixed = mixedSpans(text);
  return mixed?.spans.map(({ rule, span }) => hitOf(rule.id, rule.group, span, mixed.view)) ?? [];
}

/** The text as it is and, where it asks the desk for something, once more without that. */
export function viewsOf(text: string): View[] {
  const view = viewOf(text);
  if (view.tokens.length === 0) return [];
  const rest = withoutRequests(text, view);
  return rest === null ? [view] : [view, { ...viewOf(rest), text }];
}

function hitsIn(view: View): RedFlagHit[] {
  const { kept, worded } = weigh(view, ruleSpans(view));
  return [
    ...kept.map(({ rule, span }) => hitOf(rule.id, rule.group, span, view)),
    ...vitalsDenied(view).map(({ group, span }) => hitOf(`${group}.asked`, group, span, view)),
    ...worded.map(({ group, span }) => hitOf(`${group}.wording`, group, span, view)),
  ];
}

/** One hit a rule and place; the longer of two that overlap; in the order of the text. */
function tidy(hits: RedFlagHit[]): RedFlagHit[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end || (a.ruleId < b.ruleId ? -1 : 1));
  const kept: RedFlagHit[] = [];
  const reached = new Map<string, number>();
  for (const hit of hits) {
    if (hit.start < (reached.get(hit.ruleId) ?? -1)) continue;
    reached.set(hit.ruleId, hit.end);
    if (kept.length < hitLimit) kept.push(hit);
  }
  return kept;
}
