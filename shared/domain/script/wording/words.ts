// Word lists of the wording rules, one of each language. A list errs on the side of refusing: a line can always be put in
// other words, a harmful one can't be taken back.

export interface Wording {
  diagnosis: RegExp;
  dosing: RegExp;
  comfort: RegExp;
  harmful: RegExp;
  /** A yes-or-no question that carries its answer. */
  leading: RegExp;
}

/** Any of these, as whole words in any script; each entry is a regular expression of its own. */
export const anyOf = (...parts: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join('|')})(?![\\p{L}])`, 'iu');
