// Where two people have to stand behind words, also of what the feed does not know, and whoever else is named as a writer (C11).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposalFull } from '#shared/protocol/knowledge-acts.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import shipped from '../../data/knowledge/plain.json' with { type: 'json' };
import type { TestDesk } from '../testing/desk.ts';
import { startHouse, told, type House } from '../testing/house.ts';
import { articleFor } from '#shared/domain/knowledge/testing.ts';

let house: House;
let backend: TestBackend;
let desk: TestDesk;
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  await house.policy(backend.parts);
  desk = await backend.enrolled();
  for (const person of ['sam', 'sol', 'tia'])
    expect((await house.signIn(desk, person, backend.parts.clock())).status).toBe(200);
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});
const propose = (person: string, article: object, more: object = {}) =>
  desk.ask('/v2/knowledge/propose', { person, id: randomUUID(), article, note: '', writers: [], ...more });
const decide = (person: string, id: string, decision = 'approve', note = '') =>
  desk.ask('/v2/knowledge/decide', { person, id, decision, note });
const stateOf = (answer: { json: Record<string, unknown> }): unknown => answer.json['state'];

describe('two people', () => {
  it('stands behind what came with the program, whatever a desk says that was', async () => {
    // Three policies and some thirty drafts ship, and no feed has them.
    for (const id of ['policy-recorded-line', 'chest-pain-on-the-call', 'MPlusHealthTopics_0000001_1'])
      for (const version of [1, 2, 99])
        expect(stateOf(await propose('sam', articleFor(id, version)))).toBe('open');
    // One that shipped plain is replaced by one person, at exactly the version that shipped.
    const plain = shipped['interpreter'];
    for (const version of [plain, plain + 2])
      expect(stateOf(await propose('sam', articleFor('interpreter', version)))).toBe('open');
    expect(stateOf(await propose('sam', articleFor('interpreter', plain + 1)))).toBe('published');
    // Nor is anything new that the feed never had under a lower version.
    expect(stateOf(await propose('sam', articleFor('own-late', 2)))).toBe('open');
  });
  it('stands behind what takes a policy’s place, or says it in another language', async () => {
    const id = randomUUID();
    await propose('sam', articleFor('own-house', 1, { kind: 'policy' }), { id });
    const there = { practice: 'riverside' };
    const variant = (of: string) => articleFor(`own-for-${of}`, 1, { ...there, variantOf: of });
    const spanish = (of: string) =>
      articleFor(`own-es-${of}`, 1, { lang: 'es', translationOf: { id: of, version: 1 } });
    // Also while it waits, and of what shipped.
    for (const of of ['own-house', 'policy-minimum-words', 'harbor-fever-on-treatment'])
      for (const article of [variant(of), spanish(of)])
        expect(stateOf(await propose('sam', article))).toBe('open');
    expect(stateOf(await decide('sol', id))).toBe('published');
    const waiting = randomUUID();
    expect(stateOf(await propose('sam', variant('own-house'), { id: waiting }))).toBe('open');
    expect(stateOf(await decide('sol', waiting))).toBe('published');
    // Nor does it leave by way of a version that names nothing any more, or of a translation of the variant.
    expect(stateOf(await propose('sam', articleFor('own-for-own-house', 2, there)))).toBe('open');
    expect(stateOf(await propose('sam', spanish('own-for-own-house')))).toBe('open');
    expect(stateOf(await propose('sam', variant('interpreter')))).toBe('published');
  });
  it('loses no writer among made-up names', async () => {
    const policy = articleFor('own-crowd', 1, { kind: 'policy' });
    const last = randomUUID();
    const first = randomUUID();
    await propose('sol', policy, { id: first });
    await decide('sol', first, 'withdraw');
    for (let n = 0; n < 4; n++)
      await propose('tia', policy, {
        id: n === 3 ? last : randomUUID(),
        writers: Array.from({ length: 20 }, (_, i) => `a-${n}-${i}`),
      });
    expect(told(await decide('sol', last))).toBe('refused knowledge-own');
    const { proposal } = proposalFull.parse(
      (await desk.ask('/v2/knowledge/proposal', { person: 'sam', id: last })).json,
    );
    expect(proposal.writers.map((w) => w.id)).toEqual(['sol', 'tia']);
  });
});
