// What `npm test` leaves to `npm run e2e` and `npm test -- --all`, so that it ends within its ten minutes: stories and specs
// of which a shorter one, or a test beside the code, already shows the rule. Listed here and nowhere else, by the beginning
// of the name; each is counted as not run, and a name that no spec has is a failing test (tests/unit/long.test.ts).

/** `npm test` without `--all`. */
export const short = process.env['CARELINE_SHORT'] === '1';

export const long: readonly string[] = [
  // Every sentence is from a catalogue: a lint rule holds that too; what is cut off is looked at in `screens`.
  'in the pseudo-locale',
  // `shell-links` opens one of each kind; where each leads is held by renderer/app.
  'links of other programs',
  // The first of its file restarts with every window; the rest is electron/shell/window-state.test.ts.
  'whose screen is gone comes up',
  'whose screen is unplugged while',
  'one that was maximised is so again',
  'a damaged file means the usual place',
  // One store that opens, one that lost the key, none at all; every mood is electron/desk/session/keystore-way.test.ts.
  'of another desktop session is told',
  'that asks for re-encryption gets',
  'that says nothing keeps nobody out',
  'that is away for a while is told',
  // The rows of each cause are electron/desk/vault; three of them are led through their page.
  'something else stands in its place',
  'a newer Careline wrote it',
  'a page of it is damaged',
  'its files belong to another vault',
  'its document is gone: the shell',
  'another Careline has the profile',
  // As `lock-screen`, which stays.
  'suspend: locked at once',
  'user-did-resign-active: locked at once',
];
export const leftOut = (name: string): boolean => short && long.some((start) => name.startsWith(start));
