// The oracle has eyes: each way in which the backend's tables could be wrong is made by hand, and told by its name.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { laneStart } from '#shared/protocol/seal-format.ts';
import { breakGround, type Ground } from './support/house.ts';
import { ledger } from './support/ledger.ts';
import { lightDesk, type Lane } from './support/light-desk.ts';
import type { Findings } from './support/report.ts';
import { stormMessage } from './support/storm-message.ts';

let ground: Ground;
const list = ledger();
const ids: Record<Lane, string[]> = { urgent: [], normal: [] };
beforeAll(async () => {
  ground = await breakGround();
  const desk = lightDesk(`http://127.0.0.1:${ground.backend.port}`, 2, () => 0.5);
  await desk.enrol(ground.codes[0] ?? '');
  for (const lane of ['urgent', 'normal'] as const) {
    const items = Array.from({ length: 6 }, (_, n) => {
      const id = randomUUID();
      const words = `${lane} ${n} (synthetic)`;
      ids[lane].push(id);
      list.asked({ id, words, lane, device: desk.device() });
      list.told(id, n + 1);
      return desk.add(lane, {
        id,
        body: stormMessage(id, words, lane, 2),
        urgency: lane === 'urgent' ? 1 : 2,
        takenAt: '2026-11-22T03:00:00.000Z',
      });
    });
    await desk.push(lane, items, laneStart(lane), false, 20_000);
  }
});
afterAll(() => ground?.close());

const found = async (): Promise<Findings> => {
  const { lost, doubled, reordered, stuck } = await ground.oracle.judge(list.all());
  return { lost, doubled, reordered, stuck };
};
const right = { lost: 0, doubled: 0, reordered: 0, stuck: 0 };
const id = (lane: Lane, n: number): string => ids[lane][n] ?? '';

it('finds nothing where nothing is wrong', async () => {
  expect(await found()).toEqual(right);
  expect(await ground.oracle.count()).toBe(12);
});

// Each runs in a transaction that is taken back, so that the next one finds everything as it was.
it.each<[string, keyof Findings, string, () => unknown[]]>([
  ['a message that is gone', 'lost', 'delete from message where id = $1', () => [id('urgent', 5)]],
  [
    'a message in the middle that is gone',
    'lost',
    'delete from message where id = $1',
    () => [id('normal', 2)],
  ],
  [
    'words that are not those that were saved',
    'lost',
    'update message set body = (select body from message where id = $2) where id = $1',
    () => [id('normal', 1), id('normal', 2)],
  ],
  [
    'two messages that changed places',
    'reordered',
    `update message set seq = case seq when 2 then 3 else 2 end where lane = 'normal' and seq in (2, 3) and $1 = $1`,
    () => ['x'],
  ],
  [
    'a message that nobody saved',
    'doubled',
    `insert into message (org_id, id, device_id, seq, lane, type, schema, author, taken_at, urgency, key_id, key_for_backend, body, received_at)
     select org_id, $2::uuid, device_id, 7, lane, type, schema, author, taken_at, urgency, key_id, key_for_backend, body, received_at from message where id = $1`,
    () => [id('urgent', 0), randomUUID()],
  ],
  [
    'a message that was applied twice',
    'doubled',
    `insert into received (org_id, device_id, lane, seq, item_id, hash, result, received_at)
     select org_id, device_id, lane, 99, item_id, hash, result, received_at from received where item_id = $1`,
    () => [id('urgent', 0)],
  ],
  [
    'a message that others are told twice',
    'doubled',
    `insert into change (org_id, n, item_id, device_id) select org_id, 13, item_id, device_id from change where item_id = $1`,
    () => [id('normal', 5)],
  ],
  [
    'others who are told in another order',
    'reordered',
    `update change set n = case item_id when $1 then (select n from change where item_id = $2) else (select n from change where item_id = $1) end
     where item_id in ($1, $2)`,
    () => [id('urgent', 1), id('urgent', 3)],
  ],
])('sees %s', async (_what, kind, sql, values) => {
  await ground.oracle.rows('begin');
  await ground.oracle.rows('set constraints all deferred');
  await ground.oracle.rows('drop index if exists message_of_lane');
  await ground.oracle.rows('alter table change drop constraint change_pkey');
  await ground.oracle.rows(sql, values());
  const wrong = await found();
  await ground.oracle.rows('rollback');
  expect(wrong[kind]).toBeGreaterThan(0);
  expect(await found()).toEqual(right);
});

it('sees what was told as saved and never came', async () => {
  const never = randomUUID();
  const more = ledger();
  for (const t of list.all()) {
    more.asked(t);
    more.told(t.id, t.seq);
  }
  more.asked({ id: never, words: 'never came', lane: 'normal', device: '' });
  expect((await ground.oracle.judge(more.all())).lost).toBe(0);
  more.told(never, 7);
  expect((await ground.oracle.judge(more.all())).lost).toBe(1);
  expect(await ground.oracle.missing([never, id('normal', 0)])).toEqual([never]);
});
