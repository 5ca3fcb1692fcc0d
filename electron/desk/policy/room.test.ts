// What is believed of a policy that came or that lies here: only what the organisation signed, and nothing older.
import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy, policyText, type Policy } from '#shared/domain/access/policy.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { createPolicy, type DeskPolicy, strictest } from './room.ts';
import { ed25519 } from './signed.ts';

const keys = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const rawOf = (pair: typeof keys): string =>
  pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const signIn: Policy['signIn'] = {
  issuer: 'https://id.example.org',
  clientId: 'careline',
  scopes: [],
  acrValues: [],
  mfa: { acr: [], amr: ['otp'] },
};
const policy = (version: number, more: Partial<Policy> = {}): Policy => ({
  ...defaultPolicy,
  version,
  signIn,
  ...more,
});
function signed(of: object, { by = keys, org = 'org-one' } = {}): { text: string; signature: string } {
  const text = JSON.stringify(of);
  return {
    text,
    signature: sign(null, Buffer.from(policyText(org, text)), by.privateKey).toString('base64'),
  };
}
const contact = (
  told: { text: string; signature: string } | null,
  publicKey = rawOf(keys),
  organisation = 'org-one',
) =>
  ({
    organisation,
    deviceId: 'org-one.d1',
    guard: { publicKey, policy: told, leaseMinutes: null, revoked: [], ended: [], roles: [] },
  }) as unknown as Handshake2Answer;

