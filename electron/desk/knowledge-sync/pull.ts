// Takes the feed of the organisation: page by page into the vault, unseen, a few rows a turn; then the whole delta counts in one
// transaction.
// Offline or killed in between, what counted before goes on counting.
import type Database from 'better-sqlite3';
import { feedAnswer, feedBody, type FeedAnswer, type FeedItem } from '#shared/protocol/knowledge.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { findEnrolment } from '../sync/device.ts';
import { takeAnswers } from './answers.ts';
import type { DeliveryTarget } from './apply.ts';
import {
  countAhead,
  feedFor,
  type FeedState,
  putApplied,
  putAsOf,
  putTaken,
  putStaged,
  putWhole,
  readFeed,
  setAside,
  setBack,
} from './feed-store.ts';

/** A turn ends after this time; its commit comes on top. */
const turnMs = 3;
/** Rows of the tidying at once. */
const rowsAtOnce = 10;
/** A page is about 1 MB of text, and answers beside it. */
const mostBytes = 8_000_000;
/** As long as nothing newer came, "as of" is written this often. */
const asOfEveryMs = 60_000;

export interface PullParts {
  core(): Database.Database | null;
  client: Pick<BackendClient, 'ask'>;
  target: DeliveryTarget;
  now(): string;
  monotonic(): number;
  /** Gives the desk a turn. */
  soon(): Promise<void>;
  /** What counts here changed. */
  applied(count: number): void;
  answered(count: number): void;
  /** `as of`, how many are set aside, whether the backend was set back. */
  stateChanged(): void;
  log(event: 'pulled' | 'aside' | 'set-back', of: { seq?: number; count?: number; reason?: string }): void;
  /** For a test that kills here. */
  reached?(point: 'staged' | 'flipping' | 'flipped'): void;
}
/** `later`: the backend is away or refuses; `again`: the feed is read from the start. */
type Page = 'more' | 'end' | 'later' | 'again' | 'gone';

export function createPull(parts: PullParts) {
  const { target } = parts;

  const gone = (db: Database.Database): boolean => !db.open || parts.core() !== db;

  /** Makes items ready, in short turns; how far they are is written with them. False = the vault went away. */
  async function prepareAll(db: Database.Database, items: readonly FeedItem[]): Promise<boolean> {
    for (let at = 0; at < items.length;) {
      if (gone(db)) return false;
      const began = parts.monotonic();
      db.transaction(() => {
        do prepareOne(db, items[at++]!);
        while (at < items.length && parts.monotonic() - began < turnMs);
        putStaged(db, items[at - 1]!);
      }).immediate();
      parts.reached?.('staged');
      await parts.soon();
    }
    return true;
  }

  /** One page into the vault. */
  async function page(db: Database.Database): Promise<Page> {
    const who = findEnrolment(db);
    if (who === null) return 'later';
    const at = feedFor(db, who, () => target.drop(db));
    let gap = false;
    const { staged: after, stagedMark: mark, answersUpto: answersAfter, answersMark } = at;
    const answer = await parts.client.ask('POST', '/v2/knowledge/feed', feedAnswer, {
      body: { v: 2, after, mark, answersAfter, answersMark },
      most: mostBytes,
      aside: true,
      refused: (by) => void (gap = by.error === 'gap'),
    });
    // Enrolled anew or locked away meanwhile: what came was for the one before.
    if (gone(db) || findEnrolment(db)?.deviceId !== who.deviceId) return 'gone';
    if (!answer.ok) return gap && (after > 0 || answersAfter > 0) ? again(db) : 'later';
    const { value } = answer;
    if (!isNext(value, at)) return 'later';
    if (!(await prepareAll(db, value.items))) return 'gone';
    const fresh = takeAnswers(db, value);
    if (fresh > 0) parts.answered(fresh);
    if (value.more) return value.items.length + value.answers.length > 0 ? 'more' : 'later';
    if (value.items.length > 0 || !at.whole) putWhole(db);
    return 'end';
  }

  function again(db: Database.Database): Page {
    setBack(db, parts.now(), () => target.drop(db));
    parts.log('set-back', {});
    parts.stateChanged();
    return 'again';
  }

  function prepareOne(db: Database.Database, { seq, at, by, note, json }: FeedItem): void {
    const aside = (reason: string): void => {
      setAside(db, seq, reason, parts.now());
      parts.log('aside', { seq, reason });
    };
    const body = bodyOf(json);
    if (body === null) return aside('unreadable');
    // A transaction of its own inside this turn's: what one item did is undone with it.
    let done: ReturnType<DeliveryTarget['prepare']>;
    try {
      done = db.transaction(() => target.prepare(db, { seq, at, by, note, body }, parts.now()))();
    } catch (error) {
      if (isOfDisk(error)) throw error;
      return aside('not-taken');
    }
    if (done === 'other-words') return aside('other-words');
    putTaken(db, seq, body);
  }

  /** Makes everything that lies here count. */
  function apply(db: Database.Database): void {
    const at = readFeed(db);
    if (at === null || !at.whole || at.staged === at.upto) return;
    const now = parts.now();
    db.transaction(() => {
      target.flip(db, now);
      parts.reached?.('flipping');
      putApplied(db);
    }).immediate();
    parts.reached?.('flipped');
    const count = at.staged - at.upto;
    parts.log('pulled', { count });
    parts.applied(count);
  }

  async function tidy(db: Database.Database): Promise<void> {
    while (!gone(db) && db.transaction(() => target.tidy(db, rowsAtOnce)).immediate() > 0) await parts.soon();
  }

  return {
    /** Everything that there is. False = to be tried again later. */
    async run(): Promise<boolean> {
      const db = parts.core();
      if (db === null) return true;
      // What was whole when the desk ended counts before anybody is asked.
      apply(db);
      let said: Page = 'more';
      for (let starts = 0; said === 'more' || said === 'again';) {
        // Read from the start once; a backend that contradicts itself again is asked later.
        if (said === 'again' && starts++ > 0) return false;
        said = await page(db);
      }
      if (said !== 'end') return said === 'gone';
      apply(db);
      const before = readFeed(db);
      const now = parts.now();
      const wasSetBack = before !== null && before.setBackAt !== null;
      const ahead = wasSetBack ? countAhead(db) : 0;
      if (before !== null && (stale(before, now) || (wasSetBack && ahead === 0))) {
        putAsOf(db, now, ahead);
        parts.stateChanged();
      }
      await tidy(db);
      return true;
    },
  };
}
export type Pull = ReturnType<typeof createPull>;

const stale = ({ asOf }: FeedState, now: string): boolean =>
  asOf === null || Math.abs(Date.parse(now) - Date.parse(asOf)) >= asOfEveryMs;

/** Numbers without gaps from where this desk stands, and ends that are what they say. */
function isNext({ items, upto, answers, answersUpto, mark }: FeedAnswer, at: FeedState): boolean {
  if (items.some((item, n) => item.seq !== at.staged + n + 1)) return false;
  const last = items.at(-1);
  if (upto !== (last?.seq ?? at.staged)) return false;
  if (last !== undefined && mark !== last.id) return false;
  let before = at.answersUpto;
  for (const { n } of answers) {
    if (n <= before) return false;
    before = n;
  }
  return answersUpto === before;
}

function bodyOf(json: string) {
  try {
    const read = feedBody.safeParse(JSON.parse(json));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
/** Its code names a disk that is full or fails: then the whole turn is tried again later. */
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^SQLITE_(FULL|IOERR|BUSY|CORRUPT|READONLY|NOTADB)/.test(String(error.code));
