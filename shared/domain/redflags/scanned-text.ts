// What of a message is looked through, and the marks that it leaves: one answer for the page that shows them and the desk
// that saves them (M16, 4b). Pure. A message holds a bounded number of marks; what raises its urgency is not bounded.
import { urgencyRank, type DraftFields, type RedFlagMark } from '../messages/message.ts';
import { isCallMark } from './call-marks.ts';
import type { RedFlagHit } from './hit.ts';
import { leastUrgencyFor } from './raise.ts';
import { hitLimit, scanRedFlags } from './scan.ts';

export interface Scanned {
  verbatim: string;
  stated: string;
}
/** The caller's words, and the symptom and the reason as they were stated. */
export const scannedText = (f: Pick<DraftFields, 'verbatim' | 'symptoms' | 'underlyingWhy'>): Scanned => ({
  verbatim: f.verbatim,
  stated: [f.symptoms.what, f.symptoms.tried, f.underlyingWhy].filter((s) => s.trim() !== '').join('\n'),
});

/** Scans that a text of hits and nothing else can cost: 20 × 60 is more than 6,000 characters hold. */
const mostScans = 20;
/** Every hit of a text, also behind the many that one scan answers: what comes last may be the worst. */
export function everyHit(text: string, scan: typeof scanRedFlags = scanRedFlags): RedFlagHit[] {
  const all = new Map<string, RedFlagHit>();
  let from = 0;
  for (let n = 0; n < mostScans && from < text.length; n++) {
    const found = scan(text.slice(from));
    for (const hit of found) {
      const moved = { ...hit, start: hit.start + from, end: hit.end + from };
      all.set(`${hit.ruleId} ${moved.start}`, moved);
    }
    if (found.length < hitLimit) break;
    from = Math.max(from + 1, (found.at(-1)?.start ?? 0) + from);
  }
  return [...all.values()];
}

export interface Seen {
  verbatim: readonly RedFlagHit[];
  /** Not in the verbatim words: their marks have no place there (0 to 0). */
  stated: readonly RedFlagHit[];
}
export const allHits = ({ verbatim, stated }: Scanned, scan = everyHit): Seen => ({
  verbatim: scan(verbatim),
  stated: scan(stated),
});

/** As many as a message holds (message.ts). */
const most = 60;
/** What one mark says, wherever it stands. */
export const nameOfMark = (mark: Pick<RedFlagMark, 'ruleId' | 'words'>): string =>
  `${mark.ruleId}\n${mark.words.slice(0, 300).toLowerCase()}`;
const severity = (mark: RedFlagMark): number => urgencyRank(leastUrgencyFor(mark.group));

/**
 * The marks after a scan; the same array when nothing differs, so that nothing is drawn or kept anew. Of those before only
 * the time they were first seen and a dismissal are taken over. Too many: the most urgent stay.
 */
export function marksAfter(
  before: readonly RedFlagMark[],
  seen: Seen,
  now: { version: number; at: string },
): RedFlagMark[] {
  const known = new Map(before.map((mark) => [nameOfMark(mark), mark]));
  const of = (hit: RedFlagHit, inWords: boolean): RedFlagMark => {
    const old = known.get(nameOfMark(hit));
    return {
      ruleId: hit.ruleId,
      group: hit.group,
      words: hit.words.slice(0, 300),
      start: inWords ? hit.start : 0,
      end: inWords ? hit.end : 0,
      rulesVersion: now.version,
      seenAt: old?.seenAt ?? now.at,
      dismissed: old?.dismissed ?? null,
    };
  };
  const inWords = seen.verbatim.map((hit) => of(hit, true));
  const names = new Set(inWords.map(nameOfMark));
  const elsewhere = seen.stated.map((hit) => of(hit, false)).filter((mark) => !names.has(nameOfMark(mark)));
  // What the call brought has no place in these words: no scan of them drops it.
  const all = [...before.filter(isCallMark), ...inWords, ...elsewhere];
  const kept = new Set(
    all.length <= most ? all : all.toSorted((a, b) => severity(a) - severity(b)).slice(0, most),
  );
  const next = all.filter((mark) => kept.has(mark));
  return JSON.stringify(next) === JSON.stringify(before) ? (before as RedFlagMark[]) : next;
}
