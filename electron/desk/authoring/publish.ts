// What goes through the backend: looking at what waits, deciding, checking, retiring, announcing, the list of terms, what readers
// flagged and asked, and who has read what. Nothing of it waits here: without the backend the page is told so.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { inboxRow as inboxShape, proposalRow as proposalShape } from '#shared/contract/authoring.ts';
import { lintArticle } from '#shared/domain/knowledge/lint.ts';
import { lintNotice } from '#shared/domain/knowledge/lint-notice.ts';
import { daysAfter, draftOf, longestReviewDays } from '#shared/domain/knowledge/draft.ts';
import { wordsOf } from '#shared/domain/knowledge/query.ts';
import type { TermEntry } from '#shared/domain/knowledge/terms.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Act, ProposalRow } from '#shared/protocol/knowledge-acts.ts';
import { mayRead, readArticle, readFor } from '../knowledge/read.ts';
import type { OpenedItem } from '../knowledge-sync/client.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import { offlineSaid, personOf, today, type AuthoringDeps } from './deps.ts';
import { type Follow, stateAfter } from './follow.ts';
import { known, numbersOf } from './known.ts';
import { lastSentBack } from './rounds.ts';
import { handedIn, moveDraft } from './store.ts';

type Mine =
  | 'proposals'
  | 'proposal'
  | 'decide'
  | 'verify'
  | 'retire'
  | 'announce'
  | 'writeTerms'
  | 'inbox'
  | 'answer'
  | 'acknowledgements';
type Shown = z.input<typeof proposalShape>;

