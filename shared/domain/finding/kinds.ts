// What may be said of people who may be meant, before anyone is verified: kinds of things, never their values (C18, C19).

/** Whether this record is one to go on with. `merged`: it was given up for another one that could not be followed. */
export const standings = ['active', 'inactive', 'deceased', 'merged'] as const;
export type Standing = (typeof standings)[number];

/** What makes somebody a candidate. */
export const fits = [
  'number',
  'old-number',
  'birth-date',
  'name',
  'name-start',
  'former-name',
  'near-spelling',
  'sounds-alike',
] as const;
export type Fit = (typeof fits)[number];

/**
 * In what this one differs from at least one other of the list. `child` and `adult` only where both are listed; a date, an
 * address or a number is never among them. Empty in a list of several: nothing that may be looked at tells them apart.
 */
export const differences = [
  'given-name',
  'family-name',
  'language',
  'birth-date',
  'child',
  'adult',
  'number-use',
  'standing',
] as const;
export type Difference = (typeof differences)[number];
