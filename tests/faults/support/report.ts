// What every campaign says at its end, in one form, and when that counts as a failure.

export interface Findings {
  lost: number;
  doubled: number;
  reordered: number;
  stuck: number;
}
export const nothingWrong = (): Findings => ({ lost: 0, doubled: 0, reordered: 0, stuck: 0 });

export interface Outcome extends Findings {
  runs: number;
  /** Messages that were told to be saved (or acknowledged, in the storm). */
  saved: number;
  /** Faults that hit between send and acknowledgement, where that is what the campaign is for; else null. */
  hit: { faults: number; where: Record<string, number> } | null;
  /**
   * What 3/N is a bound of: `runs` that began anew each (independent), `faults` that came one after another in one house that
   * was judged once, `cuts` of a few recordings; null where the rule does not apply.
   */
  kind: 'runs' | 'faults' | 'cuts' | null;
  /** What else went wrong, a line each: any makes the campaign fail. */
  wrong: string[];
  /** Figures and remarks, a line each. */
  said: string[];
  /** Why this machine cannot run it: printed, and no failure. */
  skipped: string | null;
}
export const outcome = (runs: number): Outcome => ({
  ...nothingWrong(),
  runs,
  saved: 0,
  hit: null,
  kind: 'faults',
  wrong: [],
  said: [],
  skipped: null,
});

/** Least share of faults that must have hit between send and acknowledgement, in a campaign that is more than a sample. */
export const leastHit = 0.3;
const sample = 30;
/** Of a few runs a share says nothing: there one that hit is enough. */
const tooFew = ({ hit, runs }: Outcome): boolean =>
  hit !== null && (runs < sample ? hit.faults === 0 : hit.faults / runs < leastHit);

export const hitShare = ({ hit, runs }: Outcome): number | null =>
  hit === null ? null : runs === 0 ? 0 : hit.faults / runs;

export function failed(o: Outcome): boolean {
  if (o.skipped !== null) return false;
  return o.lost + o.doubled + o.reordered + o.stuck > 0 || o.wrong.length > 0 || o.saved === 0 || tooFew(o);
}

const boundOf = {
  runs: 'of such histories go wrong',
  faults: 'of such faults do harm, if each counts for itself: all came in one run that was judged at its end',
  cuts: 'of such cuts do harm, if each counts for itself: all were cut from a few recordings',
} as const;
/** Rule of three: what happened in none of N independent tries happens in at most 3/N of them, at 95 %. */
export function report(name: string, seed: number, o: Outcome, seconds: number): string[] {
  if (o.skipped !== null) return [`campaign=${name} seed=${seed} skipped: ${o.skipped}`];
  const share = hitShare(o);
  const none = !failed(o);
  const where = Object.entries(o.hit?.where ?? {}).map(([place, n]) => `${place} ${n}`);
  return [
    `campaign=${name} seed=${seed} runs=${o.runs} saved=${o.saved} lost=${o.lost} doubled=${o.doubled} reordered=${o.reordered} stuck=${o.stuck}`,
    ...(share === null || o.hit === null
      ? []
      : [
          `  hit between send and acknowledgement: ${o.hit.faults} of ${o.runs} (${(share * 100).toFixed(0)} %${where.length > 0 ? `: ${where.join(', ')}` : ''})${tooFew(o) ? ', too few: the campaign does not count' : ''}`,
        ]),
    ...(none && o.runs > 0 && o.kind !== null
      ? [`  bound: at most ${((3 / o.runs) * 100).toFixed(2)} % ${boundOf[o.kind]} (3/${o.runs}, at 95 %)`]
      : []),
    ...o.said.map((line) => `  ${line}`),
    ...o.wrong.map((line) => `  WRONG: ${line}`),
    `  ${failed(o) ? 'FAILED' : 'passed'} in ${seconds.toFixed(1)} s`,
  ];
}
