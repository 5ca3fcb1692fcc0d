// What one further language brings to the red-flag scan: tables of words only. The engine (patterns.ts, guards.ts, find.ts)
// is the same for all. **Draft, not reviewed by a clinician.**
//
// Phrases are parted by `;` or by line ends. In a phrase, words stand in order, written as `fold` leaves them or plainly (the
// engine folds them too: lower case, no accents):
//   a|b      one of these words       word*    a word that begins so (3 letters or more)
//   @NAME    a concept                _3       up to three words of any kind, no negator, no end of sentence
//   word?    may be missing           #        a number;  #38-43  a number from 38 to 43
//   x & y    both (or more: x & y & z), in any order, within 12 words;  with one `&&` in it within 40 words. The words may
//            stand in two sentences
// Between two words `fillers` may stand besides. A phrase of a rule that begins with `!` counts although the sentence tells of
// the past, of "what if" or of a lesson; negators and figures of speech stop it still.
import type { RedFlagGroup } from '../groups.ts';

export interface LanguageTable {
  /** Two letters; rule ids begin with it. */
  lang: string;
  /** Makes one word of spellings that callers mix up; gets lower case without accents. */
  fold: (word: string) => string;
  /** Cuts a folded word down to what its forms share; for the learned weights only. */
  stem: (word: string) => string;
  /** Whole words written otherwise (chat spelling, clipped words): `q` → `que`. May give several words. */
  spellings: Readonly<Record<string, string>>;
  numbers: Readonly<Record<string, number>>;
  /** Word between tens and ones ("treinta y ocho"); absent where there is none. Sums are made, products are not. */
  numberJoiner?: string;
  fillers: string;
  /** In order: a concept may use those before it. */
  concepts: Readonly<Record<string, string>>;
  rules: Readonly<Partial<Record<RedFlagGroup, string>>>;
  /** Commonest small words: two of them, and more of them than English ones, make a text one of this language. */
  small: string;
  /** Signs of life that are asked for, as written without accents; no question that names one of `unless`. */
  signs: { of: Readonly<Partial<Record<RedFlagGroup, string>>>; unless: string };
  guards: {
    negators: string;
    /** Phrases in which a negator negates nothing ("no sé", "no para de"). */
    notNegating: string;
    /** Words at which what a negator covers ends. */
    endNegation: string;
    /** How many words a negator covers. */
    negationReach: number;
    /** Words that close an answer after the symptom: "dolor de pecho no [tengo]". */
    answers: string;
    /** Their sentence is about former times, unless `now` stands in it. */
    past: string;
    now: string;
    /** From there to the end of the sentence it is "what if". */
    hypothetical: string;
    /** Their sentence tells of lessons, films, forms, other people's history. */
    elsewhere: string;
    /** What ended well: hits of the sentence count only in groups that count even when over. */
    over: string;
    /** After "and" or a comma, one of these within two words begins what the caller tells of the patient: what was said of
     * former times and of others ends there. */
    ownPart: { after: string; begins: string };
    /** Figures of speech: their words count for nothing else. */
    idioms: string;
  };
}
