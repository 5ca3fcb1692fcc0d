// Version 2 of the wire on a real PostgreSQL over real sockets: two lanes, changes, documents, older and newer programs.
import { createPrivateKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawPublicKey, unseal } from '#desk/vault/seal.ts';
import { demoDocuments } from '#demo/documents/documents.ts';
import { documentsAnswer, push2Answer, type Change, type LaneItem } from '#shared/protocol/lanes.ts';
import { laneStart } from '#shared/protocol/seal-format.ts';
import { countAnswer, errorAnswer, handshakeAnswer } from '#shared/protocol/sync.ts';
import { publish } from './documents/documents.ts';
import { lookAgain } from './messages/again.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { soundMessage, type Answer, type TestDesk } from './testing/desk.ts';
import { byHand } from './testing/ladders.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend?.close());

const reader = (): { key: KeyObject; publicKey: string } => {
  const { privateKey } = generateKeyPairSync('x25519');
  const key = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return { key, publicKey: rawPublicKey(key).toString('base64') };
};
const results = (answer: Answer): string[] =>
  push2Answer.parse(answer.json).results.map((r) => r.why ?? r.result);
const read = (change: Change, key: KeyObject): unknown => {
  const { body, keyForBackend } = change.payload;
  const text = unseal(change.id, Buffer.from(body, 'base64'), Buffer.from(keyForBackend, 'base64'), key);
  return text === null ? null : JSON.parse(text.toString('utf8'));
};
const message = (desk: TestDesk, lane: 'urgent' | 'normal', fields: object = {}): Promise<LaneItem> => {
  const id = randomUUID();
  return desk.laneItem(lane, { id, urgency: 0, text: JSON.stringify(soundMessage(id, fields)) });
};
const urgent = { urgency: 'urgent-clinical' };

describe('two lanes', () => {
  it('keeps a sequence and a chain each; one lane’s gap never stops the other', async () => {
    const desk = await backend.enrolled();
    const { publicKey } = reader();
    expect((await desk.handshake2(publicKey)).lanes).toEqual({
      urgent: { lastSeq: 0, chainHead: laneStart('urgent') },
      normal: { lastSeq: 0, chainHead: laneStart('normal') },
    });
    const normal = [await message(desk, 'normal'), await message(desk, 'normal')];
    const quick = [await message(desk, 'urgent', urgent)];
    const gap = await desk.push2('normal', normal.slice(1), normal[0]!.hash);
    expect(errorAnswer.parse(gap.json)).toMatchObject({ error: 'gap', expected: 1 });
    expect(results(await desk.push2('urgent', quick))).toEqual(['applied']);
    expect(results(await desk.push2('normal', normal))).toEqual(['applied', 'applied']);
    expect(results(await desk.push2('normal', normal))).toEqual(['duplicate', 'duplicate']);
    expect((await desk.handshake2(publicKey)).lanes).toEqual({
      urgent: { lastSeq: 1, chainHead: quick[0]!.hash },
      normal: { lastSeq: 2, chainHead: normal[1]!.hash },
    });
    expect(handshakeAnswer.parse((await desk.request('GET', '/v1/handshake')).json).lastSeq).toBe(2);
  });

  it('refuses an item that was moved to the other lane, and another epoch in either', async () => {
    const desk = await backend.enrolled();
    const first = await message(desk, 'normal');
    expect((await desk.push2('urgent', [first])).status).toBe(400);
    expect((await desk.push2('urgent', [first], laneStart('normal'))).status).toBe(409);
    expect((await desk.push2('normal', [first])).status).toBe(200);
    desk.epoch = randomUUID();
    const other = await desk.push2('urgent', [await message(desk, 'urgent')]);
    expect(errorAnswer.parse(other.json).error).toBe('fork');
  });

  it('takes both lanes at once, and a push that comes twice at the same time once', async () => {
    const desk = await backend.enrolled();
    const quick = [await message(desk, 'urgent', urgent)];
    const slow = [await message(desk, 'normal'), await message(desk, 'normal')];
    const all = await Promise.all([
      desk.push2('urgent', quick),
      desk.push2('normal', slow),
      desk.push2('normal', slow),
    ]);
    // A later counter may overtake an earlier one, which is refused then and sent again.
    if (all[0]!.status !== 200) await desk.push2('urgent', quick);
    if (all.slice(1).every((a) => a.status !== 200)) await desk.push2('normal', slow);
    const stored = await backend.pool.query('select count(*)::int as n from message where device_id = $1', [
      desk.device,
    ]);
    expect(stored.rows[0].n).toBe(3);
  });
});

