// Every error code with its class. The sentence and the next step that a person reads stand in the message catalogue
// (`errors.<code>` and `errors.<code>.next`); a test checks that both exist for each code.

/** What kind of trouble it is; decides whether a retry can help and how the page shows it. */
export type ErrorClass = 'invalid' | 'refused' | 'offline' | 'busy' | 'interrupted' | 'damaged' | 'bug';

export const errorCodes = {
  // the bridge and the router
  'unknown-request': 'bug',
  'invalid-input': 'invalid',
  'invalid-result': 'bug',
  'too-large': 'invalid',
  'wrong-surface': 'refused',
  'wrong-role': 'refused',
  'not-signed-in': 'refused',
  'not-verified': 'refused',
  locked: 'refused',
  'vault-closed': 'refused',
  'desk-unavailable': 'busy',
  interrupted: 'interrupted',
  cancelled: 'interrupted',
  'timed-out': 'busy',
  busy: 'busy',
  unexpected: 'bug',
  'demo-only': 'refused',
  'content-damaged': 'damaged',
  // the vault
  'vault-wrong-key': 'refused',
  'vault-missing-key': 'damaged',
  'vault-newer-schema': 'refused',
  'vault-damaged': 'damaged',
  'vault-keyring-damaged': 'damaged',
  'vault-foreign': 'refused',
  'vault-plain-file': 'damaged',
  'vault-not-durable': 'damaged',
  'vault-migration-failed': 'damaged',
  'vault-exists': 'invalid',
  'weak-passphrase': 'invalid',
  'profile-in-use': 'busy',
  'disk-full': 'busy',
  'disk-error': 'damaged',
  'profile-read-only': 'refused',
  'profile-blocked': 'refused',
  'keystore-unavailable': 'refused',
  'keystore-lost': 'refused',
  'keystore-changed': 'refused',
  'keystore-silent': 'busy',
  'keystore-left-locked': 'refused',
  // things that are asked for
  'not-found': 'invalid',
  conflict: 'invalid',
  immutable: 'refused',
  incomplete: 'invalid',
  // a saved message and its dispatch
  'needs-outcome': 'refused',
  'no-attempt': 'refused',
  'outcome-words': 'invalid',
  'outcome-time': 'invalid',
  'other-account': 'refused',
  'already-accepted': 'refused',
  'being-dialled': 'busy',
  'not-higher': 'invalid',
  'already-closed': 'refused',
  // delivered accounts and schedules
  'document-refused': 'damaged',
  'document-older': 'refused',
  // backend and sync
  offline: 'offline',
  'backend-not-json': 'offline',
  'backend-refused': 'refused',
  'backend-upgrade': 'refused',
  'backend-older': 'refused',
  'backend-error': 'offline',
  'backend-not-durable': 'refused',
  'not-enrolled': 'refused',
  'enrol-code': 'invalid',
  'sync-fork': 'damaged',
  // the EHR
  'ehr-offline': 'offline',
  'ehr-not-fhir': 'offline',
  'ehr-refused': 'refused',
  'ehr-unsupported': 'refused',
  'ehr-busy': 'busy',
  'ehr-unreadable': 'damaged',
  // calls
  'no-call': 'invalid',
  'call-state': 'invalid',
  'telephony-down': 'offline',
  // the host (the desktop's surroundings)
  'host-cannot': 'refused',
  'link-refused': 'refused',
  'handle-spent': 'invalid',
  'shell-refused': 'refused',
} as const satisfies Record<string, ErrorClass>;

export type ErrorCode = keyof typeof errorCodes;
export const errorClass = (code: ErrorCode): ErrorClass => errorCodes[code];
