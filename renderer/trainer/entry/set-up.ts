// What is missing before a trainer can be set up; the desk decides again. Pure.

/** As the vault's own passphrase. */
export const shortest = 12;

export type SetUpProblem =
  | { field: 'name'; what: 'needs-name' }
  | { field: 'passphrase'; what: 'short' }
  | { field: 'again'; what: 'differs' };

export function setUpProblem({
  name,
  passphrase,
  again,
}: {
  name: string;
  passphrase: string;
  again: string;
}): SetUpProblem | null {
  if (name.trim() === '') return { field: 'name', what: 'needs-name' };
  if ([...passphrase].length < shortest) return { field: 'passphrase', what: 'short' };
  return passphrase === again ? null : { field: 'again', what: 'differs' };
}
