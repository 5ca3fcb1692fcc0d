// Writing the knowledge base (supervisors and trainers): drafts in this desk's vault, what is wrong with them, handing in,
// approving, checking, retiring, announcements, the list of terms, what readers flagged and asked, who read what, what nobody
// found, and bringing in texts from elsewhere. Drafts need no backend; what becomes public does.
import { z } from 'zod';
import { reasonCode } from '#shared/domain/accounts/reason.ts';
import { announcement, announcementText } from '#shared/domain/knowledge/announcement.ts';
import {
  article,
  articleId,
  articleKinds,
  articlePractice,
  textRange,
  verificationStates,
} from '#shared/domain/knowledge/article.ts';
import { draftFields } from '#shared/domain/knowledge/draft.ts';
import { importFormats, importRefusal } from '#shared/domain/knowledge/import-shapes.ts';
import { articleFinding, mostFindings } from '#shared/domain/knowledge/lint-codes.ts';
import { termList } from '#shared/domain/knowledge/terms.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { proposalStates } from '#shared/protocol/knowledge-acts.ts';
import { instant, nothing, page, request, type Role, topic } from './kinds.ts';

const writers: readonly Role[] = ['supervisor', 'trainer'];
const deciders: readonly Role[] = ['supervisor'];
const uuid = z.uuid();
const revision = z.int().min(1);
const version = z.int().min(1);
const day = z.iso.date();
const note = z.string().trim().max(1000);
const who = z.strictObject({ id: z.string().max(64), name: z.string().max(160) });
const title = z.string().max(400);

/** `handed-in` = waits for approval; `came-back` = with a note, to go on with; `left` = discarded, until it is brought back. */
export const draftStates = ['open', 'handed-in', 'came-back', 'published', 'left'] as const;
export const draftBeginnings = ['new', 'edit', 'translation', 'variant', 'import'] as const;
export const draftRow = z.strictObject({
  id: uuid,
  articleId,
  /** The version that it was begun from; null = a new article. */
  basedOn: version.nullable(),
  /** A higher version was published since. */
  behind: z.boolean(),
  begun: z.enum(draftBeginnings),
  title,
  kind: z.enum(articleKinds),
  lang: z.enum(langs),
  practice: articlePractice,
  site: z.string().max(60).nullable(),
  clinicalDraft: z.boolean(),
  state: z.enum(draftStates),
  revision,
  madeAt: instant,
  changedAt: instant,
  by: who,
  /** Everybody who wrote in it on this desk. */
  writers: z.array(who).max(60),
  /** The import that it came with. */
  importId: uuid.nullable(),
  /** Of who decided, or of what came back. */
  note: z.string().max(1000).nullable(),
  /** By whom and when it was decided; null = it was not. */
  decided: z.strictObject({ by: z.string().max(160), at: instant }).nullable(),
});
export type ArticleDraftRow = z.infer<typeof draftRow>;
export const draftView = z.strictObject({
  row: draftRow,
  fields: draftFields,
  /** The words that it would take the place of. */
  before: article.nullable(),
  /** Of a translation or a variant: the article that it says anew, and the version that it was made from. */
  original: z.strictObject({ now: article.nullable(), begunFrom: article.nullable() }).nullable(),
  /** Earlier states that are kept, newest first. */
  history: z.array(z.strictObject({ revision, at: instant, by: who })).max(60),
});
export type ArticleDraftView = z.infer<typeof draftView>;

/** `nobody` = published at once; `other-supervisor` = waits for one who wrote nothing of it. */
export const approvals = ['nobody', 'other-supervisor'] as const;
export const lintReport = z.strictObject({
  findings: z.array(articleFinding).max(mostFindings),
  total: z.int().min(0),
  stops: z.int().min(0),
  words: z.int().min(0),
  /** School grade of what is said aloud; null = too little is said for one. */
  grade: z.number().nullable(),
  approval: z.enum(approvals),
});
export type ArticleLint = z.infer<typeof lintReport>;

