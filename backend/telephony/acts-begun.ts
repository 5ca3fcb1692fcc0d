// What an act has written, kept with its request in the same transaction: when its process dies before the answer, the same
// request asked again gets the answer of what was done, and nothing is done or refused a second time.
import { saidBy } from './acts-call.ts';
import type { Said } from './acts.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { changeCall, type Turn, type Turned } from './turn.ts';
import { carryOut } from './work.ts';

/** `task`: what this task came to is the answer; without one it is `said`. */
export interface Began {
  said: Said;
  task: string | null;
}

/** As `changeCall`, for the step that decides the act. A refusal wrote nothing and is worked out anew. */
export const changeFor = (
  parts: VoiceParts,
  callId: string,
  requestId: string,
  work: (turn: Turn) => Promise<Began>,
): Promise<Turned<Began> | null> =>
  changeCall(parts, callId, async (turn) => {
    const began = await work(turn);
    if (began.said.refused === null)
      await turn.db.query('update voice_act set began = $3 where org_id = $1 and request_id = $2', [
        turn.org,
        requestId,
        JSON.stringify(began),
      ]);
    return began;
  });

/** Does what is still to be done of it. Null = another process is at it, and nobody knows yet what comes of that. */
export async function answerBegun(parts: VoiceParts, { said, task }: Began): Promise<Said | null> {
  if (task === null) return said;
  const known = await parts.pool.query('select 1 from voice_task where org_id = $1 and id = $2', [
    orgOf(parts),
    task,
  ]);
  if (known.rowCount === 0) return said;
  const outcomes = await carryOut(parts, { value: null, tasks: [task], assign: false });
  const outcome = outcomes.get(task) ?? null;
  return outcome === null ? null : saidBy(outcome);
}