export function publishHandlers(
  deps: AuthoringDeps,
  follow: Pick<Follow, 'take'>,
): Pick<RoomHandlers<'authoring'>, Mine> {
  const shown = (p: ProposalRow, person: Person): Shown => ({
    id: p.id,
    articleId: p.articleId,
    version: p.version,
    title: p.title,
    kind: p.kind,
    lang: p.lang,
    practice: p.practice,
    clinicalDraft: p.clinicalDraft,
    by: { id: p.by.id, name: p.by.name },
    writers: p.writers.map(({ id, name }) => ({ id, name })),
    at: deps.here(p.at),
    note: p.note || null,
    state: p.state,
    own: p.own,
    behind: p.behind,
    mayApprove: p.mayDecide && person.role === 'supervisor' && !p.behind,
    decided:
      p.decided === null
        ? null
        : {
            by: { id: p.decided.by.id, name: p.decided.by.name },
            at: deps.here(p.decided.at),
            note: p.decided.note || null,
          },
  });
  /** One act at the backend; the same one twice is done once, since its id follows from what it is. */
  async function act(context: Context, id: string, what: Act): Promise<Result<Record<never, never>>> {
    const person = personOf(context);
    if (!person.ok) return person;
    const done = offlineSaid(await deps.backend.act(person.value.id, id, what));
    return done.ok ? ok({}) : done;
  }
  function itemRow(item: OpenedItem, person: Person, now: string): z.input<typeof inboxShape> {
    const flag = item.kind === 'flag' ? item.facts : null;
    const asked = item.kind === 'unanswered' ? item.facts : null;
    const there = (version?: number) => {
      const read = flag === null ? null : readFor(deps.core(), person.role, flag.articleId, version);
      return read?.ok ? read.value : null;
    };
    const article = there();
    const old = there(flag?.version);
    const range = flag?.range ?? null;
    return {
      id: item.id,
      kind: item.kind,
      at: item.at,
      by: { id: item.author.id, name: item.author.name },
      unproved: item.authorUnbound,
      articleId: flag?.articleId ?? null,
      version: flag?.version ?? null,
      title: article?.title ?? old?.title ?? null,
      newest: article?.version ?? null,
      owner: article?.owner ?? null,
      range,
      passage: range === null || old === null ? null : old.body.slice(range[0], range[1]).slice(0, 4000),
      why: flag?.why ?? null,
      accountId: asked?.accountId ?? null,
      reason: asked?.reason ?? null,
      lang: asked?.lang ?? null,
      words: item.words,
      dueAt: deps.here(item.dueAt),
      overdue: item.answer === null && item.dueAt < now,
      answer:
        item.answer === null
          ? null
          : { by: item.answer.by.name, at: deps.here(item.answer.at), words: item.answer.words },
    };
  }

  return {
    async proposals({ open }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const asked = offlineSaid(await deps.backend.proposals(person.value.id, { open }));
      if (!asked.ok) return asked;
      follow.take(asked.value.proposals, context.now);
      // The backend leaves out what its feed hides; what shipped hides is known here.
      const { role } = person.value;
      const rows = asked.value.proposals.filter(
        (p) => p.own || role === 'supervisor' || mayRead(deps.core(), role, p.articleId),
      );
      const left = asked.value.proposals.filter((p) => p.state === 'open' && !rows.includes(p)).length;
      return ok({ rows: rows.map((p) => shown(p, person.value)), open: asked.value.open - left });
    },
    async proposal({ id }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const asked = offlineSaid(await deps.backend.proposal(person.value.id, id));
      if (!asked.ok) return asked;
      const { proposal, article } = asked.value;
      context.about({ articleId: article.id });
      // Who decides reads what they decide on; anybody else what their role may see.
      const { role } = person.value;
      const hides = role !== 'supervisor' && !mayRead(deps.core(), role, article.id);
      if (hides && !proposal.own) return fail('not-found', 'proposal');
      const earlier = hides ? ok(null) : await lastSentBack(deps.backend, person.value.id, proposal);
      if (!earlier.ok) return offlineSaid(earlier);
      const before = hides ? fail('not-found') : readArticle(deps.core(), article.id);
      return ok({
        row: shown(proposal, person.value),
        article,
        before: before.ok ? before.value : null,
        earlier: earlier.value && {
          row: shown(earlier.value.proposal, person.value),
          article: earlier.value.article,
        },
        findings: lintArticle(
          draftOf(article),
          known(deps, { articleId: article.id, today: today(context), role }),
        ),
      });
    },
    async decide({ id, decision, note }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      if (decision !== 'withdraw' && person.value.role !== 'supervisor') return fail('wrong-role');
      if (decision === 'send-back' && note === '') return fail('invalid-input', 'note');
      context.about({ what: decision });
      const done = offlineSaid(await deps.backend.decide(person.value.id, { id, decision, note }));
      if (!done.ok) return done;
      const draft = handedIn(deps.core()).find((d) => d.proposalId === id);
      if (draft !== undefined && done.value.state !== 'open') {
        const said = { note, by: person.value.name, at: context.now };
        const to = { state: stateAfter[done.value.state], said };
        moveDraft(deps.core(), draft.row.id, to, context.now);
      }
      context.changed('authoring.changed', draft === undefined ? [] : [draft.row.id]);
      return ok({ state: done.value.state });
    },
    async verify({ id, version, until }, context) {
      context.about({ articleId: id });
      const day = today(context);
      if (until < day || until > daysAfter(day, longestReviewDays)) return fail('invalid-input', 'until');
      // An act of its own each time: what was checked until June, then until May, may be until June again.
      return act(context, deps.uuid(), {
        kind: 'verify',
        articleId: id,
        version,
        until,
      });
    },
    async retire({ id, version, note }, context) {
      context.about({ articleId: id });
      return act(context, sameId('retire', id, version), {
        kind: 'retire',
        articleId: id,
        version,
        note: note || null,
      });
    },
    async announce({ id, announcement }, context) {
      // One that ends now may be anything: it goes.
      const goes = announcement.until <= context.now;
      const [found] = goes ? [] : lintNotice(announcement, numbersOf(deps));
      if (found !== undefined) return fail('announcement-not-clean', found.code);
      return act(context, id, { kind: 'announce', announcement });
    },
    writeTerms({ id, terms }, context) {
      const twice = twiceIn(terms.entries);
      return twice === null ? act(context, id, { kind: 'terms', terms }) : fail('terms-twice', twice);
    },
    async inbox({ open }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const asked = offlineSaid(await deps.backend.inbox(person.value.id, { open }));
      if (!asked.ok) return asked;
      const { items, ratings, serverTime, ...counts } = asked.value;
      const told = items.filter(
        (item) => item.kind !== 'flag' || mayRead(deps.core(), person.value.role, item.facts.articleId),
      );
      const left = items.filter((item) => item.answer === null && !told.includes(item));
      return ok({
        rows: told.map((item) => itemRow(item, person.value, serverTime)),
        open: counts.open - left.length,
        overdue: counts.overdue - left.filter((item) => item.dueAt < serverTime).length,
        ratings: ratings.flatMap((r) => {
          const found = readFor(deps.core(), person.value.role, r.articleId);
          return found.ok ? [{ ...r, title: found.value.title }] : [];
        }),
      });
    },
    async answer({ id, words }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const done = offlineSaid(await deps.backend.answer(person.value.id, id, words));
      if (!done.ok) return done;
      context.changed('authoring.changed');
      return ok({});
    },
    async acknowledgements({ about, id }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      // What ships is no part of the backend's feed: who may see it is known here alone.
      const shipped = about === 'article' ? readArticle(deps.core(), id) : null;
      const roles: readonly string[] | null = shipped?.ok === true ? shipped.value.roles : null;
      if (roles !== null && !roles.includes(person.value.role)) return fail('not-found', 'article');
      const asked = offlineSaid(await deps.backend.acknowledgements(person.value.id, { about, id }));
      if (!asked.ok) return asked;
      const counts = ({ role, read }: (typeof asked.value.people)[number]) =>
        read !== null || roles === null || roles.includes(role);
      return ok({ people: asked.value.people.filter(counts) });
    },
  };
}

/** A term that stands in the list twice, or means itself: which of its entries holds nobody could say. */
function twiceIn(entries: readonly TermEntry[]): string | null {
  const plain = (words: string): string => wordsOf(words).join(' ');
  const seen = new Set<string>();
  for (const { term, means } of entries) {
    const key = plain(term);
    if (key === '' || seen.has(key) || means.some((m) => plain(m) === key)) return term;
    seen.add(key);
  }
  return null;
}
/** Of the same act on the same thing; the form is a UUID of version 8 (RFC 9562). */
function sameId(...of: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(of)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
