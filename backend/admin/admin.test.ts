// Who may go on, and as what, is an administrator's to say, with a fresh proof, about others; and it counts at once (C10, C36).
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditAnswer } from '#shared/protocol/audit.ts';
import { adminDevicesAnswer, adminPeopleAnswer } from '#shared/protocol/admin.ts';
import { handshake2Answer } from '#shared/protocol/lanes.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { policyOf } from '../identity/policy.ts';
import type { TestDesk } from '../testing/desk.ts';
import { newPair } from '../testing/escrow.ts';
import { startHouse, told, type House } from '../testing/house.ts';
import { administer } from './command.ts';

let house: House;
let backend: TestBackend;
let office: TestDesk;
const now = (): Date => backend.parts.clock();
const why = 'as agreed with the practice';
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend(house.parts);
  await house.people(backend.pool);
  await house.policy(backend.parts);
  office = await backend.enrolled();
  await house.signIn(office, 'ada', now());
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});
const shake = async (desk: TestDesk) => {
  const { raw } = await newPair();
  const says = { policyVersion: 0, app: '0.1.0', os: 'linux', storesPhi: true, vaultId: randomUUID() };
  return desk.ask('/v2/handshake', { readerKey: raw.toString('base64'), desk: says });
};
const guardOf = async (desk: TestDesk) => handshake2Answer.parse((await shake(desk)).json).guard!;
const revoke = (what: string, id: string, change: object = {}) =>
  office.ask('/v2/admin/revoke', { person: 'ada', what, id, undo: false, why, ...change });
const role = (id: string, to: string) => office.ask('/v2/admin/role', { person: 'ada', id, role: to, why });
const acts = async (): Promise<string[]> =>
  (await backend.pool.query('select what, about, outcome, why from admin_audit order by n')).rows.map(
    (row) => `${row.what} ${row.about} ${row.outcome}`,
  );

it('a revoked device hands over what it has, says that it is wiped, and is heard no more', async () => {
  const lost = await backend.enrolled();
  await house.signIn(lost, 'gus', now());
  expect((await shake(lost)).status).toBe(200);
  const before = await lost.laneItem('normal', { author: 'gus' });
  expect((await lost.push2('normal', [before])).status).toBe(200);
  expect((await revoke('device', lost.device)).json).toMatchObject({ changed: true });
  expect((await revoke('device', lost.device)).json).toMatchObject({ changed: false });
  expect(told(await shake(lost))).toMatch(/^revoked /);
  expect(told(await lost.ask('/v2/documents', { have: [] }))).toMatch(/^revoked /);
  expect(told(await lost.request('GET', '/v2/changes?after=0'))).toMatch(/^revoked /);
  expect(auditAnswer.parse((await lost.ask('/v2/audit', { rows: [], head: null })).json).receipt).toBeNull();
  expect(told(await house.signIn(lost, 'gus', now()))).toMatch(/^revoked /);
  const late = await lost.laneItem('normal', { author: 'gus' });
  const answer = await lost.push2('normal', [late], before.hash);
  expect(answer.json).toMatchObject({ upto: 2, results: [{ seq: 2, result: 'applied' }] });
  const receipt = { at: now().toISOString(), keysDestroyed: true, filesDeleted: 7, unsent: 0 };
  expect((await lost.ask('/v2/wiped', receipt)).json).toEqual({ v: 2, serverTime: now().toISOString() });
  expect(told(await lost.ask('/v2/wiped', receipt))).toMatch(/^revoked /);
  expect(told(await lost.ask('/v2/audit', { rows: [], head: null }))).toMatch(/^revoked /);
  expect(told(await lost.push2('normal', [], late.hash))).toMatch(/^revoked /);
  const { devices } = adminDevicesAnswer.parse(
    (await office.ask('/v2/admin/devices', { person: 'ada' })).json,
  );
  expect(devices.find((one) => one.id === lost.device)).toMatchObject({
    app: '0.1.0',
    os: 'linux',
    storesPhi: true,
    revokedAt: now().toISOString(),
    wipedAt: now().toISOString(),
    unboundItems: 1,
    people: ['gus'],
  });
});