describe('an older and a newer program', () => {
  it('goes on from version 1 where its one sequence stood', async () => {
    const desk = await backend.enrolled();
    const start = desk.head;
    const old = [await desk.item(), await desk.item()];
    expect((await desk.push(desk.batch(old, start))).status).toBe(200);
    const next = await message(desk, 'normal');
    expect(results(await desk.push2('normal', [next], old[1]!.hash))).toEqual(['applied']);
  });

  it('is 404 where version 2 is unknown, and asks for an update where version 1 is gone', async () => {
    const older = await backend.another({ protocols: [1] });
    const newer = await backend.another({ protocols: [2] });
    const desk = await backend.enrolled('org-one', older.base);
    expect((await desk.push2('normal', [await message(desk, 'normal')])).status).toBe(404);
    expect((await desk.request('GET', '/v1/handshake')).status).toBe(200);
    const young = await backend.enrolled('org-one', newer.base);
    expect(errorAnswer.parse((await young.request('GET', '/v1/handshake')).json).error).toBe('upgrade');
    expect((await young.handshake2(reader().publicKey)).v).toBe(2);
    await older.close();
    await newer.close();
  });

  it('looks again at what it didn’t know, when it starts newer', async () => {
    const desk = await backend.enrolled();
    const items = [await message(desk, 'normal'), await message(desk, 'normal')];
    const strange = await desk.laneItem('normal', { schema: 7 });
    expect(results(await desk.push2('normal', [...items, strange]))).toEqual([
      'applied',
      'applied',
      'unknown-schema 7',
    ]);
    expect(await lookAgain(backend.parts)).toBe(0);
    // As if this program's older self had set it aside: the same item, of a schema that is known now.
    const known = JSON.stringify({ ...strange, schema: 1 });
    await backend.pool.query('update quarantine set raw = $1 where item_id = $2', [known, strange.id]);
    expect((await Promise.all([lookAgain(backend.parts), lookAgain(backend.parts)])).toSorted()).toEqual([
      0, 1,
    ]);
    expect(results(await desk.push2('normal', [...items, strange]))).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
  });
});

describe('changes', () => {
  it('gives every desk what the others did, in order, without gaps, sealed for its own key', async () => {
    const [one, two] = [await backend.enrolled('org-two'), await backend.enrolled('org-two')];
    const [mine, theirs] = [reader(), reader()];
    await one.handshake2(mine.publicKey);
    const { changeHead } = await two.handshake2(theirs.publicKey);
    const taken = await message(one, 'urgent', urgent);
    const raise = await two.entry('urgent', taken.id, {
      kind: 'raise',
      to: 'emergency',
      why: 'agent',
      note: '',
    });
    const own = await message(two, 'normal');
    await Promise.all([one.push2('urgent', [taken]), two.push2('normal', [own])]);
    await two.push2('urgent', [raise]);
    const atOne = await one.changes(changeHead);
    const atTwo = await two.changes(changeHead);
    expect(atOne.map((c) => c.id).toSorted()).toEqual([own.id, raise.id].toSorted());
    expect(atTwo.map((c) => c.id)).toEqual([taken.id]);
    expect([...atOne, ...atTwo].map((c) => c.n).toSorted((a, b) => a - b)).toEqual([
      changeHead + 1,
      changeHead + 2,
      changeHead + 3,
    ]);
    expect(read(atTwo[0]!, theirs.key)).toEqual(soundMessage(taken.id, urgent));
    expect(read(atTwo[0]!, mine.key)).toBeNull();
    expect(atTwo[0]).toMatchObject({ deviceId: one.device, urgency: 0, type: 'message' });
  });

  it('comes in pages of 200 and of about a megabyte', async () => {
    const [one, two] = [await backend.enrolled(), await backend.enrolled()];
    const key = reader();
    const { changeHead } = await two.handshake2(key.publicKey);
    const small = [];
    for (let n = 0; n < 210; n++) small.push(await one.laneItem('normal'));
    await one.push2('normal', small);
    const page = (await two.request('GET', `/v2/changes?after=${changeHead}`)).json;
    expect(page).toMatchObject({ more: true, upto: changeHead + 200 });
    expect((await two.changes(changeHead)).map((c) => c.id)).toEqual(small.map((i) => i.id));
    const big = [];
    for (let n = 0; n < 3; n++) {
      const id = randomUUID();
      const text = `${JSON.stringify(soundMessage(id))}${' '.repeat(480_000)}`;
      big.push(await one.laneItem('normal', { id, text }));
    }
    let before = small.at(-1)!.hash;
    for (const item of big) {
      expect(results(await one.push2('normal', [item], before))).toEqual(['applied']);
      before = item.hash;
    }
    const first = (await two.request('GET', `/v2/changes?after=${changeHead + 210}`)).json;
    expect(first).toMatchObject({ more: true, upto: changeHead + 211 });
    expect(await two.changes(changeHead + 210)).toHaveLength(3);
  });

  it('wants a reader key first, a sound one, and a whole number', async () => {
    const desk = await backend.enrolled();
    expect((await desk.request('GET', '/v2/changes?after=0')).status).toBe(400);
    const zero = Buffer.alloc(32).toString('base64');
    expect(
      (await desk.request('POST', '/v2/handshake', JSON.stringify({ v: 2, readerKey: zero }))).status,
    ).toBe(400);
    await desk.handshake2(reader().publicKey);
    for (const after of ['-1', '1e3', 'x', '']) {
      const answer = await desk.request('GET', `/v2/changes?after=${after}`);
      expect(answer.status).toBe(400);
    }
  });
});

