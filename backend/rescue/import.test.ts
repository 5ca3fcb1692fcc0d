// A rescue file on a real PostgreSQL: taken once, whatever comes of the desk afterwards.
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import type { Lane, LaneItem } from '#shared/protocol/lanes.ts';
import type { TestDesk } from '../testing/desk.ts';
import { importRescue } from './import.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend?.close());

async function rescueFile(
  desk: TestDesk,
  items: [Lane, LaneItem][],
  change: Record<string, unknown> = {},
): Promise<string> {
  const rest = items.map(([lane, item]) => `${JSON.stringify({ lane, item })}\n`).join('');
  const header = {
    format: 'careline-rescue-1',
    organisation: desk.organisation,
    deviceId: desk.device,
    epoch: desk.epoch,
    madeAt: '2026-11-22T04:00:00.000Z',
    items: items.length,
    sha256: createHash('sha256').update(rest).digest('hex'),
    ...change,
  };
  const { format, deviceId, epoch, madeAt, sha256 } = header;
  const text = [format, deviceId, epoch, madeAt, String(header.items), sha256].join('\n');
  // Desks write the header last, into a line of fixed length.
  return `${JSON.stringify({ ...header, signature: await desk.signText(text) }).padEnd(1023)}\n${rest}`;
}
const held = async (desk: TestDesk): Promise<number> =>
  (await backend.pool.query('select count(*)::int as n from message where device_id = $1', [desk.device]))
    .rows[0].n;

it('takes what was not sent; the desk’s own push of it and the file again double nothing', async () => {
  const desk = await backend.enrolled();
  const sent = await desk.laneItem('normal');
  expect((await desk.push2('normal', [sent])).status).toBe(200);
  const late = [await desk.laneItem('normal'), await desk.laneItem('normal', { text: 'not json' })];
  const quick = [await desk.laneItem('urgent')];
  const all: [Lane, LaneItem][] = [
    ...quick.map((i): [Lane, LaneItem] => ['urgent', i]),
    ...late.map((i): [Lane, LaneItem] => ['normal', i]),
  ];
  const file = await rescueFile(desk, all);
  expect(await importRescue(backend.parts, file)).toMatchObject({
    ok: true,
    items: 3,
    applied: 2,
    duplicate: 0,
    quarantined: 1,
    afterGap: 0,
  });
  expect(await importRescue(backend.parts, file)).toMatchObject({ applied: 0, duplicate: 2, quarantined: 1 });
  expect((await desk.push2('normal', late, sent.hash)).json['results']).toMatchObject([
    { result: 'duplicate' },
    { result: 'quarantined', why: 'not-json' },
  ]);
  expect((await desk.push2('urgent', quick)).json['upto']).toBe(1);
  expect(await held(desk)).toBe(3);
});

it('keeps what stands after a gap by its id, and knows it again when the lane catches up', async () => {
  const desk = await backend.enrolled();
  const missing = await desk.laneItem('normal');
  const after = [await desk.laneItem('normal'), await desk.laneItem('normal')];
  const file = await rescueFile(
    desk,
    after.map((i) => ['normal', i]),
  );
  expect(await importRescue(backend.parts, file)).toMatchObject({ applied: 2, afterGap: 2 });
  const answer = await desk.push2('normal', [missing, ...after]);
  expect(answer.json['results']).toMatchObject([
    { result: 'applied' },
    { result: 'duplicate' },
    { result: 'duplicate' },
  ]);
  expect(await held(desk)).toBe(3);
});

it('takes what was set aside before, where the backend that had it raw is gone', async () => {
  const desk = await backend.enrolled();
  const bad = await desk.laneItem('normal', { text: 'not json' });
  const good = await desk.laneItem('normal');
  const late = await desk.laneItem('normal');
  await desk.push2('normal', [bad, good]);
  const file = await rescueFile(desk, [
    ['normal', bad],
    ['normal', late],
  ]);
  expect(await importRescue(backend.parts, file)).toMatchObject({ applied: 1, quarantined: 1, afterGap: 0 });
  for (const table of ['message', 'received', 'device_lane', 'quarantine'])
    await backend.pool.query(`delete from ${table} where device_id = $1`, [desk.device]);
  expect(await importRescue(backend.parts, file)).toMatchObject({ applied: 1, quarantined: 1, afterGap: 1 });
});

