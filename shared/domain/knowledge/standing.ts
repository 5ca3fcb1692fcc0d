// What is said of a version after it was published, without new words: who checked it and until when, and that it is out of use
// (facts: verified by, until; retired articles stay readable where a note quotes them).
import { z } from 'zod';
import { type Article, articleId, type VerificationState } from './article.ts';

const name = z.string().trim().min(1).max(160);
const at = z.iso.datetime({ precision: 3 });

/** A check: the words are right until `until`, the day included. */
export const verifiedMark = z.strictObject({
  articleId,
  version: z.int().min(1).max(100_000),
  by: name,
  on: z.iso.date(),
  until: z.iso.date(),
});
export type VerifiedMark = z.infer<typeof verifiedMark>;

/** Out of use from `at` on. A higher version brings the article back. */
export const retiredMark = z.strictObject({
  articleId,
  version: z.int().min(1).max(100_000),
  by: name,
  at,
  note: z.string().trim().max(500).nullable(),
});
export type RetiredMark = z.infer<typeof retiredMark>;

/** What holds now, whichever of words and marks said it last. */
export const standing = z.strictObject({
  verifiedBy: z.string().max(160).nullable(),
  verifiedOn: z.iso.date().nullable(),
  /** Until when it is verified; null = never was. */
  until: z.iso.date().nullable(),
  retired: z.strictObject({ by: z.string().max(160), at, note: z.string().max(500).nullable() }).nullable(),
});
export type Standing = z.infer<typeof standing>;

export interface Marks {
  verified: Pick<VerifiedMark, 'by' | 'on' | 'until'> | null;
  retired: Standing['retired'];
}

/** The newer check counts: a mark that is older than the version's own review says nothing new. */
export function standingOf(
  article: Pick<Article, 'verifiedBy' | 'owner' | 'reviewedOn' | 'reviewBy'>,
  marks: Marks,
): Standing {
  const { verified, retired } = marks;
  if (verified && (article.reviewedOn === null || verified.on >= article.reviewedOn))
    return { verifiedBy: verified.by, verifiedOn: verified.on, until: verified.until, retired };
  return {
    verifiedBy: article.reviewedOn === null ? null : (article.verifiedBy ?? article.owner),
    verifiedOn: article.reviewedOn,
    until: article.reviewBy,
    retired,
  };
}

/** `today` is the calendar day where the agent sits, "2026-11-22". The review day itself still counts as in time. */
export function stateOf(is: Pick<Standing, 'until' | 'retired'>, today: string): VerificationState {
  if (is.retired !== null) return 'retired';
  if (is.until === null) return 'sample';
  return is.until < today ? 'overdue' : 'verified';
}