export const proposalRow = z.strictObject({
  id: uuid,
  articleId,
  version,
  title,
  kind: z.enum(articleKinds),
  lang: z.enum(langs),
  practice: articlePractice,
  clinicalDraft: z.boolean(),
  by: who,
  /** Everybody who wrote in it: none of them approves it. */
  writers: z.array(who).max(60),
  at: instant,
  note: z.string().max(1000).nullable(),
  state: z.enum(proposalStates),
  /** Who asks wrote in it. */
  own: z.boolean(),
  /** A higher version was published meanwhile: it is handed in anew. */
  behind: z.boolean(),
  /** Who asks may approve it. */
  mayApprove: z.boolean(),
  decided: z.strictObject({ by: who, at: instant, note: z.string().max(1000).nullable() }).nullable(),
});
export type ProposalRow = z.infer<typeof proposalRow>;

export const inboxRow = z.strictObject({
  id: uuid,
  kind: z.enum(['flag', 'unanswered']),
  at: instant,
  by: who,
  /** Nothing proves that it was this person. */
  unproved: z.boolean(),
  /** The flagged one; its title as this desk has it. */
  articleId: articleId.nullable(),
  version: version.nullable(),
  title: title.nullable(),
  /** The newest version of it here: the flag may be about an older one. */
  newest: version.nullable(),
  owner: z.string().max(160).nullable(),
  range: textRange.nullable(),
  /** The flagged words of that version; null = the whole article, or that version is not here. */
  passage: z.string().max(4000).nullable(),
  why: z.string().max(40).nullable(),
  accountId: z.string().max(60).nullable(),
  reason: z.string().max(60).nullable(),
  lang: z.enum(langs).nullable(),
  /** As they were typed; null = none, or they can't be opened here. */
  words: z.string().max(4000).nullable(),
  /** Five working days after it came (row 108). */
  dueAt: instant,
  overdue: z.boolean(),
  answer: z
    .strictObject({ by: z.string().max(160), at: instant, words: z.string().max(4000).nullable() })
    .nullable(),
});
export type InboxRow = z.infer<typeof inboxRow>;

export const articleFilters = ['all', 'mine', 'overdue', 'soon', 'behind', 'samples', 'retired'] as const;
/** An article as its writers look after it. */
export const keptArticleRow = z.strictObject({
  id: articleId,
  version,
  title,
  practice: articlePractice,
  kind: z.enum(articleKinds),
  lang: z.enum(langs),
  owner: z.string().max(160).nullable(),
  ownerId: z.string().max(60).nullable(),
  verifiedBy: z.string().max(160).nullable(),
  /** Until when it is verified; null = never was. */
  until: day.nullable(),
  state: z.enum(verificationStates),
  /** Who took it out of use, when and why. */
  retired: z
    .strictObject({ by: z.string().max(160), at: instant, note: z.string().max(500).nullable() })
    .nullable(),
  /** A translation whose original has moved on. */
  behind: z.boolean(),
  clinicalDraft: z.boolean(),
  variantOf: articleId.nullable(),
  mustRead: z.boolean(),
  /** Its owner is who asks. */
  mine: z.boolean(),
});
export type KeptArticleRow = z.infer<typeof keptArticleRow>;

export const missRow = z.strictObject({
  /** Known words in order of the alphabet, none where nothing was known; `hidden` more were not kept. */
  words: z.array(z.string().max(40)).max(12),
  hidden: z.int().min(0),
  count: z.int().min(1),
  accounts: z.array(z.string().max(60)).max(40),
  reasons: z.array(z.strictObject({ code: reasonCode, count: z.int().min(1) })).max(40),
  lastDay: day,
});
export type MissRow = z.infer<typeof missRow>;

