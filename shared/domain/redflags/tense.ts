// Is a symptom told as happening, as past, or only named? Looks at the words as typed, because stems have no tense.
import type { Span } from './phrases.ts';
import type { Token } from './tokens.ts';

const happening = new Set(
  (
    'is are am has have having hurts hurting feels feel feeling keeps cant wont started starting starts just looks look seems getting gets ' +
    'cannot not can will aches burns tells says wants going gonna shaking vomiting throwing seizing drooping slurring ' +
    'gasping choking struggling killing turning screaming talking acting pouring gushing doesnt isnt'
  ).split(' '),
);
const past = new Set([
  'had',
  'was',
  'were',
  'did',
  'used',
  'fell',
  'got',
  'been',
  'took',
  'broke',
  'went',
  'ended',
]);
const back = 2;

/** Said as going on: a verb in the present within the words or right before them. */
export function isHappening(tokens: readonly Token[], span: Span): boolean {
  for (let i = Math.max(0, span.start - back); i < span.end; i += 1) {
    const t = tokens[i]!;
    if (i > span.start - back && t.gap >= 2 && i <= span.start) continue;
    if (happening.has(t.raw)) return true;
  }
  return false;
}

const present = new Set([
  'is',
  'are',
  'am',
  'has',
  'hurts',
  'hurting',
  'killing',
  'cant',
  'wont',
  'keeps',
  'feels',
  'getting',
  'still',
  'again',
  'now',
]);
/** A present verb within the words themselves: stronger than `isHappening`. */
export function isNow(tokens: readonly Token[], span: Span): boolean {
  for (let i = span.start; i < span.end; i += 1) if (present.has(tokens[i]!.raw)) return true;
  return false;
}

/** Said as past. */
export function isPast(tokens: readonly Token[], span: Span): boolean {
  for (let i = Math.max(0, span.start - 3); i < span.end; i += 1) if (past.has(tokens[i]!.raw)) return true;
  return false;
}
