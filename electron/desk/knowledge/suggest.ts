// Articles for what is in hand (row 52): by the reason of the call and closed hours from the vault, by the words of the step and of the notes from the
// search thread. Nothing of either is kept or told: they are a question like any other.
import type Database from 'better-sqlite3';
import type { Suggestion } from '#shared/contract/knowledge.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { isOpenAt } from '#shared/domain/accounts/hours.ts';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import {
  type ArticleSearch,
  type ArticleSearchResult,
  type ArticleSummary,
  everyPractice,
} from '#shared/domain/knowledge/article.ts';
import { callTypesOfReason } from '#shared/domain/knowledge/reasons.ts';
import { rankSuggestions, relevant, saysSomething, type Voice } from '#shared/domain/knowledge/suggest.ts';
import { type ForWhom, rightOf, type Variant } from '#shared/domain/knowledge/variants.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';
import { stemOf } from './engine/text.ts';
import { seenBy } from './heads.ts';
import { summaryOf, summaryRow } from './summaries.ts';

type Db = Database.Database;
export interface SuggestAsked {
  reason: ReasonCode | null;
  step: { words: string } | null;
  accountId: string | null;
  notes: string;
  callId: string | null;
  limit: number;
}
export interface When {
  /** By the desk's calendar, as "2026-11-22". */
  today: string;
  /** UTC instant. */
  now: string;
  /** Whose hours count; null = none is in hand. */
  account: Account | null;
}
export type Find = (request: ArticleSearch) => Promise<Result<ArticleSearchResult>>;

/** Of each list so many count: behind them nothing is the answer to a call. */
const depth = 12;
/** Searched deeper, because samples are left out. */
const searched = 40;

interface Row {
  n: number;
  id: string;
  practice: string;
  site: string | null;
  variantOf: string | null;
}
/** Own, in use, seen, of the account or of everybody; the general one only where the account has none in its place. */
function ofCallTypes(
  db: Db,
  role: string,
  types: readonly number[],
  accountId: string | null,
): (Row & { types: string })[] {
  const rows = prepared<[{ types: string; role: string; accountId: string | null }], Row & { types: string }>(
    db,
    `select a.n, a.id, a.practice, a.site, a.variant_of as variantOf, a.call_types as types
     from articles a join article_heads h on h.n = a.n
       left join article_standing s on s.id = a.id and s.version = a.version
     where a.n in (select t.article from article_call_types t where t.call_type in (select value from json_each(@types)))
       and a.sample = 0 and s.retired_at is null and a.translation_of is null
       and a.kind not in ('glossary', 'link') and a.practice in (@accountId, '${everyPractice}') and ${seenBy('a')}
     order by a.practice = '${everyPractice}', length(a.call_types), a.n limit 200`,
  ).all({ types: JSON.stringify(types), role, accountId });
  return rightOnes(rows, { accountId, site: null }).slice(0, depth);
}
const byReason = (db: Db, role: string, { reason, accountId }: SuggestAsked): Row[] =>
  reason === null ? [] : ofCallTypes(db, role, callTypesOfReason[reason], accountId);

/** More about closed hours would leave no room for what the call is about. */
const mostClosed = 3;
/** What is about closed hours alone, while the account's are closed. */
const byClosed = (db: Db, role: string, { account, now }: When): Row[] =>
  account === null || isOpenAt(account, now)
    ? []
    : ofCallTypes(db, role, callTypesOfReason.after_hours, account.id)
        .filter(({ types }) => !types.includes(' '))
        .slice(0, mostClosed);

/** Of each family the one that counts. */
function rightOnes<V extends Variant>(rows: readonly V[], whom: ForWhom): V[] {
  const families = Map.groupBy(rows, ({ id, variantOf }) => variantOf ?? id);
  return rows.filter((row) => rightOf(families.get(row.variantOf ?? row.id) ?? [], whom)?.id === row.id);
}

interface Matched {
  /** As they stand there, each stem once. */
  said: string[];
  /** Stems of all of them, and of those in the title. */
  words: string[];
  named: string[];
}
/** Words of title and passage that the question met, without those that every call has. */
function matched({ title, titleRanges, snippet, snippetRanges }: ArticleSummary): Matched {
  const cut = (text: string, ranges: ArticleSummary['titleRanges']): Map<string, string> =>
    new Map(
      ranges
        .map(([start, end]) => text.slice(start, end).toLowerCase().slice(0, 80))
        .filter(saysSomething)
        .map((word) => [stemOf(word), word]),
    );
  const named = cut(title, titleRanges);
  const all = new Map([...named, ...cut(snippet, snippetRanges)]);
  return { said: [...all.values()], words: [...all.keys()], named: [...named.keys()] };
}