describe('what the backend refuses on its own', () => {
  it('changed words, lowered urgency, an urgent close without outcome, unknown entries', async () => {
    const desk = await backend.enrolled();
    const taken = await message(desk, 'urgent', urgent);
    const fields = (soundMessage(taken.id, urgent) as { fields: object }).fields;
    const version = (change: object) => ({
      kind: 'version',
      base: 1,
      fields: { ...fields, ...change },
      incomplete: [],
      why: 'spelling',
    });
    const close = (change: object = {}) => ({
      kind: 'close',
      disposition: 'handled',
      openReason: '',
      ...change,
    });
    const outcome = {
      kind: 'outcome',
      what: 'called-patient',
      happenedAt: '2026-11-22T03:10:00.000Z',
      text: '',
      clinician: 'Dr Synthetic',
    };
    const bodies = [
      version({ callerName: 'Another Spelling' }),
      version({ verbatim: 'something else' }),
      version({ urgency: 'routine-clinical' }),
      { kind: 'raise', to: 'routine-clinical', why: 'agent', note: '' },
      { kind: 'raise', to: 'emergency', why: 'agent', note: '' },
      version({}),
      close(),
      close({ disposition: 'ladder-ended' }),
      byHand('no-answer', 'urgent-voice'),
      close({ disposition: 'ladder-ended', openReason: 'nobody answered' }),
      { kind: 'reopen' },
      { ...outcome, text: 'x'.repeat(2001) },
      outcome,
      close(),
    ];
    const items = [taken];
    for (const body of bodies) items.push(await desk.entry('urgent', taken.id, body));
    const expected = [
      'applied',
      'applied',
      'verbatim-changed',
      'urgency-lowered',
      'urgency-lowered',
      'applied',
      // Written before its desk heard of the raise: kept, the urgency stays raised.
      'applied',
      'close-without-outcome',
      'close-without-outcome',
      'applied',
      'applied',
      'not-valid body.kind',
      'not-valid body.text',
      'applied',
      'applied',
    ];
    // In one batch, and each in a batch of its own, where the rules look at what is stored.
    expect(results(await desk.push2('urgent', items))).toEqual(expected);
    const slow = await backend.enrolled();
    const again = await message(slow, 'urgent', urgent);
    const single: string[] = [];
    let before = laneStart('urgent');
    const push = async (item: LaneItem): Promise<void> => {
      single.push(...results(await slow.push2('urgent', [item], before)));
      before = item.hash;
    };
    await push(again);
    for (const body of bodies) await push(await slow.entry('urgent', again.id, body));
    expect(single).toEqual(expected);
  });

  it('takes a raise before its message, and no version of what it doesn’t have', async () => {
    const desk = await backend.enrolled();
    const id = randomUUID();
    const raise = await desk.entry('urgent', id, { kind: 'raise', to: 'emergency', why: 'agent', note: '' });
    const lowered = await desk.laneItem('urgent', {
      urgency: 3,
      text: undefined,
    });
    expect(results(await desk.push2('urgent', [raise, lowered]))).toEqual(['applied', 'urgency-lowered']);
    const version = await desk.entry('normal', randomUUID(), {
      kind: 'version',
      base: 1,
      fields: (soundMessage(id) as { fields: object }).fields,
      incomplete: [],
      why: '',
    });
    expect(results(await desk.push2('normal', [version]))).toEqual(['no-message']);
    const count = countAnswer.parse((await desk.request('GET', '/v1/messages/count')).json);
    expect(count.messages).toBeGreaterThan(0);
    expect(backend.logged.join('\n')).not.toContain('Synthetic');
  });
});

describe('a desk that has seen more changes than there are', () => {
  it('is told that there is a gap: this backend was restored, and numbers mean other things now', async () => {
    const desk = await backend.enrolled();
    await desk.handshake2(reader().publicKey);
    const head = (
      await backend.pool.query("select change_n::int as n from organisation where id = 'org-one'")
    ).rows[0].n;
    expect((await desk.request('GET', `/v2/changes?after=${head}`)).status).toBe(200);
    const answer = await desk.request('GET', `/v2/changes?after=${head + 1}`);
    expect([answer.status, errorAnswer.parse(answer.json)]).toMatchObject([
      409,
      { error: 'gap', expected: 0 },
    ]);
  });
});

