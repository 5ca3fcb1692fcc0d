// What is asked again after an answer was lost is the same to the backend.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { fail, ok } from '#shared/domain/result.ts';
import { createKnowledgeClient, type KnowledgeClientParts } from './client.ts';

function clientWith() {
  const asked: { wordsId: string; words: { body: string } }[] = [];
  const ask = (_method: string, _path: string, _schema: unknown, options: { body: unknown }) => {
    asked.push(options.body as (typeof asked)[number]);
    return Promise.resolve(asked.length === 1 ? fail('offline') : ok({}));
  };
  const sealer: KnowledgeClientParts['sealer'] = {
    seal: (id) => ({
      body: Buffer.from(id),
      forReader: Buffer.from('r'),
      forBackend: { key: Buffer.from('k'), keyId: 'k' },
    }),
    open: () => null,
  };
  const client = createKnowledgeClient({
    client: { ask } as unknown as KnowledgeClientParts['client'],
    sealer,
    uuid: randomUUID,
    pull: () => undefined,
  });
  return { client, asked };
}

it('seals the same answer under the same id, another one under another', async () => {
  const { client, asked } = clientWith();
  const item = randomUUID();
  expect(await client.answer('sam', item, 'Mended.')).toMatchObject({ code: 'offline' });
  await client.answer('sam', item, 'Mended.');
  await client.answer('sam', item, 'Mended!');
  await client.answer('sol', item, 'Mended.');
  await client.answer('sam', randomUUID(), 'Mended.');
  const ids = asked.map((a) => a.wordsId);
  expect(ids[1]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(4);
  // Nobody else can tell the words from the id: another desk's are others.
  const other = clientWith();
  await other.client.answer('sam', item, 'Mended.');
  expect(other.asked[0]?.wordsId).not.toBe(ids[0]);
});
