// What supervisors and trainers do with the knowledge base at the backend: hand in, decide, verify, retire, announce, answer. The
// backend has the last word on who may (backend/knowledge); `person` is who sits at the device (backend/identity/bound.ts).
import { z } from 'zod';
import { announcementText } from '#shared/domain/knowledge/announcement.ts';
import { article, articleId, articleKinds, articlePractice } from '#shared/domain/knowledge/article.ts';
import { readAbout } from '#shared/domain/knowledge/said.ts';
import { termList } from '#shared/domain/knowledge/terms.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { eventFacts, sealedWords } from './knowledge.ts';
import { person as personOfWire } from './person.ts';

const v = z.literal(2);
const at = z.iso.datetime({ precision: 3 });
const uuid = z.uuid();
const person = z.string().min(1).max(60);
const version = z.int().min(1).max(100_000);
const count = z.int().min(0);
const note = z.string().trim().max(2000);
const who = z.strictObject({ id: person, name: z.string().max(160) });
const role = personOfWire.shape.role;

export const proposalStates = ['open', 'published', 'sent-back', 'withdrawn'] as const;
export const proposalDecisions = ['approve', 'send-back', 'withdraw'] as const;

/**
 * POST /v2/knowledge/propose, by a supervisor or a trainer. Taken once by id. A supervisor's is published at once, unless it takes two
 * people (shared/domain/knowledge/two-people.ts); everything else waits for a supervisor who wrote nothing in it. `knowledge-behind`: the
 * feed has that version of the article, or a higher one.
 */
export const proposeRequest = z.strictObject({
  v,
  person,
  id: uuid,
  article,
  note,
  /** Who else wrote in the draft; the one who hands it in counts anyway. */
  writers: z.array(person).max(20),
});
/**
 * POST /v2/knowledge/decide: approve and send back are a supervisor's who wrote nothing in it (`knowledge-own`), withdraw is of who
 * handed it in. The same decision again is the same; another is `knowledge-decided`.
 */
export const decideRequest = z.strictObject({
  v,
  person,
  id: uuid,
  decision: z.enum(proposalDecisions),
  note,
});
/** Answer to both. `seq`: its number in the feed once it is published. */
export const proposalAnswer = z.strictObject({
  v,
  id: uuid,
  state: z.enum(proposalStates),
  seq: z.int().min(1).nullable(),
  serverTime: at,
});
export type ProposalAnswer = z.infer<typeof proposalAnswer>;

export const proposalRow = z.strictObject({
  id: uuid,
  articleId,
  version,
  title: z.string().max(300),
  kind: z.enum(articleKinds),
  practice: articlePractice,
  lang: z.enum(langs),
  clinicalDraft: z.boolean(),
  by: who.extend({ role: z.string().max(40) }),
  at,
  note,
  /** Everybody who wrote in it, as far as the backend knows. */
  writers: z.array(who).max(60),
  state: z.enum(proposalStates),
  /** Who asks wrote in it. */
  own: z.boolean(),
  /** Who asks may approve it or send it back: a supervisor who wrote nothing in it, while it is open. */
  mayDecide: z.boolean(),
  /** The feed has that version or a higher one meanwhile. */
  behind: z.boolean(),
  decided: z.strictObject({ by: who, at, note }).nullable(),
});
export type ProposalRow = z.infer<typeof proposalRow>;

/** POST /v2/knowledge/proposals, for supervisors and trainers: newest first, at most 100. */
export const proposalsRequest = z.strictObject({ v, person, open: z.boolean() });
export const proposalsAnswer = z.strictObject({
  v,
  proposals: z.array(proposalRow).max(100),
  /** How many wait in all. */
  open: count,
  serverTime: at,
});
/** POST /v2/knowledge/proposal: one with its words; `json` is an `article`. */
export const proposalRequest = z.strictObject({ v, person, id: uuid });
export const proposalFull = z.strictObject({
  v,
  proposal: proposalRow,
  json: z.string().max(600_000),
  serverTime: at,
});

/** What changes without new words of an article, and what has no draft. */
export const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('verify'), articleId, version, until: z.iso.date() }),
  z.strictObject({
    kind: z.literal('retire'),
    articleId,
    version,
    note: z.string().trim().max(500).nullable(),
  }),
  z.strictObject({ kind: z.literal('announce'), announcement: announcementText }),
  z.strictObject({ kind: z.literal('terms'), terms: termList }),
]);
export type Act = z.infer<typeof act>;
/** POST /v2/knowledge/act, by a supervisor. Taken once by id; versions of announcements and terms only rise (`knowledge-behind`). */
export const actRequest = z.strictObject({ v, person, id: uuid, act });
export const actAnswer = z.strictObject({ v, id: uuid, seq: z.int().min(1), serverTime: at });

const inboxCommon = {
  id: uuid,
  at,
  receivedAt: at,
  author: who,
  authorRole: z.string().max(40),
  /** The device named the author, and nothing proves it: not signed in there, or the device was revoked. */
  authorUnbound: z.boolean(),
  /** Five working days after it came (row 108); weekends do not count, the days are those of UTC. */
  dueAt: at,
  /** Wrapped for the desk that asks. */
  words: sealedWords.nullable(),
  answer: z.strictObject({ by: who, at, wordsId: uuid, words: sealedWords.nullable() }).nullable(),
};
export const inboxItem = z.discriminatedUnion('kind', [
  z.strictObject({ ...inboxCommon, kind: z.literal('flag'), facts: eventFacts.flag }),
  z.strictObject({ ...inboxCommon, kind: z.literal('unanswered'), facts: eventFacts.unanswered }),
]);
export type InboxItem = z.infer<typeof inboxItem>;

/**
 * POST /v2/knowledge/inbox, for supervisors and trainers: what is due first, at most 100; answered ones newest first. `ratings`: what
 * agents said of articles in the last 90 days, those that helped least first.
 */
export const inboxRequest = z.strictObject({ v, person, open: z.boolean() });
export const inboxAnswer = z.strictObject({
  v,
  items: z.array(inboxItem).max(100),
  open: count,
  overdue: count,
  ratings: z.array(z.strictObject({ articleId, version, helpful: count, not: count })).max(100),
  serverTime: at,
});
export type InboxAnswer = z.infer<typeof inboxAnswer>;

/** POST /v2/knowledge/answer, by a supervisor or a trainer, once: the same words again are the same, others `knowledge-answered`. */
export const answerRequest = z.strictObject({ v, person, id: uuid, wordsId: uuid, words: sealedWords });
export const answerAnswer = z.strictObject({ v, id: uuid, serverTime: at });

/** POST /v2/knowledge/acknowledgements, for supervisors and trainers: who says to have read it, and who does not yet. */
export const acknowledgementsRequest = z.strictObject({
  v,
  person,
  about: z.enum(readAbout),
  id: articleId,
});
export const acknowledgementsAnswer = z.strictObject({
  v,
  people: z
    .array(
      z.strictObject({
        id: person,
        name: z.string().max(160),
        role,
        /** The highest version that they said to have read; null = none. */
        read: z.strictObject({ version, at, unproved: z.boolean() }).nullable(),
      }),
    )
    .max(1000),
  serverTime: at,
});
export type AcknowledgementsAnswer = z.infer<typeof acknowledgementsAnswer>;
