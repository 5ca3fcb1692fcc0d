// Which causes have a page of their own, and what each page says beyond its own sentences.
import { hasText, t, type TextKey } from '../text/t.ts';

/** Whether there may be messages that nobody can see now. `no` where the vault is open elsewhere or was not reached. */
type Unsent = 'unsent' | 'no';

export const causes = {
  // the desk process could not start
  'profile-in-use': 'no',
  'profile-blocked': 'unsent',
  'profile-read-only': 'unsent',
  'disk-full': 'unsent',
  'disk-error': 'unsent',
  'content-damaged': 'unsent',
  'too-often': 'unsent',
  'desk-silent': 'unsent',
  'desk-missing': 'unsent',
  'desk-not-started': 'unsent',
  'connection-lost': 'unsent',
  unexpected: 'unsent',
  // the vault cannot be opened
  'vault-missing-key': 'unsent',
  'vault-keyring-damaged': 'unsent',
  'vault-newer-schema': 'unsent',
  'vault-damaged': 'unsent',
  'vault-foreign': 'unsent',
  'vault-plain-file': 'unsent',
  'vault-not-durable': 'unsent',
  'vault-migration-failed': 'unsent',
} as const satisfies Record<string, Unsent>;
export type Cause = keyof typeof causes;
const isCause = (code: string): code is Cause => Object.hasOwn(causes, code);

/** Names that a host or a room has for what is one of these to a person. */
const alike = new Map<string, Cause>([
  ['desk-unavailable', 'connection-lost'],
  ['timed-out', 'desk-silent'],
]);

export interface FailureWords {
  title: string;
  what: string;
  safe: string;
  /** True where messages may wait that can't be seen. */
  unsent: boolean;
  steps: string[];
}

/** The page of a code; one that nobody foresaw gets the plain page, and keeps its code in the details. */
export function wordsOf(code: string): FailureWords {
  const cause = isCause(code) ? code : alike.get(code);
  const name = cause ?? 'other';
  const steps: string[] = [];
  for (let n = 1; hasText(`failure.${name}.do.${n}`); n++)
    steps.push(t(`failure.${name}.do.${n}` as TextKey));
  return {
    title: t(`failure.${name}.title`),
    what: t(`failure.${name}.what`),
    safe: t(`failure.${name}.safe`),
    unsent: cause === undefined || causes[cause] === 'unsent',
    steps,
  };
}
