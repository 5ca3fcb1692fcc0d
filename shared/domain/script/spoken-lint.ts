// What a line that is said aloud may not hold (product.md 4b, facts on phrasing): too long to say in one breath, a diagnosis,
// a dose, false comfort, a leading question, words that make things worse. A word list errs on the side of refusing.
import { fieldsOf } from './fill.ts';
import { isScriptField } from './fields.ts';

export type SpokenProblem =
  | 'too-long'
  | 'diagnosis'
  | 'dosing'
  | 'false-comfort'
  | 'leading'
  | 'harmful'
  | 'unknown-field';

export const longestSpokenLine = 20;

const diagnoses =
  /\b(heart attack|stroke|sepsis|septic|meningitis|pneumonia|appendicitis|an? infection|cancer|tumou?r|covid|the flu|influenza|diabet\w+|asthma|migraine|concussion|fracture|miscarriage|pre-?eclampsia|angina|embolism|clot|panic attack|depress\w+|psychosis|dementia|allergic reaction|virus|ulcer|anaphyla\w+|hypogly\w+|overdose|withdrawal)\b/i;
const dosing =
  /\b(\d+(\.\d+)?\s?(mg|mcg|µg|ml|units?|tablets?|pills?|puffs?|drops)|(take|give)\s+(an?(?! (clinical )?message)|one|two|half|another|him|her|some|more|less|your (next|usual|evening|morning|medicine|pills?|tablets?|dose|inhaler|insulin))\b|double (the|your) dose|skip (the|your|a) dose|stop taking|keep taking|aspirin|ibuprofen|acetaminophen|paracetamol|tylenol|advil)/i;
const comfort =
  /\b(probably|sounds? (fine|okay|ok|normal)|wait and see|nothing (to worry|serious)|no need to worry|don'?t worry|do not worry|(will|going to|should) be (fine|okay|ok|alright|all right)|not an emergency|not serious|not urgent|can wait|i'?m sure (it|he|she|they|you)|i promise|guarantee\w*)\b/i;
const harmful =
  /\b(calm down|relax|know exactly how you feel|at least (you|it|he|she|they)|you should have|not my (job|fault|department)|our policy|as i (already )?said|you people)\b/i;
/** A yes-or-no question that carries its answer. Asking whether a read-back was right is the opposite: it invites a correction. */
const leading =
  /(\b(is|was|are) (it|that|this|your (name|address|birthday|date of birth|number))\b[^?]*\b(\d|january|february|march|april|may|june|july|august|september|october|november|december|mild|fine|better)[^?]*\?|\b(isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|wasn'?t|won'?t|haven'?t|hasn'?t|can'?t) (it|you|they|he|she|that|there)\b[^?]*\?|\byou (don'?t|do not|haven'?t|have not|aren'?t|are not)\b[^?]*\?|,\s*(right|correct|yes|okay|no)\?)/i;

/** Words as they are spoken; a filled field counts as two. */
export const spokenWords = (text: string): number =>
  text
    .replace(/\{[^}]*\}/g, 'x x')
    .split(/\s+/)
    .filter((w) => /[\p{L}\p{N}]/u.test(w)).length;

/** Problems of one line that is said aloud; empty = may be said. */
export function lintSpoken(text: string): SpokenProblem[] {
  const straight = text.replace(/[’‘]/g, "'");
  const out: SpokenProblem[] = [];
  if (spokenWords(text) > longestSpokenLine) out.push('too-long');
  if (diagnoses.test(straight)) out.push('diagnosis');
  if (dosing.test(straight)) out.push('dosing');
  if (comfort.test(straight)) out.push('false-comfort');
  if (leading.test(straight)) out.push('leading');
  if (harmful.test(straight)) out.push('harmful');
  if (fieldsOf(text).some((f) => !isScriptField(f))) out.push('unknown-field');
  return out;
}

/** For text that an agent reads but doesn't say: advice is out here too, length and names of groups are not. */
export const lintUnspoken = (text: string): SpokenProblem[] =>
  lintSpoken(text).filter((p) => p === 'dosing' || p === 'unknown-field');
