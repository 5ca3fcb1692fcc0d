// Searches that found nothing, counted by day in this desk's vault: known words only (shared/domain/knowledge/misses.ts). Nothing of
// it is sent anywhere or written to a log.
import type Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MissRow } from '#shared/contract/authoring.ts';
import { reasonCode, type ReasonCode } from '#shared/domain/accounts/reason.ts';
import { daysAfter } from '#shared/domain/knowledge/draft.ts';
import { normaliseMiss, type MissKnown } from '#shared/domain/knowledge/misses.ts';
import { prepared } from '../vault/prepared.ts';

type Db = Database.Database;
/** Rows kept; the oldest days go first. */
export const mostMisses = 5000;
export const missDays = 90;
const mostShown = 500;

export interface MissAsked {
  text: string;
  accountId: string | null;
  /** The call's reason, where one was chosen. */
  reason: ReasonCode | null;
  /** The desk's own calendar day. */
  today: string;
}

/** Inside a transaction. False = nothing was asked. A question of hidden words alone is kept as their number. */
export function keepMiss(db: Db, asked: MissAsked, known: MissKnown): boolean {
  const miss = normaliseMiss(asked.text, known);
  if (miss === null) return false;
  prepared(
    db,
    `insert into knowledge_misses (day, account_id, reason, words, hidden, count) values (?, ?, ?, ?, ?, 1)
     on conflict (day, account_id, reason, words, hidden) do update set count = count + 1`,
  ).run(asked.today, asked.accountId ?? '', asked.reason ?? '', miss.words.join(' '), miss.hidden);
  prune(db, asked.today);
  return true;
}
function prune(db: Db, today: string): void {
  prepared(db, 'delete from knowledge_misses where day < ?').run(daysAfter(today, -missDays));
  const rows = prepared<[], { n: number }>(db, 'select count(*) as n from knowledge_misses').get()?.n ?? 0;
  if (rows <= mostMisses) return;
  prepared(
    db,
    `delete from knowledge_misses where (day, account_id, reason, words, hidden) in
       (select day, account_id, reason, words, hidden from knowledge_misses order by day, count limit ?)`,
  ).run(rows - mostMisses);
}

/** By words, the most often missed first. */
export function missReport(db: Db, of: { days: number; today: string }): { rows: MissRow[]; total: number } {
  const since = daysAfter(of.today, 1 - of.days);
  const total =
    prepared<[string], { n: number }>(
      db,
      'select coalesce(sum(count), 0) as n from knowledge_misses where day >= ?',
    ).get(since)?.n ?? 0;
  const rows = prepared<
    [string],
    { words: string; hidden: number; account_id: string; reason: string; count: number; day: string }
  >(
    db,
    `select words, hidden, account_id, reason, sum(count) as count, max(day) as day from knowledge_misses
     where day >= ? group by words, hidden, account_id, reason`,
  ).all(since);
  const byWords = new Map<string, MissRow>();
  for (const row of rows) {
    const key = `${row.words} ${row.hidden}`;
    const at =
      byWords.get(key) ??
      ({
        words: row.words === '' ? [] : row.words.split(' '),
        hidden: row.hidden,
        count: 0,
        accounts: [],
        reasons: [],
        lastDay: row.day,
      } satisfies MissRow);
    byWords.set(key, at);
    at.count += row.count;
    if (row.day > at.lastDay) at.lastDay = row.day;
    if (row.account_id !== '' && !at.accounts.includes(row.account_id) && at.accounts.length < 40)
      at.accounts.push(row.account_id);
    const code = reasonCode.safeParse(row.reason);
    if (!code.success) continue;
    const reason = at.reasons.find((r) => r.code === code.data);
    if (reason === undefined) at.reasons.push({ code: code.data, count: row.count });
    else reason.count += row.count;
  }
  const shown = [...byWords.values()]
    .toSorted((a, b) => b.count - a.count || (a.lastDay < b.lastDay ? 1 : -1))
    .slice(0, mostShown);
  return { rows: shown, total };
}
export const forgetMisses = (db: Db): number => prepared(db, 'delete from knowledge_misses').run().changes;

/** Mail and web addresses are small throughout, whoever they name. */
const addresses = /\S*(?:@|:\/\/|\p{L}\.[\p{L}\p{N}-]+\.?)\S*|\S*\p{L}[/\\]\S*/gu;

const listed = (folder: string, name: string): ReadonlySet<string> =>
  new Set(readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean));

export interface MissSources {
  /** The shipped data/knowledge. */
  folder: string;
  core(): Db;
  /** Null where patients can't be read at this moment. */
  patients(): Db | null;
  /** Names of people of the organisation. */
  staff(): readonly string[];
  /** Names of callers and patients beside `patients`: of whoever is on the line, or was. */
  callers(): readonly string[];
}
/** What is known at this moment; the lists are read when they are first needed. */
export function missKnownOf(sources: MissSources): () => MissKnown {
  let lists: { words: ReadonlySet<string>; given: ReadonlySet<string> } | null = null;
  return () => {
    lists ??= {
      words: listed(sources.folder, 'words.txt'),
      given: listed(sources.folder, 'given-names.txt'),
    };
    const { words, given } = lists;
    const db = sources.core();
    const patients = sources.patients();
    const staff = wordsIn(sources.staff());
    const callers = wordsIn(sources.callers());
    return {
      isWord: (word) => words.has(word) || (!given.has(word) && ownArticleWrites(db, word)),
      // Whoever works here may be called like a thing; a patient's name is hidden whatever else it means.
      isName: (word) =>
        (staff.has(word) && !words.has(word)) ||
        callers.has(word) ||
        (patients !== null && isKept(patients, word)),
    };
  };
}
const wordsIn = (names: readonly string[]): ReadonlySet<string> =>
  new Set(
    names.flatMap((name) =>
      name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .split(/[^a-z]+/),
    ),
  );
/** Names of the people whom patients.db keeps, word by word (patient/kept). */
const isKept = (patients: Db, word: string): boolean =>
  prepared<[string], { id: number }>(
    patients,
    `select w.id from kept_word w where w.word = ? and exists (select 1 from kept_name n where n.word = w.id)`,
  ).get(word) !== undefined;

/**
 * Whether an article of the practice writes it in small letters, as names are not. A few of the articles that hold the word are
 * looked at: enough for a word that is used, and quick.
 */
function ownArticleWrites(db: Db, word: string): boolean {
  const rows = prepared<[string], { text: string }>(
    db,
    `select a.title || char(10) || a.keywords || char(10) || a.body as text from article_words w
       join article_heads h on h.n = w.rowid join articles a on a.n = h.n
     where article_words match ? and h.sample = 0 limit 5`,
  ).all(`"${word}"`);
  const small = new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'u');
  return rows.some(({ text }) =>
    small.test(text.replace(addresses, ' ').normalize('NFKD').replace(/\p{M}/gu, '')),
  );
}
