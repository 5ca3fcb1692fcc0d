// The rule layer of red flags (product.md 4b, issue 4.2): pure, the same on desk, page and backend.
export { redFlagGroups, onCard, isRedFlagGroup, type RedFlagGroup } from './groups.ts';
export type { RedFlagHit } from './hit.ts';
export { raiseFor, leastUrgencyFor } from './raise.ts';
export { scanRedFlags, rulesVersion, scanLimit } from './scan.ts';
export { rulesReview } from './rules/index.ts';
export {
  allHits,
  everyHit,
  marksAfter,
  nameOfMark,
  scannedText,
  type Scanned,
  type Seen,
} from './scanned-text.ts';
/** What is made when it is first needed, to be made ahead in steps of some 20 to 60 ms. */
export { readySteps } from './other/languages.ts';