describe('what bad input gets', () => {
  it('a named error, and the lanes stay where they were', async () => {
    const desk = await backend.enrolled();
    const item = await message(desk, 'normal');
    const push = {
      v: 2,
      lane: 'normal',
      epoch: desk.epoch,
      batchId: randomUUID(),
      chainBefore: laneStart('normal'),
      more: false,
      items: [item],
    };
    const odd: [string, string, object | string, number, string][] = [
      ['POST', '/v2/push', '<html>', 400, 'invalid'],
      ['POST', '/v2/push', { ...push, v: 3 }, 426, 'upgrade'],
      ['POST', '/v2/push', { ...push, lane: 'fast' }, 400, 'invalid'],
      ['POST', '/v2/push', { ...push, more: 'yes' }, 400, 'invalid'],
      ['POST', '/v2/push', { ...push, items: [] }, 400, 'invalid'],
      ['POST', '/v2/push', { ...push, items: [{ ...item, type: 'call' }] }, 400, 'invalid'],
      ['POST', '/v2/push', { ...push, items: [{ ...item, author: 'two\nlines' }] }, 400, 'invalid'],
      ['POST', '/v2/push', { ...push, organisation: 'org-two' }, 400, 'invalid'],
      ['POST', '/v2/push', { ...push, items: [{ ...item, urgency: 1 }] }, 400, 'invalid'],
      ['POST', '/v2/handshake', { v: 2 }, 400, 'invalid'],
      ['POST', '/v2/handshake', { v: 1, readerKey: 'x' }, 426, 'upgrade'],
      ['POST', '/v2/documents', { v: 2, have: [{ kind: 'card', id: 'x', version: 1 }] }, 400, 'invalid'],
      ['POST', '/v2/documents', { v: 2, have: [{ kind: 'account', id: 'x', version: 0 }] }, 400, 'invalid'],
      ['GET', '/v2/push', '', 404, 'invalid'],
    ];
    for (const [method, path, body, status, error] of odd) {
      const answer = await desk.request(method, path, typeof body === 'string' ? body : JSON.stringify(body));
      expect([path, answer.status, errorAnswer.parse(answer.json).error]).toEqual([path, status, error]);
    }
    for (const path of ['/v2/push', '/v2/handshake', '/v2/documents'])
      expect((await desk.send('POST', path, '{}', {})).status).toBe(401);
    expect((await desk.send('GET', '/v2/changes', '', {})).status).toBe(401);
    expect(results(await desk.push2('normal', [item]))).toEqual(['applied']);
  });
});

describe('documents', () => {
  it('gives what is newer than the desk’s, and never another organisation’s', async () => {
    const desk = await backend.enrolled();
    const at = backend.parts.clock();
    const found = demoDocuments.find((d) => d.kind === 'account' && d.id === 'riverside')!;
    const jsonOf = (change: object): string => JSON.stringify({ ...JSON.parse(found.json), ...change });
    const one = { kind: 'account', id: 'riverside', version: 1, json: jsonOf({ version: 1 }) } as const;
    const two = { ...one, version: 2, json: jsonOf({ version: 2 }) };
    const foreign = { ...one, id: 'foreign', json: jsonOf({ id: 'foreign' }) };
    expect(await publish(backend.pool, 'org-one', [one, two], at)).toBe(2);
    expect(await publish(backend.pool, 'org-one', [{ ...two, json: jsonOf({ name: 'Other' }) }], at)).toBe(0);
    await publish(backend.pool, 'org-two', [foreign], at);
    const ask = async (have: object[]) => {
      const answer = await desk.request('POST', '/v2/documents', JSON.stringify({ v: 2, have }));
      return documentsAnswer.parse(answer.json).documents;
    };
    expect(await ask([])).toEqual([{ ...two, publishedAt: at.toISOString() }]);
    expect(await ask([{ kind: 'account', id: 'riverside', version: 1 }])).toHaveLength(1);
    expect(await ask([{ kind: 'account', id: 'riverside', version: 2 }])).toEqual([]);
  });

  it.each([
    ['{no', 'not-valid'],
    ['{"v":1}', 'not-valid id'],
    [demoDocuments.find((d) => d.kind === 'account')!.json, 'other-id'],
  ])('keeps none when one cannot be read: %.10s', async (json, why) => {
    const sound = demoDocuments.find((d) => d.kind === 'on-call')!;
    const bad = { kind: 'account', id: 'not-this', version: 1, json } as const;
    await expect(publish(backend.pool, 'org-two', [sound, bad], new Date())).rejects.toThrow(why);
    const kept = await backend.pool.query(
      "select id from document where org_id = 'org-two' and kind = 'on-call'",
    );
    expect(kept.rows).toEqual([]);
  });
});