async function byWords(find: Find, words: string, accountId: string | null): Promise<Result<Voice['found']>> {
  // The space says that the last word is whole.
  const answer = await find({
    text: `${words.trim()} `,
    limit: searched,
    ...(accountId === null ? {} : { practice: accountId }),
  });
  if (!answer.ok) return answer;
  return ok(
    relevant(
      answer.value.hits
        .filter(
          (hit) =>
            hit.state !== 'sample' && hit.state !== 'retired' && hit.kind !== 'glossary' && hit.lang === 'en',
        )
        .map((hit) => ({ id: hit.id, ...matched(hit) })),
    )
      .slice(0, depth)
      .map(({ id, said }) => ({ id, words: said })),
  );
}

/** Articles that were pinned to calls of the same reason, most often first: this desk's latest pins alone. */
function pinned(db: Db, role: string, asked: SuggestAsked): string[] {
  if (asked.reason === null) return [];
  return prepared<[{ role: string; reason: string; callId: string }], { id: string }>(
    db,
    `select p.id from (select * from article_pins order by at desc limit 300) p join calls c on c.id = p.call_id
       join article_heads h on h.id = p.id join articles a on a.n = h.n
     where json_extract(c.json, '$.reasonCode') = @reason and p.call_id <> @callId and ${seenBy('a')}
     group by p.id order by count(*) desc, max(p.at) desc limit ${depth}`,
  )
    .all({ role, reason: asked.reason, callId: asked.callId ?? '' })
    .map(({ id }) => id);
}

/** A search that fails fails this; what the reason and the hours say needs none. */
export async function suggestFor(
  db: Db,
  role: string,
  asked: SuggestAsked,
  when: When,
  find: Find,
): Promise<Result<Suggestion[]>> {
  const own = byReason(db, role, asked);
  const voices: Voice[] = [
    {
      kind: 'reason',
      found: own.map(({ id }) => ({ id, words: asked.reason === null ? [] : [asked.reason] })),
    },
    { kind: 'closed', found: byClosed(db, role, when).map(({ id }) => ({ id, words: [] })) },
    { kind: 'pinned', found: pinned(db, role, asked).map((id) => ({ id, words: [] })) },
  ];
  for (const [kind, words] of [
    ['step', asked.step?.words ?? ''],
    ['notes', asked.notes],
  ] as const) {
    if (words.trim() === '') continue;
    const found = await byWords(find, words, asked.accountId);
    if (!found.ok) return found;
    voices.push({ kind, found: found.value });
  }
  const ids = new Set(voices.flatMap(({ found }) => found.map(({ id }) => id)));
  const summaries = new Map([...ids].flatMap((id) => offered(db, role, id, when.today)));
  voices.push({
    kind: 'account',
    found: [...summaries.values()]
      .filter((s) => s.practice !== everyPractice && s.practice === asked.accountId)
      .map(({ id, practice }) => ({ id, words: [practice] })),
  });
  const seen = voices.map(({ kind, found }) => ({
    kind,
    found: found.filter(({ id }) => summaries.has(id)),
  }));
  const ranked = rankSuggestions(seen, asked.limit).flatMap(({ id, why }) => {
    const summary = summaries.get(id);
    return summary === undefined ? [] : [{ summary, why }];
  });
  // What is overdue stays to be found, after what is in order.
  return ok(
    ranked.toSorted((a, b) => Number(a.summary.state === 'overdue') - Number(b.summary.state === 'overdue')),
  );
}

/** Asked again here, whatever the thread found: between its answer and now an article may have gone. */
function offered(db: Db, role: string, id: string, today: string): [string, ArticleSummary][] {
  const row = prepared<[{ id: string; role: string }], { n: number }>(
    db,
    `select a.n from article_heads h join articles a on a.n = h.n where h.id = @id and ${seenBy('a')}`,
  ).get({ id, role });
  const found = row === undefined ? undefined : summaryRow(db, row.n);
  if (found === undefined) return [];
  const summary = summaryOf(found, today);
  return summary.state === 'sample' || summary.state === 'retired' ? [] : [[id, summary]];
}
