// What a person says of articles: whether one helped, what is wrong with a passage, what was looked for and is not there. Kept in the
// transaction that says it and told by knowledge-sync; a practice desk tells nobody.
import type Database from 'better-sqlite3';
import type { MineRow } from '#shared/contract/knowledge.ts';
import type { TextRange } from '#shared/domain/knowledge/article.ts';
import type { FlagWhy } from '#shared/domain/knowledge/said.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { KnowledgeEvent } from '#shared/protocol/knowledge.ts';
import type { OwnEvent } from '../knowledge-sync/events.ts';
import { prepared } from '../vault/prepared.ts';
import { readFor } from './read.ts';
import type { Asker } from './view.ts';

type Db = Database.Database;
/** Of knowledge-sync: in the caller's transaction; words are sealed there. */
export type Tell = (event: KnowledgeEvent, words: string | null) => void;
interface OfVersion {
  articleId: string;
  version: number;
}

/** Whether this changes what they had said. Inside a transaction. */
export function rate(
  db: Db,
  who: Asker,
  of: OfVersion & { helpful: boolean | null },
  now: string,
): Result<boolean> {
  const found = readFor(db, who.role, of.articleId, of.version);
  if (!found.ok) return found;
  const { changes } = prepared<[string, string, number, number | null, string]>(
    db,
    `insert into article_ratings (person, id, version, helpful, at) values (?, ?, ?, ?, ?)
     on conflict (person, id, version) do update set helpful = excluded.helpful, at = excluded.at
       where helpful is not excluded.helpful`,
  ).run(who.id, of.articleId, of.version, of.helpful === null ? null : Number(of.helpful), now);
  return ok(changes > 0);
}

/** The passage lies in that version, and who flags may see it. */
export function mayFlag(
  db: Db,
  who: Asker,
  of: OfVersion & { range: TextRange | null; why: FlagWhy; words: string },
): Result<null> {
  const found = readFor(db, who.role, of.articleId, of.version);
  if (!found.ok) return found;
  if (of.range !== null && (of.range[0] >= of.range[1] || of.range[1] > found.value.body.length))
    return fail('invalid-input', 'outside the article');
  if (of.why === 'other' && of.words === '') return fail('invalid-input', 'says nothing');
  return ok(null);
}

const states = { unsent: 'waiting', waiting: 'sent', answered: 'answered' } as const;
/** An article that who asks may see no longer is not named; their own words stay theirs. */
export function mineOf(db: Db, role: string, events: readonly OwnEvent[]): MineRow[] {
  return events.map(({ id, event, words, state, answer }) => {
    const flagged = event.kind === 'flag' ? event.facts : null;
    const found = flagged === null ? null : readFor(db, role, flagged.articleId, flagged.version);
    return {
      id,
      kind: flagged === null ? 'question' : 'flag',
      at: event.at,
      why: flagged?.why ?? null,
      article:
        found?.ok === true
          ? { id: found.value.id, version: found.value.version, title: found.value.title }
          : null,
      words,
      state: states[state],
      answer,
    };
  });
}