it('a revoked person is believed nowhere at once, and signs in anew at each desk when allowed again', async () => {
  const desk = await backend.enrolled();
  await house.signIn(desk, 'nat', now());
  expect((await guardOf(desk)).revoked).toEqual([]);
  expect((await revoke('person', 'nat')).json).toMatchObject({ changed: true });
  const seat = () => desk.ask('/v2/session/seat', { person: 'nat', endOther: false });
  expect(told(await seat())).toBe('refused person-revoked');
  expect((await guardOf(desk)).revoked).toContain('nat');
  expect((await revoke('person', 'nat', { undo: true })).json).toMatchObject({ changed: true });
  expect(told(await seat())).toBe('refused sign-in-needed');
  expect((await guardOf(desk)).revoked).toContain('nat');
  await house.signIn(desk, 'nat', now());
  expect((await seat()).status).toBe(200);
  expect((await guardOf(desk)).revoked).toEqual([]);
});

it('a changed role counts at the next request and is told at the next handshake', async () => {
  const desk = await backend.enrolled();
  await house.signIn(desk, 'tia', now());
  const list = () => desk.ask('/v2/reviews/list', { person: 'tia', kind: 'break-glass', open: true });
  expect(told(await list())).toBe('refused wrong-role');
  expect((await role('tia', 'supervisor')).json).toMatchObject({ changed: true });
  expect((await list()).status).toBe(200);
  expect((await guardOf(desk)).roles).toEqual([{ person: 'tia', role: 'supervisor' }]);
});

it('nobody changes themselves, the last administrator stays, and every act and refusal has its row', async () => {
  await backend.pool.query('delete from admin_audit');
  expect(told(await role('ada', 'agent'))).toBe('refused admin-own');
  expect(told(await revoke('person', 'ada'))).toBe('refused admin-own');
  expect(told(await revoke('device', office.device))).toBe('refused admin-own');
  expect(told(await revoke('person', 'nobody-here'))).toBe('refused not-found');
  expect(told(await revoke('device', 'org-two.x'))).toBe('refused not-found');
  expect(told(await revoke('device', office.device, { undo: true }))).toMatch(/^invalid /);
  expect((await role('amo', 'agent')).status).toBe(200);
  backend.setNow(new Date(now().getTime() + 300_001).toISOString());
  expect(told(await role('amo', 'administrator'))).toBe('refused step-up-needed');
  expect(await acts()).toEqual([
    'role ada agent admin-own',
    'revoke-person ada admin-own',
    `revoke-device ${office.device} admin-own`,
    'revoke-person nobody-here not-found',
    'revoke-device org-two.x not-found',
    'role amo agent ok',
    'role amo administrator step-up-needed',
  ]);
  const by = (...words: string[]) => administer(backend.parts, ['org-one', ...words]);
  expect(await by('role', 'ada', 'agent')).toEqual({ ok: false, says: 'admin-last' });
  expect(await by('revoke-person', 'ada')).toEqual({ ok: false, says: 'admin-last' });
  expect((await by('role', 'amo', 'administrator')).ok).toBe(true);
  expect((await by('revoke-person', 'ada')).ok).toBe(true);
  expect(told(await office.ask('/v2/admin/people', { person: 'ada' }))).toBe('refused person-revoked');
  expect((await by('allow-person', 'ada')).ok).toBe(true);
});

