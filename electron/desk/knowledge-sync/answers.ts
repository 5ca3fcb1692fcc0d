// Answers to what this desk's people asked, as the feed brings them: put beside their question in one transaction with how far
// answers were taken. Their words stay sealed for this desk's reader.
import type Database from 'better-sqlite3';
import type { FeedAnswer } from '#shared/protocol/knowledge.ts';
import { prepared } from '../vault/prepared.ts';

/** How many were new here. */
export function takeAnswers(
  db: Database.Database,
  { answers, answersUpto, answersMark }: Pick<FeedAnswer, 'answers' | 'answersUpto' | 'answersMark'>,
): number {
  if (answers.length === 0) return 0;
  const put = prepared<[string, string, string, Buffer | null, Buffer | null, string]>(
    db,
    `update knowledge_events set answered_by = ?, answered_at = ?, answer_id = ?, answer_body = ?, answer_key = ?
     where id = ? and answered_at is null`,
  );
  return db
    .transaction(() => {
      let fresh = 0;
      for (const { id, by, at, wordsId, words } of answers)
        fresh += put.run(
          by,
          at,
          wordsId,
          words === null ? null : Buffer.from(words.body, 'base64'),
          words === null ? null : Buffer.from(words.keyForBackend, 'base64'),
          id,
        ).changes;
      prepared(db, 'update knowledge_feed set answers_upto = ?, answers_mark = ?').run(
        answersUpto,
        answersMark,
      );
      return fresh;
    })
    .immediate();
}
