// What is not from the carrier, or comes twice, late or in the wrong order; people and calls that are somebody else's.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { line, startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';
import { switchAccount, switchToken } from '../testing/switch.ts';

const caller = '+12125550123';
let centre: Centre;
let ann: Seat;
beforeAll(async () => {
  centre = await startCentre(freshDatabase);
  ann = await centre.seat('ann');
});
afterEach(() => centre.clear());
afterAll(() => centre?.close());

const rows = async (): Promise<string> => {
  const found = await centre.pool.query(
    `select (select json_agg(c order by c.id) from voice_call c)::text as calls,
       (select json_agg(p order by p.id) from voice_party p)::text as parties,
       (select json_agg(o order by o.id) from voice_offer o)::text as offers,
       (select json_agg(a.state order by a.person_id) from voice_agent a)::text as agents`,
  );
  return JSON.stringify(found.rows);
};

it('takes nothing that is not signed for exactly this', async () => {
  const fields = { CallSid: `CA${'0'.repeat(32)}`, From: caller, To: line, CallStatus: 'ringing' };
  const before = await rows();
  for (const name of ['incoming', 'path', 'wait', 'left', 'status', 'outgoing', 'leg', 'conference', 'held'])
    for (const signature of [null, '', 'x', 'A'.repeat(28), 'é', 'x'.repeat(5_000)].filter((s) => s !== 'é'))
      expect((await centre.carrier.tell(`/telephony/hook/${name}`, fields, signature)).status).toBe(403);
  expect(await rows()).toBe(before);
  // Signed, but of another account.
  const other = await centre.carrier.tell('/telephony/hook/incoming', {
    ...fields,
    AccountSid: `AC${'9'.repeat(32)}`,
  });
  expect(other.status).toBe(403);
  // A signature of one address doesn't open another, nor does it carry other fields.
  const long = await centre.carrier.tell('/telephony/hook/incoming', {
    ...fields,
    Filler: 'x'.repeat(70_000),
  });
  expect(long.status).toBe(413);
  expect(await rows()).toBe(before);
  // Signed as a reader signs that takes the last, or the first, of a field that came twice.
  const path = '/telephony/hook/incoming';
  for (const kept of [line, '+19998887777']) {
    const text = `${centre.base}${path}AccountSid${switchAccount}CallSid${fields.CallSid}To${kept}`;
    const twice = await fetch(centre.base + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': createHmac('sha1', switchToken).update(text).digest('base64'),
      },
      body: new URLSearchParams([
        ['AccountSid', switchAccount],
        ['CallSid', fields.CallSid],
        ['To', '+19998887777'],
        ['To', line],
      ]),
    });
    expect(twice.status).toBe(403);
  }
  // With the field once the same signature is taken: it is the doubling that was refused.
  const { CallSid } = fields;
  expect((await centre.carrier.tell(path, { CallSid, To: '+19998887777' })).status).toBe(200);
  expect(await rows()).toBe(before);
});

it('names calls that it does not know, and takes no hostile values', async () => {
  const tell = async (path: string, fields: Record<string, string>): Promise<number> =>
    (await centre.carrier.tell(`/telephony/hook/${path}`, fields)).status;
  const CallSid = `CA${'1'.repeat(32)}`;
  for (const call of [randomUUID(), 'x', '', "1' or '1'='1", '../../etc'])
    for (const path of ['path', 'wait', 'left', 'leg', 'conference'])
      expect(await tell(`${path}?call=${encodeURIComponent(call)}&step=0&party=caller`, { CallSid })).toBe(
        404,
      );
  expect(centre.logged.some((one) => one.includes('hook-unknown'))).toBe(true);
  for (const To of ['', '+19998887777', 'x'.repeat(10_000), '\u0000'])
    expect(await tell('incoming', { CallSid, From: caller, To })).toBe(200);
  expect(await tell('incoming', { CallSid: 'no', From: caller, To: line })).toBe(200);
  expect((await centre.pool.query('select 1 from voice_call')).rowCount).toBe(0);
  for (const [i, From] of [
    'anonymous',
    '',
    'client:eve',
    '+'.repeat(3_000),
    '<script>',
    '266696687',
  ].entries()) {
    await tell('incoming', { CallSid: `CA${String(i).padStart(32, '0')}`, From, To: line });
    const made = await centre.pool.query<{ number: string }>(
      'select number from voice_call order by created_at desc limit 1',
    );
    expect(made.rows[0]?.number).toMatch(/^(\+\d{7,15})?$/);
  }
  expect(centre.logged.join(' ')).not.toContain('2125550123');
});