export const importReport = z.strictObject({
  id: uuid,
  file: z.string().max(255),
  at: instant,
  drafts: z.array(draftRow).max(500),
  /** What was left out, and what was taken out of what came in. */
  refused: z.array(importRefusal).max(500),
  refusedTotal: z.int().min(0),
  undone: z.boolean(),
});
export type ImportReport = z.infer<typeof importReport>;

const write = { effect: 'write', lease: 'free', roles: writers } as const;
const read = { effect: 'read', lease: 'free', roles: writers } as const;
const remote = { effect: 'remote', lease: 'free', roles: writers } as const;
/** Made on this revision; another one since is a `conflict`. */
const on = { id: uuid, revision };

export const authoring = {
  /** Newest change first; `left` ones only where they are asked for. */
  drafts: page(z.strictObject({ state: z.enum(draftStates).nullable() }), draftRow, {
    lease: 'free',
    roles: writers,
  }),
  /**
   * Begins a draft under the page's own `id`. `edit`, `translation` and `variant` begin with the words of `from`; a variant is for
   * `practice` (and `site`).
   */
  begin: request(
    z.strictObject({
      id: uuid,
      as: z.enum(['new', 'edit', 'translation', 'variant']),
      from: z.strictObject({ id: articleId, version: version.nullable() }).nullable(),
      kind: z.enum(articleKinds).default('article'),
      lang: z.enum(langs).default('en'),
      practice: articlePractice.nullable().default(null),
      site: z.string().max(60).nullable().default(null),
    }),
    draftView,
    { ...write, audit: 'article.draft' },
  ),
  draft: request(z.strictObject({ id: uuid }), draftView, read),
  /** An earlier state of it. */
  past: request(z.strictObject(on), draftFields, read),
  /** `basedOn`: the writer has compared it with that version, which was published meanwhile. */
  write: request(z.strictObject({ ...on, fields: draftFields, basedOn: version.optional() }), draftRow, {
    ...write,
    audit: 'article.draft',
  }),
  discard: request(z.strictObject(on), draftRow, { ...write, audit: 'article.discard' }),
  /** A discarded one comes back. */
  undo: request(z.strictObject({ id: uuid }), draftRow, { ...write, audit: 'article.draft' }),
  /** `articleId`: of the article that it becomes, so that it is not told that its own title is taken. */
  lint: request(z.strictObject({ articleId: articleId.nullable(), fields: draftFields }), lintReport, read),
  /**
   * Published at once or waiting for approval, as `approval` of the lint said. `article-not-clean` with a stop in it,
   * `knowledge-behind` where a newer version was not compared with, `authoring-offline` without the backend: the draft stays.
   */
  submit: request(z.strictObject({ ...on, note }), draftRow, { ...remote, audit: 'article.submit' }),

  /** What waits for approval, and what was decided in the last weeks. */
  proposals: request(
    z.strictObject({ open: z.boolean() }),
    z.strictObject({ rows: z.array(proposalRow).max(100), open: z.int().min(0) }),
    remote,
  ),
  proposal: request(
    z.strictObject({ id: uuid }),
    z.strictObject({
      row: proposalRow,
      article,
      /** The version that it takes the place of, as this desk has it. */
      before: article.nullable(),
      /** While it waits: what was handed in of it before and sent back. */
      earlier: z.strictObject({ row: proposalRow, article }).nullable(),
      findings: z.array(articleFinding).max(mostFindings),
    }),
    remote,
  ),
  /** Sending back and approving: supervisors; withdrawing: whoever handed it in. */
  decide: request(
    z.strictObject({ id: uuid, decision: z.enum(['approve', 'send-back', 'withdraw']), note }),
    z.strictObject({ state: z.enum(proposalStates) }),
    { ...remote, audit: 'article.decide' },
  ),

  /** By id; a page may have few rows and a next one, since each looks through a bounded number of articles. */
  articles: page(
    z.strictObject({ filter: z.enum(articleFilters), text: z.string().max(200) }),
    keptArticleRow,
    { lease: 'free', roles: writers },
  ),
  /** Own articles whose check ends within `days`, the most overdue first. */
  due: request(z.strictObject({ days: z.int().min(0).max(366) }), z.array(keptArticleRow).max(300), read),
  verify: request(z.strictObject({ id: articleId, version, until: day }), nothing, {
    ...remote,
    roles: deciders,
    audit: 'article.verify',
  }),
  retire: request(z.strictObject({ id: articleId, version, note: z.string().trim().max(500) }), nothing, {
    ...remote,
    roles: deciders,
    audit: 'article.retire',
  }),
  /** All that this desk has, ended ones too, newest first. */
  announcements: request(nothing, z.array(announcement).max(200), read),
  /** A higher `version` of the same id takes its place. `id` of the act: made by the page, the same one twice is done once. */
  announce: request(z.strictObject({ id: uuid, announcement: announcementText }), nothing, {
    ...remote,
    roles: deciders,
    audit: 'article.announce',
  }),
  terms: request(nothing, termList, read),
  /** The whole list with its next version; another one since is `knowledge-behind`. */
  writeTerms: request(z.strictObject({ id: uuid, terms: termList }), nothing, {
    ...remote,
    roles: deciders,
    audit: 'article.terms',
  }),

  inbox: request(
    z.strictObject({ open: z.boolean() }),
    z.strictObject({
      rows: z.array(inboxRow).max(100),
      open: z.int().min(0),
      overdue: z.int().min(0),
      /** What agents said of articles in the last 90 days, those that helped least first. */
      ratings: z
        .array(
          z.strictObject({
            articleId,
            title: title.nullable(),
            version,
            helpful: z.int().min(0),
            not: z.int().min(0),
          }),
        )
        .max(100),
    }),
    remote,
  ),
  answer: request(z.strictObject({ id: uuid, words: z.string().trim().min(1).max(2000) }), nothing, {
    ...remote,
    audit: 'article.answer',
  }),
  /** Who said that they have read it, and who of the people of this desk's organisation has not. */
  acknowledgements: request(
    z.strictObject({ about: z.enum(['article', 'announcement']), id: articleId }),
    z.strictObject({
      people: z
        .array(
          who.extend({
            role: z.string().max(40),
            /** The highest version that they said to have read; null = none. */
            read: z.strictObject({ version, at: instant, unproved: z.boolean() }).nullable(),
          }),
        )
        .max(1000),
    }),
    remote,
  ),

  /** What was asked and not found, of the last `days`. Kept in this desk's vault alone. */
  misses: request(
    z.strictObject({ days: z.int().min(1).max(90) }),
    z.strictObject({ rows: z.array(missRow).max(500), total: z.int().min(0) }),
    read,
  ),
  forgetMisses: request(nothing, z.strictObject({ forgotten: z.int().min(0) }), {
    ...write,
    audit: 'article.forget-misses',
  }),

  /** `text` null = files picked in the host's dialog; null comes back when nothing was picked. */
  import: request(
    z.strictObject({
      id: uuid,
      text: z
        .strictObject({
          name: z.string().trim().min(1).max(255),
          format: z.enum(importFormats),
          text: z.string().max(900_000),
        })
        .nullable(),
      /** What the drafts get where a file says nothing. */
      practice: articlePractice.default('all'),
      lang: z.enum(langs).default('en'),
      kind: z.enum(articleKinds).default('article'),
    }),
    importReport.nullable(),
    { effect: 'control', lease: 'free', roles: writers, progress: true, audit: 'article.import' },
  ),
  imports: request(nothing, z.array(importReport.omit({ drafts: true })).max(50), read),
  /** Discards every draft of it that nobody has changed or handed in since; says how many stay. */
  importUndo: request(
    z.strictObject({ id: uuid }),
    z.strictObject({ left: z.int().min(0), kept: z.int().min(0) }),
    { ...write, audit: 'article.discard' },
  ),
  changed: topic(['main']),
};
