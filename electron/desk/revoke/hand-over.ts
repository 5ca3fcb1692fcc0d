// A revoked device hands over what the backend does not have yet (C36): sealed for it as always, lane by lane, until
// nothing waits. Without a handshake, which a revoked device is refused: the rows know what was acknowledged last.
import type Database from 'better-sqlite3';
import { push2Answer } from '#shared/protocol/lanes.ts';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { findEnrolment } from '../sync/device.ts';
import {
  acknowledge,
  type Batch,
  columns,
  nextBatch,
  waits,
  wrapLate,
  type Row,
  type WrapForBackend,
} from '../sync/outbox.ts';

export interface HandOverDeps {
  client: BackendClient;
  core: Database.Database;
  wrap: WrapForBackend;
  now(): string;
  uuid(): string;
}
const batch = { items: 100, bytes: 1_000_000 };

/** How a lane stands: empty, worth another try, or refused for good by a backend that was there. */
export type Left = 'none' | 'later' | 'refused';

/** A row that nothing opens stops its lane, but not what stands before it. */
function batchOf({ core, wrap }: HandOverDeps, lane: Lane): Batch | null {
  for (const limits of [batch, { ...batch, items: 1 }])
    try {
      return nextBatch(core, wrap, lane, limits);
    } catch {
      // One at a time then.
    }
  return null;
}

async function pushLane(deps: HandOverDeps, lane: Lane): Promise<Left> {
  const { core, client } = deps;
  const enrolment = findEnrolment(core);
  if (enrolment === null) return 'refused';
  while (waits(core, lane)) {
    const next = batchOf(deps, lane);
    // Saved before this device was enrolled, and nothing can open it here any more (./rest.ts takes what follows).
    if (next === null) return 'refused';
    const batchId = deps.uuid();
    const { chainBefore, items, more, upto } = next;
    let permanent = false;
    const answer = await client.ask('POST', '/v2/push', push2Answer, {
      body: { v: 2, lane, epoch: enrolment.epoch, batchId, chainBefore, more, items },
      as: enrolment.deviceId,
      refused: (by) => void (permanent = by.error !== null && by.status < 500 && by.retryAfterMs === null),
    });
    if (!answer.ok) return permanent && answer.message !== 'replayed' ? 'refused' : 'later';
    if (answer.value.batchId !== batchId || answer.value.upto < (items[0]?.seq ?? 0)) return 'refused';
    acknowledge(core, answer.value, upto, deps.now());
  }
  return 'none';
}

/** One round over both lanes, the urgent one first. */
export async function handOver(deps: HandOverDeps): Promise<Left> {
  const left: Left[] = [];
  for (const lane of lanes) left.push(await pushLane(deps, lane));
  return left.includes('later') ? 'later' : left.includes('refused') ? 'refused' : 'none';
}

/** While the reader is still here: what was saved before the enrolment gets its key for the backend. */
export function wrapWaiting(core: Database.Database, wrap: WrapForBackend): void {
  core
    .transaction(() => {
      const rows = core
        .prepare<[], Row>(`SELECT ${columns} FROM outbox WHERE state = 'waiting' AND key_for_backend IS NULL`)
        .all();
      for (const row of rows)
        try {
          wrapLate(core, row, wrap);
        } catch {
          // One that not even the reader opens: the receipt counts it, and it takes no other with it.
        }
    })
    .immediate();
}

export const countUnsent = (core: Database.Database): number =>
  Number(
    core.prepare<[], { n: number }>("SELECT count(*) AS n FROM outbox WHERE state = 'waiting'").get()?.n ?? 0,
  );