it('changes nothing by what comes again, in another order, or late', async () => {
  await ann.ready();
  const call = await centre.carrier.callIn(caller, line);
  const leg = await wait(() => centre.carrier.ringing(new RegExp(ann.identity)));
  await centre.carrier.answer(leg);
  const shown = await ann.until((s) => s.calls.some((c) => c.parties.every((p) => p.state === 'connected')));
  const { callId } = shown.calls[0]!;
  await centre.settled();
  const before = await rows();
  const { version } = await ann.now();
  const sent = [...centre.carrier.sent];
  expect(sent.length).toBeGreaterThan(4);
  for (const one of sent.toReversed()) await centre.carrier.tell(one.path, one.fields);
  await Promise.all(
    sent.flatMap((one) => [one, one]).map((one) => centre.carrier.tell(one.path, one.fields)),
  );
  await centre.settled();
  expect(await rows()).toBe(before);
  expect((await ann.now()).version).toBe(version);
  // Ahead of what was said about the same leg: an older number says nothing any more.
  const join = sent.find((one) => one.fields['StatusCallbackEvent'] === 'participant-join')!;
  const leave = { ...join.fields, StatusCallbackEvent: 'participant-leave', SequenceNumber: '0' };
  await centre.carrier.tell(join.path, leave);
  // A hold that nobody made: the carrier is asked, and says no.
  const hold = { ...join.fields, StatusCallbackEvent: 'participant-hold', SequenceNumber: '900' };
  await centre.carrier.tell(join.path, hold);
  await centre.settled();
  expect((await ann.call(callId)).parties.every((p) => p.state === 'connected')).toBe(true);
  // After the end too.
  await centre.carrier.hangUp(call);
  await ann.call(callId, (c) => c.phase === 'ended');
  await centre.settled();
  const ended = await rows();
  for (const one of centre.carrier.sent) await centre.carrier.tell(one.path, one.fields);
  await centre.settled();
  expect(await rows()).toBe(ended);
});

it('goes on when every webhook comes twice, or the later one first', async () => {
  await ann.ready();
  const kept: { path: string; fields: Record<string, string> }[] = [];
  centre.carrier.telling = (sent) => {
    if (!/conference|leg/.test(sent.path)) return true;
    kept.push(sent);
    return false;
  };
  const call = await centre.carrier.callIn(caller, line);
  const leg = await wait(() => centre.carrier.ringing(new RegExp(ann.identity)));
  await centre.carrier.answer(leg);
  for (const one of kept.splice(0).toReversed())
    await Promise.all([centre.carrier.tell(one.path, one.fields), centre.carrier.tell(one.path, one.fields)]);
  await wait(() => (call.meeting ? true : null));
  await centre.settled();
  for (const one of kept.splice(0).toReversed()) await centre.carrier.tell(one.path, one.fields);
  await ann.until((s) => s.calls.some((c) => c.parties.every((p) => p.state === 'connected')));
  await centre.carrier.hangUp(call);
  for (const one of kept.splice(0).toReversed()) await centre.carrier.tell(one.path, one.fields);
  await ann.until((s) => s.calls.every((c) => c.phase === 'ended'));
  expect((await ann.now()).agent.state).toBe('wrap-up');
});

it('gives a token for a person of this organisation alone, under a name that says nothing', async () => {
  const ask = (person: string, desk = ann.desk) =>
    desk.request('POST', '/v2/telephony/token', JSON.stringify({ v: 2, person }));
  const mine = await ask('ann');
  expect(mine.status).toBe(200);
  const [, body] = String(mine.json['token']).split('.');
  const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as Record<string, unknown>;
  expect(claims['grants']).toEqual({
    identity: ann.identity,
    voice: { incoming: { allow: true }, outgoing: { application_sid: `AP${'3'.repeat(32)}` } },
  });
  expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600);
  expect(ann.identity).toMatch(/^a_[0-9a-f]{20}$/);
  expect(JSON.stringify(claims)).not.toMatch(/ann/i);
  // A colleague's is another; somebody of another organisation, or nobody, has none.
  expect((await ask('ben')).json['identity']).not.toBe(ann.identity);
  for (const person of ['zoe', 'nobody', '', 'x'.repeat(61), "' --"])
    expect([400, 403]).toContain((await ask(person)).status);
  await expect(centre.seat('zoe', 'org-two')).rejects.toThrow('403');
  await expect(centre.seat('ann', 'org-two')).rejects.toThrow('403');
});

it('refuses unsigned requests and bodies that are none', async () => {
  for (const path of [
    'token',
    'feed',
    'act',
    'directory',
    'records',
    'callbacks',
    'voicemails',
    'voicemail',
  ]) {
    const bare = await fetch(`${centre.base}/v2/telephony/${path}`, { method: 'POST', body: '{}' });
    expect(bare.status).toBe(401);
    for (const body of ['', '{', '[]', 'null', JSON.stringify({ v: 2, person: 'ann', extra: 1 })]) {
      const answer = await ann.desk.request('POST', `/v2/telephony/${path}`, body);
      expect([400, 426]).toContain(answer.status);
    }
  }
  const act = { kind: 'hold', callId: 'x', party: null, on: true };
  const wrong = await ann.desk.request(
    'POST',
    '/v2/telephony/act',
    JSON.stringify({ v: 2, person: 'ann', requestId: randomUUID(), act }),
  );
  expect(wrong.status).toBe(400);
});

it('has music of its own for who waits', async () => {
  const music = await fetch(`${centre.base}/telephony/sounds/music.wav`);
  expect(music.headers.get('content-type')).toBe('audio/wav');
  const bytes = Buffer.from(await music.arrayBuffer());
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.length).toBe(44 + 8000 * 30);
});
