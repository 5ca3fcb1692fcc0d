// The knowledge room's answers to the bridge. Each takes the role of who asks from the seat, never from the page.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import { emergencyArticles, flagsInSearch } from '#shared/domain/knowledge/danger.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import type { KnowledgeEvent } from '#shared/protocol/knowledge.ts';
import type { OwnEvent } from '../knowledge-sync/events.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { acknowledge, announcementsFor, toReadFor } from './announcements.ts';
import { changesFor, glossaryFor } from './lists.ts';
import { handOut, handoutsFor, pin, pinsFor } from './pins.ts';
import type { DeskSearch } from './protocol.ts';
import { quoteFor } from './read.ts';
import { mayFlag, mineOf, rate, type Tell } from './said.ts';
import { suggestFor } from './suggest.ts';
import { type Asker, versionListFor, viewFor } from './view.ts';

export interface MissAsked {
  text: string;
  accountId: string | null;
  reason: string | null;
  /** "2026-11-22". */
  today: string;
}
export interface KnowledgeDeps {
  core(): Database.Database;
  /** Null while the vault is closed or locked. */
  search(
    request: DeskSearch,
    today: string,
    signal: AbortSignal,
    who: { role: string; lane?: string },
  ): Promise<Result<ArticleSearchResult>> | null;
  uuid(): string;
  /** Its hours say whether what is about closed ones is offered. */
  oncall: { accountOf(id: string): Account | null };
  /** Absent = nobody is told (a practice desk). */
  tell?: Tell;
  /** Own flags and questions, newest first. */
  own?(person: string, most: number): OwnEvent[];
  /** In the caller's transaction. */
  missed?(asked: MissAsked): void;
}

/** By the desk's own calendar: an article's review is overdue at midnight here, not in Greenwich. */
const today = (context: Context): string =>
  todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, context.now);
/** Whoever is not known sees what everybody may see. */
const who = ({ person }: Context): Asker => person ?? { id: '', name: '', role: '' };

export function knowledgeHandlers(deps: KnowledgeDeps): RoomHandlers<'knowledge'> {
  type Facts<K extends KnowledgeEvent['kind']> = Extract<KnowledgeEvent, { kind: K }>['facts'];
  function tell<K extends KnowledgeEvent['kind']>(
    context: Context,
    kind: K,
    facts: Facts<K>,
    words: string | null = null,
  ): void {
    const event = { id: deps.uuid(), kind, author: who(context).id, at: context.now, facts };
    deps.tell?.(event as KnowledgeEvent, words);
  }
  return {
    async search(request, context) {
      const redFlags = flagsInSearch(request.text);
      const asked = redFlags.length === 0 ? request : { ...request, first: emergencyArticles(redFlags) };
      const found = await (deps.search(asked, today(context), context.signal, who(context)) ??
        fail('locked'));
      return found.ok && redFlags.length > 0 ? ok({ ...found.value, weak: false, redFlags }) : found;
    },
    read(asked, context) {
      context.about({ articleId: asked.id });
      return viewFor(deps.core(), who(context), asked, today(context));
    },
    quote(asked, context) {
      context.about({ articleId: asked.id });
      return quoteFor(deps.core(), who(context).role, asked);
    },
    versions: ({ id }, context) => versionListFor(deps.core(), who(context).role, id),
    suggest(asked, context) {
      const { role } = who(context);
      return suggestFor(
        deps.core(),
        role,
        asked,
        {
          today: today(context),
          now: context.now,
          account: asked.accountId === null ? null : deps.oncall.accountOf(asked.accountId),
        },
        async (request) =>
          (await deps.search(request, today(context), context.signal, { role, lane: 'suggest' })) ??
          fail('locked'),
      );
    },
    pins: ({ callId }, context) => ok(pinsFor(deps.core(), who(context).role, callId)),
    pin: (asked, context) => pin(deps.core(), who(context), asked, context.now),
    rate(asked, context) {
      const done = rate(deps.core(), who(context), asked, context.now);
      if (!done.ok) return done;
      if (done.value) tell(context, 'helpful', asked);
      return ok({});
    },
    flag({ words, ...flagged }, context) {
      context.about({ articleId: flagged.articleId, what: flagged.why });
      const may = mayFlag(deps.core(), who(context), { ...flagged, words });
      if (!may.ok) return may;
      tell(context, 'flag', flagged, words === '' ? null : words);
      context.changed('knowledge.changed');
      return ok({});
    },
    ask({ words, ...facts }, context) {
      tell(context, 'unanswered', facts, words);
      context.changed('knowledge.changed');
      return ok({});
    },
    mine: (_, context) => ok(mineOf(deps.core(), who(context).role, deps.own?.(who(context).id, 200) ?? [])),
    announcements: ({ accountId }, context) =>
      ok(announcementsFor(deps.core(), who(context), accountId, context.now)),
    acknowledge(of, context) {
      context.about(of.about === 'article' ? { articleId: of.id } : { what: of.about });
      const done = acknowledge(deps.core(), who(context), of, context.now);
      if (!done.ok) return done;
      if (done.value) tell(context, 'read', of);
      context.changed('knowledge.changed');
      return ok({});
    },
    toRead: (_, context) => ok(toReadFor(deps.core(), who(context), context.now)),
    changes: ({ accountId }, cursor, context) =>
      ok(changesFor(deps.core(), who(context).role, accountId, cursor)),
    glossary: ({ lang }, context) => ok(glossaryFor(deps.core(), who(context).role, lang)),
    handout(asked, context) {
      context.about({ articleId: asked.articleId, callId: asked.callId, what: asked.channel });
      const at = { id: deps.uuid(), now: context.now, today: today(context) };
      const done = handOut(deps.core(), who(context), asked, at);
      if (!done.ok) return done;
      const { articleId, version, channel, callId } = asked;
      tell(context, 'handout', { articleId, version, channel, callId });
      context.changed('knowledge.changed');
      return ok({});
    },
    handouts: ({ callId }, context) => ok(handoutsFor(deps.core(), who(context).role, callId)),
    missed(asked, context) {
      deps.missed?.({ ...asked, today: today(context) });
      return ok({});
    },
  };
}
