// What is published without a person: once, all or none, and never below what the feed has.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoKnowledge } from '#demo/documents/knowledge.ts';
import { feedAnswer, feedBody } from '#shared/protocol/knowledge.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { knowledgeAtStart, publishBodies, startKnowledge } from './publish.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend?.close());
const of = () => ({ ...backend.parts, organisation: 'org-one' });
const body = (id: string, version: number) => ({
  kind: 'article' as const,
  article: articleFor(id, version),
});

it('passes over what is there or newer', async () => {
  expect(await publishBodies(of(), [body('a', 1), body('b', 2)])).toBe(2);
  expect(await publishBodies(of(), [body('a', 1), body('b', 1), body('b', 3)])).toBe(1);
  await expect(publishBodies({ ...of(), organisation: 'nobody' }, [body('c', 1)])).rejects.toThrow(
    'no such organisation',
  );
});

it('gives the demo what its desks see arrive, once however often it starts', async () => {
  const asked = knowledgeAtStart.parse(
    demoKnowledge('2026-11-21T20:30:00.000Z', new Date('2026-11-23T10:00:00.000Z')),
  );
  await startKnowledge(of(), asked);
  await startKnowledge(of(), asked);
  const desk = await backend.enrolled();
  const answer = await desk.ask('/v2/knowledge/feed', {
    after: 3,
    mark: null,
    answersAfter: 0,
    answersMark: null,
  });
  const kinds = feedAnswer.parse(answer.json).items.map((item) => feedBody.parse(JSON.parse(item.json)).kind);
  expect(kinds).toEqual(['article', 'announcement']);
  const rows = await backend.pool.query<{ n: number }>('select count(*)::int as n from knowledge_event');
  expect(rows.rows[0]?.n).toBe(1);
});
