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
  // One store that opens stays; every mood, and a lock that nothing was open at, are electron/desk/session (keystore-way,
  // lock-holds).
  'opens nothing once the system has locked',
  'that has lost the key is told',
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
  'it keeps ending: no endless restarts',
  // When it is asked, once, and what follows each answer: electron/shell/page-health; killed pages that come back stay.
  'a page that keeps ending: asked once',
  'a page that hangs: asked',
  'has a way out: Quit ends the app',
  // A night offline is `night`; the greeting is electron/desk/calls.
  'after hours, no network',
  // The failure page without a desk is in `failures`; that it reaches the other windows too waits for every restart.
  'a desk that is gone for good',
  // As `a system that shuts down`, which stays; signals to the packed app are tests/standin/packaged.test.ts.
  'a session that ends by a signal',
  'Windows ends the session',
  // Rules of the call log (shared/domain/calls) and of its card (renderer/calls); the three before them stay.
  'the line lost last is told before',
  'a caller lost while ringing is told',
  'End in the emergency card ends a caller',
  // Two desks; by REST between two pages it is in tests/carrier (media-transfer), and to a number in `a telephone shift`.
  'a call between two desks',
  // As `lock-screen`, which stays.
  'suspend: locked at once',
  'user-did-resign-active: locked at once',
  // That none is used is electron/desk/session.
  'that is none (basic_text)',
  // Who sits at a desk and what is left there: electron/desk/session and electron/desk/calls; the spec before it stays.
  'who sits down next finds an empty desk',
  // Links are opened and refused in `shell-links`; waiting for the desk is electron/shell.
  'a link that comes while the desk starts',
  'a link that meets a failure page',
  // The same bound, met by less, is the spec beside it; the limit itself is electron/desk/router.
  'sixty megabytes in one string',
  // Which role sees results is tests/unit/disclosure and renderer/patient/what; the specs before it stay.
  'a nurse sees results after a third fact',
  // Kept with its age when the record is away: electron/desk/patient; how such a card looks: renderer/patient.
  'a record that can’t be reached leaves',
  // What is open after a call: renderer/app (booked), electron/desk/booking; the two bookings before it stay.
  'not read back, it is not forgotten',
  // Refused, kept and drawn: renderer/app (own-keys), renderer/settings; `keyboard` presses the keys as they come.
  'keys of one’s own',
  // Room for what rings is looked at in `screens`; where typing goes is renderer/app (focus-back, card-keys).
  'a ring beside a long form',
  // `a key mutes it`, which stays, goes the same way; which key may be had is electron/shell.
  'a key answers the next',
  // What becomes of such a booking in the desk: electron/desk/booking; its words: renderer/booking.
  'an appointment that can’t be had',
  // One caller of seven is heard in the story before; the states are electron/desk/assist and eval:emotion.
  'each caller as they are',
  // Locked, which stays, goes the same way; no network is asked for either.
  'offline a red flag is heard',
  // Three other causes are led through their page.
  'its program is gone, then its content',
  'a file where its folder belongs',
  // Keys on a wrap-up and lost lines: renderer/calls (keeper, lost); a desk that ends in a call is `phone-call`.
  'slips',
  // Places of windows are electron/shell/window-state.test.ts; that one comes up at all is in `windows`.
  'a window comes up where it was left',
  // The panel of a locked desk, its memory too: `after the lock none of it is in the page` (lock).
  'locked, the panel shows nothing',
  // A lock ends it: electron/desk/access; what it leaves in a page is `lock`.
  'a lock ends it: nothing of the record',
  // In a call, which is harder, `phone-call` has both.
  'a desk that is started anew finds the same',
  'its process ends: it comes back and registers',
  // Which role may take the log away: tests/roles; the page itself is the specs before it.
  'an administrator reads along and has no',
  // Versions, who approves, and words of a call under way: electron/desk/scripts; what the page says: renderer/script-editor.
  'scripts that supervisors write',
  // What is cut off at that size is looked at in `screens`.
  'room to speak',
  // Each cause: electron/desk/vault; a full disk and a damaged vault are led through their pages.
  'a folder that takes nothing is told as that',
  // As `lock-screen` and the frightened caller, which stay; what is heard while locked: electron/desk/assist.
  'a red flag that is said while the desk is locked',
  // A page that draws nothing is asked about by electron/shell/page-health; killed pages that come back stay.
  'its script is gone: the empty window',
  // Two desks. Who approves what: electron/desk/authoring and backend/knowledge; what reaches a desk: electron/desk/knowledge-sync.
  'an article from its first word to another desk',
];
/**
 * Left out at one host: the other tells it in the short run, with the same pages and the same desk. Heap snapshots are most of
 * the time that this one takes.
 */
export const longAt: Readonly<Record<string, readonly string[]>> = { preview: ['what a lock leaves'] };
const here = longAt[process.env['CARELINE_HOST'] ?? ''] ?? [];
export const leftOut = (name: string): boolean =>
  short && [...long, ...here].some((start) => name.startsWith(start));
