// A rating that is being given. It begins from the newest one that is kept, else with nothing chosen: the machine's numbers are
// never a starting point. Pure.
import type { KeptDraft } from '#shared/contract/training-shapes.ts';
import type { HumanRating } from '#shared/domain/training/records.ts';

export interface RatingDraft {
  /** By `cueIndex`. */
  cues: Readonly<Record<number, number>>;
  /** By `ruleId`. */
  items: Readonly<Record<string, boolean>>;
  /** As typed. */
  overall: string;
  criticalMet: boolean | null;
  note: string;
}

export const emptyDraft: RatingDraft = { cues: {}, items: {}, overall: '', criticalMet: null, note: '' };

export const draftFrom = (kept: HumanRating | undefined): RatingDraft =>
  kept === undefined
    ? emptyDraft
    : {
        cues: Object.fromEntries(kept.perCue.map(({ cueIndex, level }) => [cueIndex, level])),
        items: Object.fromEntries(kept.items.map(({ ruleId, met }) => [ruleId, met])),
        overall: String(kept.overall),
        criticalMet: kept.criticalMet,
        note: kept.note,
      };

export const fromKept = ({ cues, items, overall, criticalMet, note }: KeptDraft): RatingDraft => ({
  cues: Object.fromEntries(cues.map(({ cueIndex, level }) => [cueIndex, level])),
  items: Object.fromEntries(items.map(({ ruleId, met }) => [ruleId, met])),
  overall,
  criticalMet,
  note,
});
export const toKept = (draft: RatingDraft, since: string | null): KeptDraft => ({
  since,
  cues: Object.entries(draft.cues).map(([cueIndex, level]) => ({ cueIndex: Number(cueIndex), level })),
  items: Object.entries(draft.items).map(([ruleId, met]) => ({ ruleId, met })),
  overall: draft.overall,
  criticalMet: draft.criticalMet,
  note: draft.note.trim(),
});

export type Missing = 'cues' | 'overall' | 'critical';
/** A critical item of the scenario, and whether the rules say that it was missed. */
export interface CriticalItem {
  ruleId: string;
  title: string;
  missed: boolean;
}

/** What the trainer's word stands against: items that the rules missed, where all are said to be met. */
export const against = (draft: RatingDraft, critical: readonly CriticalItem[]): CriticalItem[] =>
  draft.criticalMet === true ? critical.filter((one) => one.missed) : [];

/** What is asked beside a word that stands against the rules, or that says one was missed: which, and for the first why. */
export function askedMore(draft: RatingDraft, critical: readonly CriticalItem[]): ('which' | 'note')[] {
  const contrary = against(draft, critical);
  if (draft.criticalMet === false)
    return critical.length > 0 && critical.every(({ ruleId }) => draft.items[ruleId] !== false)
      ? ['which']
      : [];
  if (contrary.length === 0) return [];
  return [
    ...(contrary.some(({ ruleId }) => draft.items[ruleId] !== true) ? (['which'] as const) : []),
    ...(draft.note.trim() === '' ? (['note'] as const) : []),
  ];
}

/** What must still be given before it can be kept, in the order of the screen. */
export function missingOf(draft: RatingDraft, cues: number): Missing[] {
  const rated = Array.from({ length: cues }, (_none, i) => draft.cues[i]).every(
    (level) => level !== undefined,
  );
  return [
    ...(rated ? [] : (['cues'] as const)),
    ...(overallOf(draft.overall) === null ? (['overall'] as const) : []),
    ...(draft.criticalMet === null ? (['critical'] as const) : []),
  ];
}

/** 0 to 100, whole; null = not that. */
export function overallOf(typed: string): number | null {
  if (!/^\d{1,3}$/.test(typed.trim())) return null;
  const value = Number(typed.trim());
  return value <= 100 ? value : null;
}

/** What is sent; null while something is missing. */
export function ratingOf(draft: RatingDraft, cues: number) {
  const overall = overallOf(draft.overall);
  if (missingOf(draft, cues).length > 0 || overall === null || draft.criticalMet === null) return null;
  return {
    perCue: Array.from({ length: cues }, (_none, cueIndex) => ({
      cueIndex,
      level: draft.cues[cueIndex] ?? 0,
    })),
    items: Object.entries(draft.items).map(([ruleId, met]) => ({ ruleId, met })),
    overall,
    criticalMet: draft.criticalMet,
    note: draft.note.trim(),
  };
}
