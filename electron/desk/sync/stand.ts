// Where desk and backend stand: compared at the start of each connection and after anything unclear. Nothing lost, nothing
// doubled, no cloned disk; a lane that doesn't fit stops by itself and the other goes on (facts: sync 1.4).
import type Database from 'better-sqlite3';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import { changesUpto, setChangesUpto } from './changes.ts';
import { countLane } from './counts.ts';
import type { Enrolment } from './device.ts';
import { headAt, sendAgainAfter } from './outbox.ts';

export interface Standing {
  /** Why this lane must not send; null = it may. */
  lanes: Record<Lane, ErrorCode | null>;
  /** Items that are sent again because the backend no longer has them. */
  again: number;
}

/** What a lane learns from the backend's last number and chain head. */
function standOf(
  db: Database.Database,
  lane: Lane,
  there: { lastSeq: number; chainHead: string },
): ErrorCode | null {
  if (there.lastSeq > countLane(db, lane).highest) return 'sync-fork';
  return headAt(db, lane, there.lastSeq) === there.chainHead ? null : 'sync-fork';
}

/**
 * Takes the backend's word on where both stand. Codes: `backend-not-durable`, `interrupted` (another enrolment took this one's place meanwhile).
 */
export function takeHandshake(
  db: Database.Database,
  answer: Handshake2Answer,
  enrolment: Enrolment,
): Result<Standing> {
  if (!answer.durable) return fail('backend-not-durable');
  if (answer.deviceId !== enrolment.deviceId || answer.organisation !== enrolment.organisation)
    return fail('interrupted', 'another device');
  return db
    .transaction((): Result<Standing> => {
      const standing: Standing = { lanes: { urgent: null, normal: null }, again: 0 };
      const otherEpoch = answer.epoch !== null && answer.epoch !== enrolment.epoch;
      for (const lane of lanes) {
        const there = answer.lanes[lane];
        const stops = otherEpoch ? 'sync-fork' : standOf(db, lane, there);
        standing.lanes[lane] = stops;
        if (stops === null) standing.again += sendAgainAfter(db, lane, there.lastSeq);
      }
      // Set back: the numbers of its changes may be given anew, so all are asked for again; known ones stay as they are.
      if (standing.again > 0 || answer.changeHead < changesUpto(db)) setChangesUpto(db, 0);
      return ok(standing);
    })
    .immediate();
}
