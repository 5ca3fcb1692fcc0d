// What keeps the desk from opening, and the page that says so (tests/e2e/failures). Each cause stands for itself.
import type { Mutation } from './mutations.ts';

const vault = 'electron/desk/vault/vault.ts';
const inspect = 'electron/desk/vault/inspect.ts';
const keyring = 'electron/desk/vault/keyring.ts';
const disk = 'electron/desk/vault/disk.ts';
const scheme = 'electron/shell/scheme.ts';

const cause = (
  name: string,
  removes: string,
  piece: string,
  file: string,
  from: string,
  to: string,
): Mutation => ({
  name,
  removes,
  edits: [{ file, from, to }],
  caughtBy: [`failures › ${piece}`],
  only: piece,
});

export const failureRows: readonly Mutation[] = [
  cause(
    'missing-key-is-a-first-run',
    'a vault without its key looks like a fresh start',
    'its keyring is gone',
    vault,
    "databasesExist(paths) ? 'vault-missing-key' : 'absent'",
    "databasesExist(paths) ? 'absent' : 'absent'",
  ),
  cause(
    'damaged-keyring-is-none',
    'a keyring that can’t be read counts as none',
    'its keyring is damaged',
    keyring,
    "throw new FailureError(fail('vault-keyring-damaged', 'not JSON'));",
    'return null;',
  ),
  {
    name: 'blocked-folder-not-seen',
    removes: 'a file where the vault’s folder belongs is told as a disk’s error',
    edits: [
      { file: vault, from: '    if (blocked) return blocked.code;\n', to: '' },
      { file: disk, from: "['ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP']", to: "['EEXIST', 'EISDIR', 'ELOOP']" },
    ],
    caughtBy: ['failures › something else stands in its place'],
    only: 'something else stands in its place',
  },
  cause(
    'newer-vault-opened',
    'an old program opens the vault of a newer one',
    'a newer Careline wrote it',
    inspect,
    "  if (version > newest) throw new FailureError(fail('vault-newer-schema', `${version} > ${newest}`));\n",
    '',
  ),
  cause(
    'damaged-page-not-seen',
    'a damaged page is found only when it is read',
    'a page of it is damaged',
    inspect,
    '  if (report.bad.length > 0) {',
    '  if (report.bad.length > 3) {',
  ),
  cause(
    'plain-file-not-told',
    'a file that nobody encrypted is told as damaged',
    'nobody encrypted it',
    inspect,
    "  if (isPlainFile(path)) throw new FailureError(fail('vault-plain-file'));\n",
    '',
  ),
  cause(
    'foreign-file-is-damage',
    'files of another vault are told as damaged',
    'its files belong to another vault',
    inspect,
    'known.good > 0',
    'known.good >= 0',
  ),
  cause(
    'emergency-key-at-the-desk-only',
    'F9 opens the emergency card at an open desk only',
    'the page fits, can be read by everybody',
    'renderer/app/keys.ts',
    "row('emergency', 'F9', 'Ctrl+Cmd+9', 'call', 'any')",
    "row('emergency', 'F9', 'Ctrl+Cmd+9', 'call', 'desk')",
  ),
  cause(
    'wrong-passphrase-is-a-failure',
    'a wrong passphrase ends in a page that says the vault is broken',
    'a wrong passphrase is a word',
    'electron/desk/session/session.ts',
    "  'vault-wrong-key',\n  'weak-passphrase',",
    "  'weak-passphrase',",
  ),
  cause(
    'system-errors-not-told-apart',
    'something in the folder’s place is told as a disk’s error',
    'a file where its folder belongs',
    disk,
    "  if (['ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP'].includes(code)) return fail('profile-blocked', code);\n",
    '',
  ),
  cause(
    'profile-lock-not-told',
    'a profile that another Careline has is told as a busy disk',
    'another Careline has the profile',
    'electron/desk/vault/profile-lock.ts',
    "    if (failure?.code === 'busy') return fail('profile-in-use');\n",
    '',
  ),
  cause(
    'missing-program-not-seen',
    'a desk whose program is gone is started again and again',
    'its program is gone',
    'electron/shell/desks.ts',
    '        if (!existsSync(program)) throw new DeskMissing();\n',
    '        void [existsSync, DeskMissing];\n',
  ),
  cause(
    'restarts-without-end',
    'a desk that keeps ending is started for ever',
    'it keeps ending',
    'electron/host/restart.ts',
    "  if (counting.length >= restartLimit) return { start: false, recent: counting, why: 'too-often' };\n",
    '',
  ),
  cause(
    'full-disk-not-told',
    'a full disk is told as a disk’s error',
    'the disk is full when the vault is opened',
    disk,
    "['ENOSPC', 'EDQUOT', 'EFBIG']",
    "['EDQUOT', 'EFBIG']",
  ),
  cause(
    'quit-does-nothing',
    'Quit on a failure page does nothing',
    'has a way out',
    'electron/shell/ports.ts',
    "if (trusted(event) && windows.surfaceOf(event.sender) === 'main') app.quit();",
    'void trusted(event);',
  ),
  {
    name: 'missing-document-not-told',
    removes: 'without its document the window stays empty',
    edits: [
      {
        file: scheme,
        from: "    if (asset.html) return page(lastPage('files', served.version, nonce), nonce);\n",
        to: '',
      },
      { file: scheme, from: '    served.missing();\n', to: '' },
    ],
    caughtBy: ['failures › its document is gone'],
    only: 'its document is gone',
  },
  cause(
    'empty-window-not-noticed',
    'a page that draws nothing is not noticed',
    'its script is gone',
    scheme,
    '    served.missing();\n',
    '',
  ),
];
