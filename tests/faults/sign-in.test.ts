// A sign-in with nothing left out: the desk's own process, the backend on PostgreSQL, the demo's provider, and somebody's
// browser in between. What sits afterwards is what the backend said.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SessionState } from '#shared/contract/session.ts';
import { startRig, passphrase, type Rig } from '#tests/support/rig.ts';
import { startServices, type Services } from '#tests/support/services.ts';
import { until } from '#tests/support/until.ts';
import type { Page } from '#tests/support/page.ts';

let services: Services;
let rig: Rig;
let page: Page;
const state = (): Promise<SessionState> => page.get<SessionState>('session.state');
beforeAll(async () => {
  services = await startServices({ ehr: false, proves: true });
  rig = await startRig({ demo: services });
  page = await rig.page();
  await page.attached();
}, 60_000);
afterAll(async () => {
  await rig.stop();
  await services.close();
});
const refusal = async (name: string, input: object): Promise<string> => {
  const answer = await page.ask(name, input);
  return answer.ok ? 'ok' : answer.code;
};

it('a new computer: vault, enrolment, sign-in, a secret of one’s own, the seat', async () => {
  await page.get('session.create', { passphrase });
  await until('the policy is here', 20_000, async () => (await state()).signIn.mode === 'oidc');
  expect(await page.get<{ id: string }[]>('session.people')).not.toHaveLength(0);
  expect(await refusal('session.sit', { personId: 'mara-keller' })).toBe('sign-in-needed');
  expect(await refusal('session.setSecret', { secret: passphrase, kind: 'passphrase' })).toBe(
    'sign-in-needed',
  );
  const came = await page.get<SessionState>('demo.signIn', { personId: 'mara-keller', for: 'sit' });
  expect(came).toMatchObject({
    person: null,
    needsSecret: true,
    arrived: { id: 'mara-keller', role: 'agent' },
  });
  const sat = await page.get<SessionState>('session.setSecret', { secret: passphrase, kind: 'passphrase' });
  expect(sat).toMatchObject({
    person: { id: 'mara-keller', role: 'agent' },
    proof: { by: 'oidc', mfa: true },
    needsSecret: false,
    slots: [{ person: null }, { person: { id: 'mara-keller' }, triesLeft: 5 }],
    policy: { problem: null },
    lastSignIn: null,
  });
  expect(sat.proof?.stepUpUntil).not.toBeNull();
});

it('from then on by the secret, without the network too; nobody else by it', async () => {
  await page.get('session.leave', {});
  await services.backend(false);
  expect(await refusal('session.sit', { personId: 'mara-keller', secret: 'not the passphrase' })).toBe(
    'vault-wrong-key',
  );
  expect(await refusal('session.sit', { personId: 'joel-brandt', secret: passphrase })).toBe('not-found');
  const sat = await page.get<SessionState>('session.sit', { personId: 'mara-keller', secret: passphrase });
  expect(sat).toMatchObject({ person: { id: 'mara-keller' }, proof: { by: 'secret', mfa: false } });
  // The provider answers, the backend doesn't: nobody sits by that.
  expect(await refusal('demo.signIn', { personId: 'joel-brandt', for: 'sit' })).toBe('sign-in-unconfirmed');
  expect(await state()).toMatchObject({
    person: { id: 'mara-keller' },
    signIn: { problem: 'sign-in-unconfirmed' },
  });
  await services.backend(true);
});

it('another person signs in; who has no second factor does not; a fresh proof is the seated one’s alone', async () => {
  expect(await refusal('demo.signIn', { personId: 'noor-haddad', for: 'sit' })).toBe('sign-in-factor');
  const came = await page.get<SessionState>('demo.signIn', { personId: 'joel-brandt', for: 'sit' });
  expect(came).toMatchObject({ person: null, arrived: { id: 'joel-brandt', role: 'supervisor' } });
  await page.get('session.setSecret', { secret: `${passphrase} of joel`, kind: 'passphrase' });
  await page.get('session.lock', { why: 'key' });
  expect(await refusal('session.unlock', { passphrase, personId: 'joel-brandt' })).toBe('vault-wrong-key');
  const back = await page.get<SessionState>('session.unlock', { passphrase, personId: 'mara-keller' });
  expect(back).toMatchObject({ phase: 'open', person: { id: 'mara-keller' }, proof: { by: 'secret' } });
  expect(await refusal('demo.signIn', { personId: 'joel-brandt', for: 'step-up' })).toBe(
    'sign-in-other-person',
  );
  const fresh = await page.get<SessionState>('demo.signIn', { personId: 'mara-keller', for: 'step-up' });
  expect(fresh.proof).toMatchObject({ mfa: true });
  await page.get('session.lock', { why: 'key' });
  // The set-up passphrase opens the vault and seats nobody.
  const opened = await page.get<SessionState>('session.unlock', { passphrase });
  expect(opened).toMatchObject({ phase: 'open', person: null, proof: null });
});

it('a forgotten secret: the organisation gives the key back for a sign-in, and the old secret goes', async () => {
  await page.get('session.lock', { why: 'key' });
  const back = await page.get<SessionState>('demo.signIn', { personId: 'joel-brandt', for: 'recover' });
  expect(back).toMatchObject({ phase: 'open', person: null, arrived: { id: 'joel-brandt' } });
  await page.get('session.setSecret', { secret: 'another harbour lamp', kind: 'passphrase' });
  await page.get('session.leave', {});
  expect(await refusal('session.sit', { personId: 'joel-brandt', secret: `${passphrase} of joel` })).toBe(
    'vault-wrong-key',
  );
  expect(await refusal('session.sit', { personId: 'joel-brandt', secret: 'another harbour lamp' })).toBe(
    'ok',
  );
});
