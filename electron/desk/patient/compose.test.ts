import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer, bundle, json } from '../fhir/testing.ts';
import { patientTables } from '../vault/tables-patients.ts';
import { createPatients } from './compose.ts';
import { keptSchema } from './kept/schema.ts';
import { patientCallerSchema, patientNumbersSchema, patientSchema } from './schema.ts';
import { elena, elenaId, openTestRoom, testNow } from './testing.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.close());

const open = (url: string | null, practice = false) => {
  const core = new Database(':memory:');
  core.exec(patientSchema + patientCallerSchema);
  const patients = new Database(':memory:');
  patients.exec(patientTables + patientNumbersSchema + keptSchema);
  const changed: string[] = [];
  const room = createPatients({
    init: { practice, fhir: url === null ? null : { url, token: 'secret-token' } },
    session: { vault: () => ({ core, patients }) },
    clock: { now: () => testNow },
    changed: (...topics) => void changed.push(...topics),
    oncall: { accounts: () => [] },
  });
  return { room, changed };
};
const ctx = openTestRoom(() => null).ctx();
const full = { ...ctx, surface: 'main', person: null, progress: () => undefined } as const;

it('says how the EHR stands: a refusal is an answer, a log-in page is not', async () => {
  const { room, changed } = open(server.base);
  const ask = () => room.handlers.candidates({ callId: null, number: '617-555-0142' }, full);
  expect(room.state()).toEqual({ state: 'unknown', since: null });
  server.answer((_a, res) => json(res, bundle([elena])));
  expect(await ask()).toMatchObject({ ok: true, value: { candidates: [{ patientId: elenaId }] } });
  expect(room.state()).toEqual({ state: 'online', since: testNow });
  server.answer((_a, res) => json(res, { resourceType: 'OperationOutcome' }, 403));
  await ask();
  expect(room.state().state).toBe('online');
  server.answer((_a, res) => void res.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
  await ask();
  expect(room.state().state).toBe('offline');
  expect(changed).toEqual(['status.changed', 'status.changed']);
});

it('without an EHR each request says so', async () => {
  const { room } = open(null);
  expect(room.state().state).toBe('none');
  const answer = await room.handlers.candidates({ callId: null, number: '617-555-0142' }, full);
  expect(answer).toMatchObject({ ok: false, code: 'ehr-offline' });
});

it('a practice desk asks no EHR, whatever is set up', async () => {
  const { room } = open(server.base, true);
  expect(room.state().state).toBe('none');
  const answer = await room.handlers.candidates({ callId: null, number: '617-555-0142' }, full);
  expect(answer).toMatchObject({ ok: false, code: 'ehr-offline' });
});