let vault: Vault;
let vaultFolder = '';
let profile = '';
let rows: string[] = [];
beforeAll(async () => {
  vaultFolder = tempFolder();
  vault = await makeTestVault(vaultFolder, migrations);
});
afterAll(() => {
  vault.close();
  removeFolder(vaultFolder);
});
beforeEach(() => {
  profile = tempFolder();
  mkdirSync(profile, { recursive: true });
  vault.core.exec('delete from policy');
  rows = [];
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

let open = false;
const start = (): DeskPolicy => {
  open = false;
  return createPolicy({
    profile,
    version: '1.0.0',
    verify: ed25519,
    now: () => '2026-11-22T03:00:00.000Z',
    audit: (event, outcome, version) => void (open && rows.push(`${event} ${outcome} ${version}`)),
    vaultId: () => vault.vaultId,
    core: () => (open ? vault.core : null),
    changed: () => undefined,
  });
};
function started(): DeskPolicy {
  const made = start();
  open = true;
  made.room.opened?.(vault);
  return made;
}
const inForce = (of: DeskPolicy) => {
  const shown = of.room.shown?.().policy;
  return [shown?.version, shown?.problem, of.names(), of.rules().lockMinutes.default];
};
const copy = join('policy.json');

it('holds the defaults until a policy came, then that one, before and after the vault is open', () => {
  const first = started();
  expect(inForce(first)).toEqual([0, null, true, 10]);
  expect(existsSync(join(profile, copy))).toBe(false);
  first.room.contact?.(contact(signed(policy(3, { lockMinutes: { least: 1, most: 10, default: 4 } }))));
  expect(inForce(first)).toEqual([3, null, false, 4]);
  expect(rows).toEqual(['policy.taken ok 3']);
  // The next start knows where to sign in before anything is open.
  const second = start();
  expect(inForce(second)).toEqual([3, null, false, 4]);
  expect(second.device()).toMatchObject({ organisation: 'org-one', device: 'org-one.d1' });
  open = true;
  second.room.opened?.(vault);
  expect(inForce(second)).toEqual([3, null, false, 4]);
  expect(rows).toEqual(['policy.taken ok 3']);
});

describe('what comes', () => {
  const refused: [string, () => Handshake2Answer][] = [
    ['signed by somebody else', () => contact(signed(policy(9), { by: others }))],
    ['signed for another organisation', () => contact(signed(policy(9), { org: 'org-two' }))],
    [
      'not signed at all',
      () => contact({ ...signed(policy(9)), signature: Buffer.alloc(64).toString('base64') }),
    ],
    [
      'changed after it was signed',
      () => contact({ ...signed(policy(9)), text: JSON.stringify(policy(10)) }),
    ],
    ['older', () => contact(signed(policy(2)))],
    ['of the same number, and another', () => contact(signed(policy(5, { pinAllowed: false })))],
    ['of a shape that is none', () => contact(signed({ version: 9 }))],
    ['with a longer lease than any policy may give', () => contact(signed(policy(9, { leaseMinutes: 481 })))],
    [
      'under another key than the pinned one',
      () => contact(signed(policy(9), { by: others }), rawOf(others)),
    ],
    ['of another organisation under its own key', () => contact(signed(policy(9)), rawOf(keys), 'org-two')],
  ];
  it.each(refused)('%s: refused, audited, and nothing of it holds', (_name, answer) => {
    const desk = started();
    desk.room.contact?.(contact(signed(policy(5))));
    rows = [];
    desk.room.contact?.(answer());
    expect(inForce(desk)).toEqual([5, 'policy-refused', false, 10]);
    expect(rows).toEqual(['policy.taken policy-refused 5']);
    const kept = vault.core.prepare('select text from policy').pluck().get();
    expect(JSON.parse(String(kept))).toMatchObject({ version: 5, pinAllowed: true });
    // A good one mends it.
    desk.room.contact?.(contact(signed(policy(6))));
    expect(inForce(desk)).toEqual([6, null, false, 10]);
  });

  it('is pinned at the first word of it; a new enrolment pins anew', () => {
    const desk = started();
    desk.room.contact?.(contact(null));
    expect(inForce(desk)).toEqual([0, null, true, 10]);
    desk.room.contact?.(contact(signed(policy(1), { by: others }), rawOf(others)));
    expect(inForce(desk)).toEqual([0, 'policy-refused', true, 10]);
    desk.enrolled({
      organisation: 'org-one',
      deviceId: 'org-one.d2',
      policy: { publicKey: rawOf(others), signed: signed(policy(1), { by: others }) },
    } as never);
    expect(inForce(desk)).toEqual([1, null, false, 10]);
    expect(desk.device()).toMatchObject({ device: 'org-one.d2' });
  });

  it('an older backend says nothing, and nothing changes', () => {
    const desk = started();
    desk.room.contact?.(contact(signed(policy(2))));
    desk.room.contact?.({ organisation: 'org-one', deviceId: 'org-one.d1' } as never);
    desk.room.contact?.(contact(null));
    expect(inForce(desk)).toEqual([2, null, false, 10]);
    expect(desk.room.alsoSay?.()).toMatchObject({
      desk: { policyVersion: 2, app: '1.0.0', storesPhi: true },
    });
  });
});

describe('the copy in clear', () => {
  const broken: [string, string | Buffer][] = [
    ['empty', ''],
    ['no JSON', '{'],
    ['another shape', '{"v":1}'],
    ['far too long', Buffer.alloc(70_000, 32)],
    ['with one letter changed', 'changed'],
  ];
  it.each(broken)('%s: the strictest rules, until the vault says what holds', (_name, text) => {
    const before = started();
    before.room.contact?.(contact(signed(policy(4))));
    const good = readFileSync(join(profile, copy), 'utf8');
    writeFileSync(join(profile, copy), text === 'changed' ? good.replace('id.example', 'is.example') : text);
    rows = [];
    const desk = start();
    expect(inForce(desk)).toEqual([0, 'policy-refused', false, strictest.lockMinutes.default]);
    expect(desk.rules()).toMatchObject({ pinAllowed: false, signIn: null });
    open = true;
    desk.room.opened?.(vault);
    expect(inForce(desk)).toEqual([4, null, false, 10]);
    expect(rows).toEqual(['policy.copy policy-refused 4']);
    expect(readFileSync(join(profile, copy), 'utf8')).toBe(good);
  });

  it('whole, but of another key: believed before the vault opens, and not after', () => {
    started().room.contact?.(contact(signed(policy(4))));
    const forged = signed(policy(99, { signIn: { ...signIn!, issuer: 'https://evil.example.org' } }), {
      by: others,
    });
    const whole = { v: 1, organisation: 'org-one', device: 'd', publicKey: rawOf(others), signed: forged };
    writeFileSync(join(profile, copy), JSON.stringify(whole));
    rows = [];
    const desk = start();
    expect(inForce(desk)[0]).toBe(99);
    open = true;
    desk.room.opened?.(vault);
    expect(inForce(desk)).toEqual([4, null, false, 10]);
    expect(rows).toEqual(['policy.copy policy-refused 4']);
  });

  it('where the vault knows of none: taken away', () => {
    writeFileSync(
      join(profile, copy),
      JSON.stringify({ v: 1, organisation: 'x', device: 'd', publicKey: rawOf(others), signed: null }),
    );
    const desk = started();
    expect(inForce(desk)).toEqual([0, null, true, 10]);
    expect(rows).toEqual(['policy.copy policy-refused 0']);
    expect(existsSync(join(profile, copy))).toBe(false);
  });
});

it('a row of the vault that nobody signed leaves the strictest rules, and a good policy mends that', () => {
  const desk = started();
  desk.room.contact?.(contact(signed(policy(4))));
  vault.core.prepare('update policy set text = ?').run(JSON.stringify(policy(4, { signIn: null })));
  rows = [];
  const next = started();
  expect(inForce(next)).toEqual([0, 'policy-refused', false, strictest.lockMinutes.default]);
  expect(rows).toEqual(['policy.copy policy-refused 0']);
  next.room.contact?.(contact(signed(policy(4))));
  expect(inForce(next)).toEqual([4, null, false, 10]);
});
