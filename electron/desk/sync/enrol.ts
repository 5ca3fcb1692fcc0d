// Enrolment with a one-time code: the device's public key becomes known to the backend, which answers who we are there.
import type Database from 'better-sqlite3';
import { enrolAnswer, peopleAnswer, type EnrolAnswer } from '#shared/protocol/enrol.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Person } from '../router/context.ts';
import type { BackendClient } from './backend-client.ts';
import { setChangesUpto } from './changes.ts';
import { findEnrolment, putEnrolment } from './device.ts';
import { startOver } from './outbox.ts';

export interface EnrolDeps {
  client: BackendClient;
  core: Database.Database;
  devicePublicKey: Buffer;
  uuid(): string;
  deviceName: string;
  /** What the organisation said of itself: once, to a person's code. */
  told?(answer: EnrolAnswer): void;
}

export async function enrol(deps: EnrolDeps, code: string): Promise<Result<null>> {
  let problem: string | null = null;
  const ask = (more: object): Promise<Result<EnrolAnswer>> =>
    deps.client.ask('POST', '/v1/enrol', enrolAnswer, {
      signed: false,
      body: {
        v: 1,
        code,
        publicKey: deps.devicePublicKey.toString('base64'),
        name: deps.deviceName,
        ...more,
      },
      refused: ({ error }) => void (problem = error),
    });
  let answer = await ask({ knows: ['policy'] });
  // A backend from before there were policies takes no word that it doesn't know.
  if (!answer.ok && problem === 'invalid') answer = await ask({});
  if (!answer.ok) return answer;
  const { organisation, organisationName, deviceId, sealKey } = answer.value;
  const before = findEnrolment(deps.core);
  // What was taken for one organisation is never handed to another.
  if (before !== null && before.organisation !== organisation)
    return fail('conflict', 'another organisation');
  // The same device again (a code sent twice): its chain goes on.
  if (before !== null && before.deviceId === deviceId) {
    deps.told?.(answer.value);
    return ok(null);
  }
  deps.core
    .transaction(() => {
      putEnrolment(deps.core, { organisation, organisationName, deviceId, sealKey, epoch: deps.uuid() });
      // A new enrolment begins both chains anew: what was saved before goes to this backend from the first item, and
      // everything that others did is asked for again.
      startOver(deps.core);
      setChangesUpto(deps.core, 0);
    })
    .immediate();
  deps.told?.(answer.value);
  return ok(null);
}

export async function fetchPeople(client: BackendClient): Promise<Result<Person[]>> {
  const answer = await client.ask('GET', '/v1/people', peopleAnswer, { deadlineMs: 4000 });
  return answer.ok ? ok(answer.value.people) : answer;
}
