// What a debrief shows beside the words: marks of the time line, a trainer's levels by line, bookmarks and comments at their time,
// the trend of each skill. Pure.
import type { Bookmark, KeptRun, PracticeProgress, PracticeSkill } from '#shared/contract/practice.ts';
import { skills } from '#shared/contract/practice.ts';
import type { DebriefLine, SeriesPoint } from '#shared/domain/practice/debrief.ts';
import type { PracticeRun } from '#shared/domain/practice/run.ts';
import type { Comment, HumanRating } from '#shared/domain/training/records.ts';

/** The newest rating counts; null = no trainer has rated it. */
export const ratingOf = (ratings: readonly HumanRating[]): HumanRating | null =>
  ratings.toSorted((a, b) => b.at.localeCompare(a.at))[0] ?? null;

/** A trainer's level of each line that answers a cue, by the line's place; cues count from 0 in the order of the call. */
export function humanLevels(
  run: Pick<PracticeRun, 'lines'>,
  rating: Pick<HumanRating, 'perCue'> | null,
): ReadonlyMap<number, number> {
  const answers = run.lines.flatMap((l, i) => (l.who === 'agent' && l.cueLevel !== null ? [i] : []));
  return new Map(
    (rating?.perCue ?? []).flatMap(({ cueIndex, level }) => {
      const line = answers[cueIndex];
      return line === undefined ? [] : [[line, level] as const];
    }),
  );
}

export type Row =
  | { kind: 'line'; line: DebriefLine; at: number }
  | { kind: 'comment'; comment: Comment }
  | { kind: 'bookmark'; bookmark: Bookmark };

/** Lines in their order; after the last line of its time each comment, and each bookmark that stands at no line. */
export function rowsOf(
  transcript: readonly DebriefLine[],
  comments: readonly Comment[],
  bookmarks: readonly Bookmark[],
): Row[] {
  const times = new Set(transcript.map((l) => l.atMs));
  const others = [
    ...comments.map((comment) => ({ atMs: comment.atMs, row: { kind: 'comment', comment } as const })),
    ...bookmarks
      .filter((b) => !times.has(b.atMs))
      .map((bookmark) => ({ atMs: bookmark.atMs, row: { kind: 'bookmark', bookmark } as const })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  const out: Row[] = [];
  let next = 0;
  transcript.forEach((line, at) => {
    for (; next < others.length && (others[next]?.atMs ?? 0) < line.atMs; next += 1) push(next);
    out.push({ kind: 'line', line, at });
  });
  for (; next < others.length; next += 1) push(next);
  function push(i: number): void {
    const found = others[i];
    if (found !== undefined) out.push(found.row);
  }
  return out;
}

/** What a bookmark of this line is called. */
export const labelOf = (line: Pick<DebriefLine, 'text'>): string => line.text.trim().slice(0, 120).trim();

/** Places of the lines that have a bookmark; of several lines at one time it is the one it is called after. */
export function bookmarked(
  transcript: readonly DebriefLine[],
  bookmarks: readonly Bookmark[],
): ReadonlySet<number> {
  return new Set(
    bookmarks.flatMap((b) => {
      const then = transcript.flatMap((l, at) => (l.atMs === b.atMs ? [{ l, at }] : []));
      const found = then.find(({ l }) => labelOf(l) === b.label) ?? then[0];
      return found === undefined ? [] : [found.at];
    }),
  );
}

/** A mark under the curves. */
export interface Mark {
  atMs: number;
  kind: 'act' | 'event' | 'comment' | 'bookmark';
}
/** What was done at the desk and what happened; an act that met no rule is no mark. */
export function marksOf(
  transcript: readonly DebriefLine[],
  comments: readonly Pick<Comment, 'atMs'>[],
  bookmarks: readonly Bookmark[],
): Mark[] {
  return [
    ...transcript.flatMap((l): Mark[] =>
      l.who === 'event'
        ? [{ atMs: l.atMs, kind: 'event' }]
        : l.who === 'desk' && l.text !== ''
          ? [{ atMs: l.atMs, kind: 'act' }]
          : [],
    ),
    ...comments.map((c): Mark => ({ atMs: c.atMs, kind: 'comment' })),
    ...bookmarks.map((b): Mark => ({ atMs: b.atMs, kind: 'bookmark' })),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

/** Cues passed over: the line that should have answered, with the caller's line before it. */
export function missedCues(
  transcript: readonly DebriefLine[],
): { at: number; atMs: number; cue: string; said: string; better: string | null }[] {
  return transcript.flatMap((line, at) => {
    if (!line.missed) return [];
    const caller = transcript.slice(0, at).findLast((l) => l.who === 'caller' && l.marks.length > 0);
    const range = caller?.marks[0];
    const cue = caller === undefined || range === undefined ? '' : caller.text.slice(range.start, range.end);
    return [{ at, atMs: line.atMs, cue, said: line.text, better: line.better }];
  });
}

/** The last cue, where the call ended before anything was said to it: it is neither answered nor passed over. */
export function unansweredCue(
  transcript: readonly DebriefLine[],
): { at: number; atMs: number; cue: string } | null {
  const at = transcript.findLastIndex((l) => l.who === 'caller' && l.marks.length > 0);
  const line = transcript[at];
  const range = line?.marks[0];
  if (line === undefined || range === undefined) return null;
  if (transcript.slice(at).some((l) => l.who === 'agent')) return null;
  return { at, atMs: line.atMs, cue: line.text.slice(range.start, range.end) };
}

/** One point a second at most: of several lines at a time the last counts, as the curve is drawn. */
export const curveOf = (series: readonly SeriesPoint[]): { at: number; emotion: number; trust: number }[] => {
  const byTime = new Map(series.map((p) => [p.atMs, p]));
  return [...byTime.values()].map((p) => ({ at: p.atMs / 1000, emotion: p.emotion, trust: p.trust }));
};

export interface SkillTrend {
  skill: PracticeSkill;
  /** Percent, the oldest first; attempts that had nothing to judge are left out. */
  values: number[];
  /** Against the attempt before; null = there was none. */
  change: number | null;
}
export function skillTrends(
  attempts: PracticeProgress['attempts'],
  scenarioId: string,
  most = 8,
): SkillTrend[] {
  const own = attempts.filter((a) => a.scenarioId === scenarioId);
  return skills.map((skill) => {
    const values = own
      .flatMap((a) => {
        const share = a.skills[skill];
        return share === null || share === undefined ? [] : [Math.round(share * 100)];
      })
      .slice(-most);
    const [before, last] = values.slice(-2);
    return { skill, values, change: before === undefined || last === undefined ? null : last - before };
  });
}

/** When this scenario is worth playing again; null = not known yet. */
export const againOn = (progress: PracticeProgress | null, scenarioId: string): string | null =>
  progress?.scenarios.find((s) => s.scenarioId === scenarioId)?.dueAt ?? null;

const nothing: Pick<KeptRun, 'bookmarks' | 'comments' | 'ratings'> = {
  bookmarks: [],
  comments: [],
  ratings: [],
};
/** What is kept beside a run, empty until it was read. */
export const besides = (kept: KeptRun | undefined): typeof nothing => kept ?? nothing;