it('two administrators who end each other at once leave one', async () => {
  const desks = [await backend.enrolled(), await backend.enrolled()];
  await house.signIn(desks[0]!, 'ada', now());
  await house.signIn(desks[1]!, 'amo', now());
  const end = (desk: TestDesk, person: string, id: string) =>
    desk.ask('/v2/admin/revoke', { person, what: 'person', id, undo: false, why });
  // Both are let in at one moment: each has asked before the other was heard.
  const door = await backend.pool.connect();
  await door.query('begin');
  await door.query("select 1 from person where role = 'administrator' for no key update");
  const both = Promise.all([end(desks[0]!, 'ada', 'amo'), end(desks[1]!, 'amo', 'ada')]);
  const waiting = `select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await backend.pool.query(waiting)).rows[0].n).toBe(2);
  await door.query('rollback');
  door.release();
  // The second one is no administrator any more when its turn comes.
  expect((await both).map(told).toSorted()).toEqual([null, 'refused wrong-role'].toSorted());
  const left = await backend.pool.query(
    "select id from person where org_id = 'org-one' and role = 'administrator' and revoked_at is null",
  );
  expect(left.rowCount).toBe(1);
  await backend.pool.query('update person set revoked_at = null');
});

it('lists people with where they sit and what failed; an auditor reads and changes nothing', async () => {
  await house.signIn(office, 'aud', now());
  await house.signIn(office, 'gus', now());
  await house.signIn(office, 'gus', now(), { for: 'step-up', person: 'aud' });
  const { people } = adminPeopleAnswer.parse((await office.ask('/v2/admin/people', { person: 'aud' })).json);
  expect(people.find((one) => one.id === 'gus')).toMatchObject({
    role: 'agent',
    failedSince: 1,
    lastSignIn: now().toISOString(),
    sittingAt: [office.device],
    devices: [office.device],
  });
  const asked = { person: 'aud', what: 'person', id: 'gus', undo: false, why };
  expect(told(await office.ask('/v2/admin/revoke', asked))).toBe('refused wrong-role');
});

it('an organisation is made, peopled and given its policy by the command line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'careline-admin-'));
  try {
    const by = (...words: string[]) => administer(backend.parts, ['org-new', ...words]);
    expect((await by('person', 'pia', 'Pia', 'PP', 'administrator')).says).toBe('no such organisation');
    expect((await by('organisation', 'New Answering')).ok).toBe(true);
    expect((await by('organisation', 'New Answering')).ok).toBe(false);
    expect((await by('person', 'pia', 'Pia', 'PP', 'administrator')).ok).toBe(true);
    expect((await by('person', 'pia', 'Pia', 'PP', 'nobody')).ok).toBe(false);
    expect((await by('subject', 'pia', 'uid-9')).ok).toBe(true);
    expect((await by('enrol', 'org-one.abcdefghij')).ok).toBe(false);
    expect((await by('enrol', `org-new.${randomUUID()}`)).ok).toBe(true);
    const file = join(folder, 'policy.json');
    const put = (policy: unknown) => writeFileSync(file, JSON.stringify(policy));
    put({ leaseMinutes: 600 });
    expect(await by('policy', file)).toEqual({ ok: false, says: 'not a policy at leaseMinutes' });
    put({
      signIn: {
        issuer: 'http://sign-in.example',
        clientId: 'c',
        scopes: [],
        acrValues: [],
        mfa: { acr: [], amr: [] },
      },
    });
    expect((await by('policy', file)).ok).toBe(false);
    put({ leaseMinutes: 30, lockMinutes: { least: 1, most: 5, default: 9 } });
    expect((await by('policy', file)).ok).toBe(false);
    put({ leaseMinutes: 30 });
    const minute = Math.floor(now().getTime() / 60_000);
    expect(await by('policy', file)).toEqual({ ok: true, says: `version ${minute} is in force` });
    expect((await by('policy', file)).says).toBe(`version ${minute} says this already`);
    const inForce = await policyOf(backend.pool, 'org-new');
    expect(inForce?.policy).toMatchObject({
      version: minute,
      leaseMinutes: 30,
      blurMinutes: 3,
      signIn: null,
    });
    expect(inForce?.policy.recoveryKey?.id).toBe(backend.parts.organisationKeys.recovery?.current.id);
    expect((await by('policy', join(folder, 'none.json'))).ok).toBe(false);
    expect((await by('dance')).says).toBe('not understood');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('without a provider nobody administers from a desk', async () => {
  await house.policy(backend.parts, { signIn: null });
  expect(told(await office.ask('/v2/admin/people', { person: 'ada' }))).toBe('refused sign-in-none');
  expect(told(await revoke('person', 'gus'))).toBe('refused sign-in-none');
});
