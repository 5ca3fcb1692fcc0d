// The knowledge base between desk and backend: a numbered feed of what counts now, and what desks tell back (rows 14, 52, 108).
// Articles are no patient data and travel in clear inside the signed connection; what an agent typed is sealed as message bodies
// are (seal-format.ts), bound to the event's id. Writing, deciding and answering: knowledge-acts.ts.
import { z } from 'zod';
import { reasonCode } from '#shared/domain/accounts/reason.ts';
import { announcement } from '#shared/domain/knowledge/announcement.ts';
import { article, articleId, articlePractice, textRange } from '#shared/domain/knowledge/article.ts';
import { flagReasons, handoutChannels, readAbout } from '#shared/domain/knowledge/said.ts';
import { retiredMark, verifiedMark } from '#shared/domain/knowledge/standing.ts';
import { termList } from '#shared/domain/knowledge/terms.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { base64 } from './base64.ts';
import { sealed } from './sync.ts';

const v = z.literal(2);
const at = z.iso.datetime({ precision: 3 });
const uuid = z.uuid();
const person = z.string().min(1).max(60);
const version = z.int().min(1).max(100_000);
const count = z.int().min(0);

/** Up to 4,000 characters, sealed: far less than a message may have. */
export const sealedWords = sealed.extend({ body: base64(24_000), keyForBackend: base64(400) });
export type SealedWords = z.infer<typeof sealedWords>;

/** What one number of the feed stands for. Words come whole, with their version; marks stand beside a version. */
export const feedBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('article'), article }),
  z.strictObject({ kind: z.literal('verified'), mark: verifiedMark }),
  z.strictObject({ kind: z.literal('retired'), mark: retiredMark }),
  z.strictObject({ kind: z.literal('announcement'), announcement }),
  z.strictObject({ kind: z.literal('terms'), terms: termList }),
]);
export type FeedBody = z.infer<typeof feedBody>;
export type FeedKind = FeedBody['kind'];

/**
 * One number. `json` is a `feedBody` as text: a desk that cannot read one sets it aside by its number and goes on with the rest.
 * `id` is the act or proposal that made it.
 */
export const feedItem = z.strictObject({
  seq: z.int().min(1),
  id: uuid,
  at,
  /** Who made it public, by name; null = whoever runs the backend. */
  by: z.string().max(160).nullable(),
  /** What the one who handed it in wrote beside it. */
  note: z.string().max(2000).nullable(),
  json: z.string().max(600_000),
});
export type FeedItem = z.infer<typeof feedItem>;

/** An answer to something that this desk's people asked or flagged; `words` are wrapped for this desk's reader key. */
export const feedAnswered = z.strictObject({
  n: z.int().min(1),
  /** The event that it answers. */
  id: uuid,
  by: z.string().max(160),
  at,
  /** What the words are sealed under. */
  wordsId: uuid,
  /** Null = the backend no longer has the key that they were sealed for. */
  words: sealedWords.nullable(),
});
export type FeedAnswered = z.infer<typeof feedAnswered>;

/**
 * POST /v2/knowledge/feed: what came after number `after`, without gaps, in the order of commit; also the answers for this device
 * after its number `answersAfter`. `mark` and `answersMark` name the item and the event that these numbers stood for: a backend
 * that was set back and has caught up has given them to others, and refuses with `gap`.
 */
export const feedRequest = z.strictObject({
  v,
  after: count,
  mark: uuid.nullable(),
  answersAfter: count,
  answersMark: uuid.nullable(),
});
export const feedAnswer = z.strictObject({
  v,
  items: z.array(feedItem).max(200),
  upto: count,
  mark: uuid.nullable(),
  answers: z.array(feedAnswered).max(50),
  answersUpto: count,
  answersMark: uuid.nullable(),
  /** Asking on brings more, of either. */
  more: z.boolean(),
  /** Number of the newest item that there is. */
  head: count,
  serverTime: at,
});
export type FeedAnswer = z.infer<typeof feedAnswer>;

const about = { articleId, version };
export const eventFacts = {
  /** Null = taken back. */
  helpful: z.strictObject({ ...about, helpful: z.boolean().nullable() }),
  flag: z.strictObject({ ...about, range: textRange.nullable(), why: z.enum(flagReasons) }),
  unanswered: z.strictObject({
    accountId: articlePractice.nullable(),
    reason: reasonCode.nullable(),
    lang: z.enum(langs),
  }),
  /** Says by name that they have read it. */
  read: z.strictObject({ about: z.enum(readAbout), id: articleId, version }),
  handout: z.strictObject({ ...about, channel: z.enum(handoutChannels), callId: uuid }),
} as const;
export const eventKinds = ['helpful', 'flag', 'unanswered', 'read', 'handout'] as const;
export type EventKind = (typeof eventKinds)[number];

/** At the desk: kept in the transaction that makes it (electron/desk/knowledge-sync/events.ts). */
const event = { id: uuid, author: person, at };
export const knowledgeEvent = z.discriminatedUnion('kind', [
  z.strictObject({ ...event, kind: z.literal('helpful'), facts: eventFacts.helpful }),
  z.strictObject({ ...event, kind: z.literal('flag'), facts: eventFacts.flag }),
  z.strictObject({ ...event, kind: z.literal('unanswered'), facts: eventFacts.unanswered }),
  z.strictObject({ ...event, kind: z.literal('read'), facts: eventFacts.read }),
  z.strictObject({ ...event, kind: z.literal('handout'), facts: eventFacts.handout }),
]);
export type KnowledgeEvent = z.infer<typeof knowledgeEvent>;

/** As told: with the sealed words of those kinds that have some. */
export const toldEvent = z.discriminatedUnion('kind', [
  z.strictObject({ ...event, kind: z.literal('helpful'), facts: eventFacts.helpful }),
  z.strictObject({
    ...event,
    kind: z.literal('flag'),
    facts: eventFacts.flag,
    words: sealedWords.nullable(),
  }),
  z.strictObject({
    ...event,
    kind: z.literal('unanswered'),
    facts: eventFacts.unanswered,
    words: sealedWords,
  }),
  z.strictObject({ ...event, kind: z.literal('read'), facts: eventFacts.read }),
  z.strictObject({ ...event, kind: z.literal('handout'), facts: eventFacts.handout }),
]);
export type ToldEvent = z.infer<typeof toldEvent>;

/**
 * POST /v2/knowledge/events, also from a device that was revoked: what its people said of an article stays true. Taken once by id,
 * the first text counts; `taken` names every one that is stored, also from before, and the desk tells again what is not named.
 */
export const eventsRequest = z.strictObject({ v, events: z.array(toldEvent).min(1).max(50) });
export const eventsAnswer = z.strictObject({ v, taken: z.array(uuid).max(50), serverTime: at });
