// Which causes have a page of their own, and what each page says beyond its own sentences.
import { hasText, t, type TextKey } from '../text/t.ts';

/**
 * Whether there may be messages that nobody can see now, and what is known of them: they are sent `later`, once the desk
 * opens; it is in `doubt` whether they come back; `no`: the vault is open elsewhere; `handed`: they are
 * sent before the keys are destroyed; `file`: the backend would not take them, and they lie in a file beside; `waits`: they are
 * here until the desk is started with its backend's address.
 */
type Unsent = 'later' | 'doubt' | 'no' | 'handed' | 'file' | 'waits';

export const causes = {
  // the desk process could not start
  'profile-in-use': 'no',
  'profile-blocked': 'doubt',
  'profile-read-only': 'later',
  'disk-full': 'later',
  'disk-error': 'doubt',
  'content-damaged': 'later',
  'too-often': 'later',
  'desk-silent': 'later',
  'desk-missing': 'later',
  'desk-not-started': 'later',
  'connection-lost': 'later',
  unexpected: 'later',
  // the vault cannot be opened
  'vault-missing-key': 'doubt',
  'vault-keyring-damaged': 'doubt',
  'vault-keyring-older': 'doubt',
  'vault-newer-schema': 'later',
  'vault-damaged': 'doubt',
  'vault-foreign': 'doubt',
  'vault-plain-file': 'doubt',
  'vault-not-durable': 'later',
  'vault-migration-failed': 'later',
  // the organisation took this computer's keys away
  'device-revoked': 'handed',
  'device-revoked-rest': 'file',
  'device-revoked-waits': 'waits',
} as const satisfies Record<string, Unsent>;
export type Cause = keyof typeof causes;
const isCause = (code: string): code is Cause => Object.hasOwn(causes, code);

/** This program can't open it however often it tries: another version has to. */
const needsOther: ReadonlySet<string> = new Set<Cause>(['vault-newer-schema', 'vault-migration-failed']);

/** Names that a host or a room has for what is one of these to a person. */
const alike = new Map<string, Cause>([
  ['desk-unavailable', 'connection-lost'],
  ['timed-out', 'desk-silent'],
]);

export interface FailureWords {
  title: string;
  what: string;
  safe: string;
  /** Where messages may wait that can't be seen. */
  unsent: string | null;
  steps: string[];
  /** What an agent works with until the desk opens. */
  meanwhile: string;
  /** For whoever mends it; in their own words, and last. */
  it: string | null;
  /** Looking again may be enough. */
  again: boolean;
}

/** The page of a code; one that nobody foresaw gets the plain page, and keeps its code in the details. */
export function wordsOf(code: string): FailureWords {
  const cause = isCause(code) ? code : alike.get(code);
  const name = cause ?? 'other';
  const steps: string[] = [];
  for (let n = 1; hasText(`failure.${name}.do.${n}`); n++)
    steps.push(t(`failure.${name}.do.${n}` as TextKey));
  const may: Unsent = cause === undefined ? 'later' : causes[cause];
  const own = (part: 'it' | 'meanwhile'): string | null =>
    hasText(`failure.${name}.${part}`) ? t(`failure.${name}.${part}` as TextKey) : null;
  return {
    title: t(`failure.${name}.title`),
    what: t(`failure.${name}.what`),
    safe: t(`failure.${name}.safe`),
    unsent: may === 'no' ? null : t(`failure.unsent.${may}`),
    steps,
    meanwhile: own('meanwhile') ?? t('failure.meanwhile.what'),
    it: own('it'),
    again: !needsOther.has(name),
  };
}
