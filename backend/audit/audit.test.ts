// Rows of a device are taken in order and once, their head signed; anything else is refused and kept as evidence (C7).
import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainStart, hashedText, type AuditRow } from '#shared/domain/audit/row.ts';
import { headText, receiptText } from '#shared/domain/audit/signed.ts';
import { auditAnswer } from '#shared/protocol/audit.ts';
import { spkiHead } from '#shared/protocol/seal-format.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { addEnrolCode } from '../devices/enrol.ts';
import type { TestDesk } from '../testing/desk.ts';
import { told } from '../testing/house.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend?.close());

const at = '2026-11-22T03:00:00.000Z';
/** `what` is in each row, so that two logs differ. */
function log(from: number, to: number, what = 'patient.open', before = chainStart): AuditRow[] {
  const rows: AuditRow[] = [];
  let prev = before;
  for (let seq = from; seq <= to; seq++) {
    const row = {
      seq,
      at,
      person: 'gus',
      role: 'agent',
      surface: 'main',
      event: what,
      outcome: 'ok',
      subjects: '{}',
      prev,
    };
    const hash = createHash('sha256').update(hashedText(row)).digest('hex');
    rows.push({ ...row, hash });
    prev = hash;
  }
  return rows;
}
async function send(desk: TestDesk, rows: AuditRow[], change: { signed?: object } = {}) {
  const last = rows.at(-1);
  const stand = {
    organisation: 'org-one',
    device: desk.device,
    seq: last?.seq ?? 0,
    hash: last?.hash ?? '',
    at,
  };
  const signature = await desk.signText(headText({ ...stand, ...change.signed }));
  return desk.ask('/v2/audit', { rows, head: last ? { at, signature } : null });
}
const receiptOf = async (desk: TestDesk, rows: AuditRow[]) =>
  auditAnswer.parse((await send(desk, rows)).json).receipt;
/** The same vault as another device. */
async function anew(desk: TestDesk): Promise<TestDesk> {
  const code = `org-one.${randomUUID()}`;
  await addEnrolCode(backend.parts, code);
  expect((await desk.enrol(code)).status).toBe(200);
  return desk;
}
const held = async (desk: TestDesk): Promise<number> =>
  (await backend.pool.query('select count(*)::int as n from audit_row where device_id = $1', [desk.device]))
    .rows[0].n;

it('takes rows in their order and answers with a receipt that the organisation signed', async () => {
  const desk = await backend.enrolled();
  expect(await receiptOf(desk, [])).toBeNull();
  const rows = log(1, 1005);
  expect(await receiptOf(desk, rows.slice(0, 600))).toMatchObject({ seq: 600, hash: rows[599]!.hash });
  // Sent again with what followed, as after an answer that was lost.
  const receipt = (await receiptOf(desk, rows.slice(500)))!;
  expect(receipt).toMatchObject({ seq: 1005, hash: rows.at(-1)!.hash });
  expect(await receiptOf(desk, rows.slice(10, 20))).toEqual(receipt);
  expect(await receiptOf(desk, [])).toEqual(receipt);
  expect(await held(desk)).toBe(1005);
  const key = createPublicKey({
    key: Buffer.concat([
      Buffer.from(spkiHead.ed25519, 'hex'),
      Buffer.from(backend.parts.organisationKeys.publicKey, 'base64'),
    ]),
    format: 'der',
    type: 'spki',
  });
  const fits = (change: object): boolean => {
    const text = receiptText({ organisation: 'org-one', device: desk.device, ...receipt, ...change });
    return verify(null, Buffer.from(text), key, Buffer.from(receipt.signature, 'base64'));
  };
  expect([fits({}), fits({ seq: 1004 }), fits({ device: 'org-one.x' })]).toEqual([true, false, false]);
  const many = await send(desk, log(1, 1001));
  expect(told(many)).toMatch(/^invalid /);
});

