// A vault of before the lanes, with rows in every state, comes up with every row where it was. All words are made up.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrations } from '../migrations.ts';
import { makeTestVault, openTestVault, removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';

let profile = '';
let vault: Vault | null = null;
beforeEach(() => {
  profile = tempFolder();
});
afterEach(() => {
  vault?.close();
  vault = null;
  removeFolder(profile);
});
const old = migrations.filter((m) => m.db !== 'core' || m.id < 4);
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const states = ['acked', 'quarantined', 'waiting'];

async function upgraded(fill: (v: Vault) => void): Promise<Vault> {
  const first = await makeTestVault(profile, old);
  fill(first);
  first.close();
  const second = await openTestVault(profile, testPassphrase, migrations);
  if (!second.ok) throw new Error(second.code);
  return (vault = second.value);
}

test('every message, addendum, queued row, hash and key of an older vault is kept; its sequence is the normal lane', async () => {
  const v = await upgraded(({ core }) => {
    for (let n = 1; n <= 9; n++) {
      core
        .prepare(
          'INSERT INTO messages (id, account_id, urgency, taken_at, saved_at, author, reason, seq, body_sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(id(n), 'a', n % 4, 't0', `2026-01-0${n}`, 'p', 'r', n, Buffer.from(`m${n}`));
      core
        .prepare(
          'INSERT INTO outbox (item_id, type, schema, author, taken_at, urgency, body, key_for_backend, key_id, hash, state, why) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(
          id(n),
          'message',
          'p',
          't0',
          n % 4,
          Buffer.from(`m${n}`),
          Buffer.from('k'),
          'key',
          `h${n}`,
          states[n % 3],
          `w${n}`,
        );
    }
    core
      .prepare('INSERT INTO addenda (id, message_id, at, author, body_sealed, seq) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id(10), id(3), '2026-01-10', 'p', Buffer.from('a'), 10);
    core
      .prepare(
        'INSERT INTO outbox (item_id, type, schema, author, taken_at, urgency, body) VALUES (?, ?, 1, ?, ?, 1, ?)',
      )
      .run(id(10), 'addendum', 'p', 't0', Buffer.from('a'));
  });
  const rows = v.core.prepare('SELECT * FROM outbox ORDER BY seq').all() as Record<string, unknown>[];
  expect(rows).toHaveLength(10);
  rows.slice(0, 9).forEach((row, i) =>
    expect(row).toMatchObject({
      lane: 'normal',
      seq: i + 1,
      item_id: id(i + 1),
      message_id: id(i + 1),
      saved_at: `2026-01-0${i + 1}`,
      hash: `h${i + 1}`,
      why: `w${i + 1}`,
      state: states[(i + 1) % 3],
      body: Buffer.from(`m${i + 1}`),
      key_for_backend: Buffer.from('k'),
    }),
  );
  expect(rows[9]).toMatchObject({ type: 'addendum', message_id: id(3), saved_at: '2026-01-10', hash: null });
  expect(
    v.core
      .prepare('SELECT id, urgency_now, set_aside, lane, dispatch, body_sealed FROM messages ORDER BY id')
      .all(),
  ).toEqual(
    Array.from({ length: 9 }, (_, i) => ({
      id: id(i + 1),
      urgency_now: (i + 1) % 4,
      set_aside: (i + 1) % 3 === 1 ? 1 : 0,
      lane: 'normal',
      dispatch: null,
      body_sealed: Buffer.from(`m${i + 1}`),
    })),
  );
  expect(v.core.prepare('SELECT id, message_id, seq, lane FROM addenda').raw().all()).toEqual([
    [id(10), id(3), 10, 'normal'],
  ]);
});

test('an urgent message saved shortly before the upgrade stands as open: nobody wrote down who took it', async () => {
  const at = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
  const v = await upgraded(({ core }) => {
    [
      [1, 1, 2],
      [2, 3, 2],
      [3, 0, 30],
    ].forEach(([n, urgency, hours]) =>
      core
        .prepare(
          "INSERT INTO messages (id, account_id, urgency, taken_at, saved_at, author, reason, seq, body_sealed) VALUES (?, 'a', ?, 't', ?, 'p', 'r', ?, x'00')",
        )
        .run(id(n!), urgency, at(hours!), n),
    );
  });
  expect(v.core.prepare('SELECT dispatch FROM messages ORDER BY id').pluck().all()).toEqual([
    'open',
    null,
    null,
  ]);
});

test('what was saved or queued is neither changed nor removed; setting aside shows on the message', async () => {
  const v = await upgraded(({ core }) => {
    core.exec(`INSERT INTO messages (id, account_id, urgency, taken_at, saved_at, author, reason, seq, body_sealed) VALUES ('m', 'a', 2, 't', 's', 'p', 'r', 1, x'00');
      INSERT INTO outbox (item_id, type, schema, author, taken_at, urgency, body) VALUES ('m', 'message', 1, 'p', 't', 2, x'00');
      INSERT INTO addenda (id, message_id, at, author, body_sealed) VALUES ('a', 'm', 't', 'p', x'00');`);
  });
  v.core.exec(
    "INSERT INTO entries (id, message_id, kind, at, author, arrived, body_sealed) VALUES ('e', 'nobody', 'raise', 't', 'p', 1, x'00')",
  );
  for (const sql of [
    "UPDATE messages SET body_sealed = x'01'",
    'UPDATE messages SET urgency = 3',
    "UPDATE messages SET lane = 'urgent'",
    'DELETE FROM messages',
    "UPDATE outbox SET body = x'01'",
    'UPDATE outbox SET seq = 7',
    'DELETE FROM outbox',
    "UPDATE addenda SET message_id = 'x'",
    'DELETE FROM addenda',
    "UPDATE entries SET kind = 'close'",
    'DELETE FROM entries',
  ])
    expect(() => v.core.exec(sql), sql).toThrow('immutable');
  const aside = () => v.core.prepare('SELECT set_aside FROM messages').pluck().get();
  v.core.exec("UPDATE outbox SET state = 'quarantined', why = 'no'");
  expect(aside()).toBe(1);
  v.core.exec("UPDATE outbox SET state = 'acked'");
  expect(aside()).toBe(0);
});
