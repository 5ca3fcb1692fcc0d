// A backend that was set back and has caught up has given a desk's number to another change: the desk must hear of it.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawPublicKey } from '#desk/vault/seal.ts';
import { changesAnswer } from '#shared/protocol/lanes.ts';
import { errorAnswer } from '#shared/protocol/sync.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { soundMessage } from '../testing/desk.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend?.close());

it('answers `gap` when the number that a desk knows is another item now', async () => {
  const [one, two] = [await backend.enrolled(), await backend.enrolled()];
  await two.handshake2(rawPublicKey(generateKeyPairSync('x25519').privateKey).toString('base64'));
  const id = randomUUID();
  const fields = { urgency: 'urgent-clinical' };
  await one.push2('urgent', [
    await one.laneItem('urgent', { id, urgency: 1, text: JSON.stringify(soundMessage(id, fields)) }),
  ]);
  const first = changesAnswer.parse((await two.request('GET', '/v2/changes?after=0')).json);
  expect(first).toMatchObject({ upto: 1, at: id });
  const ask = async (at: string) => (await two.request('GET', `/v2/changes?after=1&at=${at}`)).json;
  expect(changesAnswer.parse(await ask(id))).toMatchObject({ upto: 1, changes: [], at: id });
  expect(errorAnswer.parse(await ask(randomUUID()))).toMatchObject({ error: 'gap', expected: 0 });
  expect(errorAnswer.parse(await ask('no-id'))).toMatchObject({ error: 'invalid' });
});
