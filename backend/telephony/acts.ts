// What desks ask. Each request has an id made by the page: asked again it gets the same answer and does nothing twice, and
// the same id for something else is refused. Only who has a leg of a call may do something to it.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Act, OutboundRule } from '#shared/domain/telephony/acts.ts';
import type { ActAnswer, ActRefusal, actRequest } from '#shared/protocol/telephony.ts';
import type { Caller } from '../http/signed.ts';
import { ensureAgent } from './agents.ts';
import { agentActs } from './acts-agent.ts';
import { aroundActs } from './acts-around.ts';
import { answerBegun, type Began } from './acts-begun.ts';
import { callActs } from './acts-call.ts';
import { transferActs } from './acts-transfer.ts';
import { withPayments } from './hand-off.ts';
import type { VoiceParts } from './parts.ts';
import { ownOrg } from './tokens.ts';

export interface Said {
  refused: ActRefusal | null;
  rules: readonly OutboundRule[];
}
export const fine: Said = { refused: null, rules: [] };
export const no = (refused: ActRefusal, rules: readonly OutboundRule[] = []): Said => ({ refused, rules });
export type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>;
export type Acts = {
  [K in Act['kind']]: (parts: VoiceParts, person: string, act: ActOf<K>, requestId: string) => Promise<Said>;
};

const all: Acts = {
  ...agentActs,
  ...callActs,
  ...transferActs,
  ...withPayments(transferActs),
  ...aroundActs,
};
/** Another process does the same request: it is waited for so long. */
const waitMs = 8_000;
/** And so long, when it was begun and its process is still at it. */
const mostMs = 16_000;
const lookMs = 100;

interface ActRow {
  person_id: string;
  digest: string;
  answer: Said | null;
  began: Began | null;
  at: Date;
}

export async function actFor(
  parts: VoiceParts,
  who: Caller,
  asked: z.infer<typeof actRequest>,
): Promise<ActAnswer> {
  const org = ownOrg(parts, who);
  const { person, requestId, act } = asked;
  // A NUL is no character of any text here, and the database takes none.
  if (JSON.stringify([person, act]).includes('\\u0000'))
    return { v: 2, refused: 'invalid', rules: [], version: 0 };
  const now = parts.clock();
  await ensureAgent(parts.pool, org, person, now);
  const digest = createHash('sha256').update(JSON.stringify(act)).digest('hex');
  const made = await parts.pool.query(
    `insert into voice_act (org_id, request_id, person_id, digest, at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [org, requestId, person, digest, now],
  );
  const said =
    made.rowCount === 1
      ? await doOnce(parts, org, requestId, person, act)
      : await sameAgain(parts, org, requestId, { person, digest, act });
  const version = await parts.pool.query<{ version: string }>(
    'select version from voice_agent where org_id = $1 and person_id = $2',
    [org, person],
  );
  return {
    v: 2,
    refused: said.refused,
    rules: [...said.rules],
    version: Number(version.rows[0]?.version ?? 0),
  };
}

async function doOnce(
  parts: VoiceParts,
  org: string,
  requestId: string,
  person: string,
  act: Act,
): Promise<Said> {
  try {
    // The table has one entry for each kind, so what is looked up fits.
    const said = await (all[act.kind] as (p: VoiceParts, who: string, a: Act, id: string) => Promise<Said>)(
      parts,
      person,
      act,
      requestId,
    );
    return await keepAnswer(parts, org, requestId, said);
  } catch (error) {
    // Nothing was answered, so the same request may be asked again.
    await parts.pool
      .query(
        'delete from voice_act where org_id = $1 and request_id = $2 and answer is null and began is null',
        [org, requestId],
      )
      .catch(() => undefined);
    throw error;
  }
}

/** The first answer stands: whoever comes later says the same. */
async function keepAnswer(parts: VoiceParts, org: string, requestId: string, said: Said): Promise<Said> {
  const kept = await parts.pool.query(
    'update voice_act set answer = $3 where org_id = $1 and request_id = $2 and answer is null',
    [org, requestId, JSON.stringify(said)],
  );
  if (kept.rowCount === 1) return said;
  const found = await parts.pool.query<Pick<ActRow, 'answer'>>(
    'select answer from voice_act where org_id = $1 and request_id = $2',
    [org, requestId],
  );
  return found.rows[0]?.answer ?? said;
}

/** Done twice it would be undone: when nobody knows whether it was done, that is the answer. */
const undoesItself: ReadonlySet<Act['kind']> = new Set(['swap']);

/** The answer that was given. One that never came, because its process died, is worked out anew: acts may be repeated. */
async function sameAgain(
  parts: VoiceParts,
  org: string,
  requestId: string,
  asked: { person: string; digest: string; act: Act },
): Promise<Said> {
  for (let waited = 0; ; waited += lookMs) {
    const found = await parts.pool.query<ActRow>(
      'select person_id, digest, answer, began, at from voice_act where org_id = $1 and request_id = $2',
      [org, requestId],
    );
    const row = found.rows[0];
    if (row && (row.person_id !== asked.person || row.digest !== asked.digest)) return no('invalid');
    if (row?.answer) return row.answer;
    const over =
      waited >= waitMs || (row !== undefined && parts.clock().getTime() - row.at.getTime() >= waitMs);
    if (row?.began && over) {
      const said = await answerBegun(parts, row.began);
      if (said !== null) return keepAnswer(parts, org, requestId, said);
      // Whoever is at it is slow, and alive: what it will answer is waited for, and no other answer is written.
      if (waited >= mostMs) return no('carrier-silent');
    } else if (row && over && undoesItself.has(asked.act.kind)) return no('carrier-silent');
    else if (!row || over) return doOnce(parts, org, requestId, asked.person, asked.act);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