it('refuses gaps, forks, altered rows and heads that the device did not sign, and keeps each attempt', async () => {
  const desk = await backend.enrolled();
  const rows = log(1, 20);
  await send(desk, rows.slice(0, 10));
  const why = async (of: AuditRow[], change = {}): Promise<unknown> => {
    const { json } = await send(desk, of, change);
    return [json['error'], json['expected']];
  };
  const altered = rows.map((row) => (row.seq === 15 ? { ...row, person: 'nat' } : row));
  const other = log(1, 20, 'message.read');
  expect(await why(rows.slice(11))).toEqual(['gap', 11]);
  expect(await why(other)).toEqual(['fork', null]);
  expect(await why(other.slice(10))).toEqual(['fork', null]);
  expect(await why(log(11, 12, 'x', rows[8]!.hash))).toEqual(['fork', null]);
  expect(await why(altered.slice(10))).toEqual(['invalid', 15]);
  expect(await why([rows[10]!, rows[12]!])).toEqual(['invalid', 13]);
  expect(await why(rows.slice(10).toReversed())).toEqual(['invalid', 19]);
  expect(await why(rows.slice(10), { signed: { seq: 19 } })).toEqual(['bad-signature', null]);
  expect(await why(rows.slice(10), { signed: { organisation: 'org-two' } })).toEqual(['bad-signature', null]);
  expect(await held(desk)).toBe(10);
  const kept = await backend.pool.query(
    'select why, held_seq::int as held, rows, sha256, body from audit_refused where device_id = $1 order by n',
    [desk.device],
  );
  expect(kept.rows.map((row) => row.why)).toEqual([
    'gap',
    'fork',
    'fork',
    'fork',
    'invalid',
    'invalid',
    'invalid',
    'bad-signature',
    'bad-signature',
  ]);
  for (const row of kept.rows) {
    expect(row.held).toBe(10);
    expect(createHash('sha256').update(row.body).digest('hex')).toBe(row.sha256);
  }
  // The eleventh of a day leaves its hash alone.
  for (let n = 0; n < 3; n++) await send(desk, other);
  const bodies = await backend.pool.query(
    'select count(*)::int as n, count(body)::int as whole from audit_refused where device_id = $1',
    [desk.device],
  );
  expect(bodies.rows).toEqual([{ n: 12, whole: 10 }]);
  expect(await receiptOf(desk, rows.slice(10))).toMatchObject({ seq: 20 });
});

it('goes on for a vault that was enrolled anew with its log pruned, at its very end and for no other vault', async () => {
  const first = await backend.enrolled();
  const rows = log(1, 40, 'call.end');
  const [near, far] = [rows.slice(0, 20), rows.slice(20, 30)];
  await send(first, near);
  const again = await anew(first);
  expect(told(await send(again, rows.slice(24)))).toMatch(/^gap /);
  // Rows 15 to 20 dropped and written anew, with the log's beginning or without it.
  const rewritten = log(15, 30, 'x', rows[13]!.hash);
  expect(told(await send(again, rewritten))).toMatch(/^fork /);
  expect(told(await send(again, [...rows.slice(0, 14), ...rewritten]))).toMatch(/^fork /);
  expect(await receiptOf(again, rows.slice(0, 14))).toMatchObject({ seq: 14 });
  expect(told(await send(again, rewritten))).toMatch(/^fork /);
  expect(await receiptOf(again, rows.slice(14, 20))).toMatchObject({ seq: 20 });
  expect(await receiptOf(again, far)).toMatchObject({ seq: 30 });
  const third = await anew(first);
  expect(told(await send(third, log(21, 22, 'x', rows[19]!.hash)))).toMatch(/^fork /);
  expect(await receiptOf(third, rows.slice(30))).toMatchObject({ seq: 40 });
  const stranger = await backend.enrolled();
  expect(told(await send(stranger, rows.slice(30)))).toMatch(/^fork /);
  expect(told(await send(stranger, log(21, 22, 'x', 'e'.repeat(64))))).toMatch(/^gap /);
  expect(told(await send(stranger, log(1, 2, 'x', 'e'.repeat(64))))).toMatch(/^fork /);
  // Nor does a row of another organisation count.
  const elsewhere = await backend.enrolled('org-two');
  const last = rows.at(-1)!;
  const stand = { organisation: 'org-two', device: elsewhere.device, seq: 40, hash: last.hash, at };
  const signature = await elsewhere.signText(headText(stand));
  expect(told(await elsewhere.ask('/v2/audit', { rows: rows.slice(20), head: { at, signature } }))).toMatch(
    /^gap /,
  );
});

it('two batches at once leave one chain', async () => {
  const desk = await backend.enrolled();
  const rows = log(1, 40);
  const answers = await Promise.all([send(desk, rows.slice(0, 30)), send(desk, rows)]);
  for (const answer of answers) expect([200, 401]).toContain(answer.status);
  const receipt = await receiptOf(desk, rows);
  expect(receipt).toMatchObject({ seq: 40 });
  expect(await held(desk)).toBe(40);
});