it('leaves the numbers after a gap to a desk that was restored from an older copy', async () => {
  const desk = await backend.enrolled();
  const first = await desk.laneItem('normal');
  await desk.push2('normal', [first]);
  const copy = { ...desk.lanes.normal };
  await desk.laneItem('normal');
  const rescued = [await desk.laneItem('normal'), await desk.laneItem('normal', { text: 'not json' })];
  const file = await rescueFile(
    desk,
    rescued.map((i) => ['normal', i]),
  );
  for (const applied of [1, 0])
    expect(await importRescue(backend.parts, file)).toMatchObject({ applied, quarantined: 1, afterGap: 2 });
  desk.lanes.normal = copy;
  const anew = [
    await desk.laneItem('normal'),
    await desk.laneItem('normal'),
    await desk.laneItem('normal', { text: 'not json either' }),
  ];
  const answer = await desk.push2('normal', anew, first.hash);
  expect(answer.json['results']).toMatchObject([
    { result: 'applied' },
    { result: 'applied' },
    { result: 'quarantined' },
  ]);
  expect(await held(desk)).toBe(4);
  const aside = await backend.pool.query('select item_id from quarantine where device_id = $1', [
    desk.device,
  ]);
  expect(aside.rows.map((r) => r.item_id).toSorted()).toEqual([rescued[1]!.id, anew[2]!.id].toSorted());
});

it('takes a revoked device’s file: any until its receipt, afterwards the one that the receipt names', async () => {
  const desk = await backend.enrolled();
  const of = async (...items: LaneItem[]): Promise<string> =>
    rescueFile(
      desk,
      items.map((item) => ['normal', item]),
    );
  const [first, second, third] = [
    await desk.laneItem('normal'),
    await desk.laneItem('normal'),
    await desk.laneItem('normal'),
  ];
  await backend.pool.query('update device set revoked_at = now() where id = $1', [desk.device]);
  expect(await importRescue(backend.parts, await of(first))).toMatchObject({ applied: 1 });
  const named = await of(second);
  const { sha256 } = JSON.parse(named.split('\n')[0] ?? '');
  const receipt = {
    at: '2026-11-22T04:00:00.000Z',
    keysDestroyed: true,
    filesDeleted: 7,
    unsent: 2,
    rescue: { sha256, items: 1, lost: 1 },
  };
  expect((await desk.ask('/v2/wiped', receipt)).status).toBe(200);
  // Whoever has the key of a device that said that it destroyed it signs well and is heard no more.
  expect(await importRescue(backend.parts, await of(second, third))).toEqual({ ok: false, why: 'revoked' });
  expect(await importRescue(backend.parts, named)).toMatchObject({ applied: 1, afterGap: 0 });
  expect(await importRescue(backend.parts, named)).toMatchObject({ applied: 0, duplicate: 1 });
  expect(await held(desk)).toBe(2);
});

it('takes what does not fit the lane of a revoked device by its id; of another one nothing', async () => {
  for (const revoked of [false, true]) {
    const desk = await backend.enrolled();
    const copy = { ...desk.lanes.normal };
    await desk.push2('normal', [await desk.laneItem('normal')]);
    // The lane begins anew, as from a copy of the vault.
    desk.lanes.normal = copy;
    const file = await rescueFile(desk, [
      ['normal', await desk.laneItem('normal')],
      ['normal', await desk.laneItem('normal')],
    ]);
    if (revoked)
      await backend.pool.query('update device set revoked_at = now() where id = $1', [desk.device]);
    expect(await importRescue(backend.parts, file)).toMatchObject(
      revoked ? { ok: true, applied: 2, afterGap: 2 } : { ok: false, why: 'fork' },
    );
    if (revoked) expect(await importRescue(backend.parts, file)).toMatchObject({ duplicate: 2 });
    expect(await held(desk)).toBe(revoked ? 3 : 1);
  }
});

it('takes nothing of a file that was altered, cut, reordered, signed by another or made by a stranger', async () => {
  const desk = await backend.enrolled();
  const other = await backend.enrolled();
  const items: [Lane, LaneItem][] = [
    ['normal', await desk.laneItem('normal')],
    ['normal', await desk.laneItem('normal')],
  ];
  const file = await rescueFile(desk, items);
  const why = async (text: string): Promise<unknown> => {
    const answer = await importRescue(backend.parts, text);
    return answer.ok ? 'taken' : answer.why;
  };
  expect(await why('')).toBe('not-a-rescue-file');
  expect(await why('<html>')).toBe('not-a-rescue-file');
  expect(await why(file.slice(0, -2))).toBe('altered');
  expect(await why(file.replace('"urgency":2', '"urgency":3'))).toBe('altered');
  expect(await why(await rescueFile(desk, items, { items: 1 }))).toBe('wrong-count');
  expect(await why(await rescueFile(desk, items.toReversed()))).toBe('wrong-order');
  expect(await why(await rescueFile(other, items, { deviceId: desk.device }))).toBe('not-signed');
  expect(await why(file.replace(desk.epoch, randomUUID()))).toBe('not-signed');
  expect(await why(await rescueFile(desk, items, { deviceId: `org-one.${randomUUID()}` }))).toBe(
    'unknown-device',
  );
  expect(await why(await rescueFile(desk, items, { organisation: 'org-two' }))).toBe('unknown-device');
  expect(await held(desk)).toBe(0);
});
