// Which rules hold on this desk. Before the vault is open the copy in clear speaks; from then on the vault's own.
import { release, type } from 'node:os';
import { defaultPolicy, type Policy } from '#shared/domain/access/policy.ts';
import type { EnrolAnswer } from '#shared/protocol/enrol.ts';
import type { GuardSays } from '#shared/protocol/identity.ts';
import type { GuardRoom } from '../guard/side.ts';
import type { Db } from '../vault/open.ts';
import { readClear, sameKept, writeClear } from './clear.ts';
import { openSigned, type Verifier } from './signed.ts';
import { type Kept, readKept, writeKept } from './store.ts';

export type Rules = Omit<Policy, 'version'>;

/** What holds while nothing trustworthy says more: no sign-in anywhere, the shortest times, no PIN. */
export const strictest: Rules = {
  ...defaultPolicy,
  leaseMinutes: 60,
  lockMinutes: { least: 1, most: 10, default: 5 },
  pinAllowed: false,
  breakGlassMinutes: 15,
};

export interface PolicyParts {
  profile: string;
  version: string;
  verify: Verifier;
  now(): string;
  /** A row of the audit, of its own transaction; nothing while the vault is closed. */
  audit(event: 'policy.taken' | 'policy.copy', outcome: 'ok' | 'policy-refused', version: number): void;
  core(): Db | null;
  /** Of the open vault. */
  vaultId(): string | null;
  /** It is another one now. */
  changed(): void;
}

export function createPolicy(parts: PolicyParts) {
  const { profile, verify, core } = parts;
  let kept: Kept | null = null;
  let policy: Policy | null = null;
  /** Something was refused, and nothing good came since. */
  let refused = false;
  /** What lies in clear is no policy, and the vault has not said what is. */
  let blind = false;

  function use(next: Kept | null): boolean {
    const signed = next?.signed ?? null;
    const opened = next === null || signed === null ? null : openSigned(next, signed, verify);
    if (signed !== null && opened === null) return false;
    kept = next;
    policy = opened;
    blind = false;
    return true;
  }
  const clear = readClear(profile);
  if (clear === 'broken' || (clear !== 'absent' && !use(clear))) refused = blind = true;

  const say = (event: 'policy.taken' | 'policy.copy', outcome: 'ok' | 'policy-refused', version = 0): void =>
    parts.audit(event, outcome, version);
  function refuse(): void {
    refused = true;
    say('policy.taken', 'policy-refused', policy?.version ?? 0);
    parts.changed();
  }
  function store(next: Kept): void {
    const db = core();
    if (db === null) return;
    writeKept(db, next, parts.now());
    writeClear(profile, next);
    refused = false;
    say('policy.taken', 'ok', policy?.version ?? 0);
    parts.changed();
  }

  /** A policy that came: taken when it is signed and newer. `key`: what the backend says the organisation's key is. */
  function take(from: Kept, signed: Kept['signed']): void {
    if (signed === null) {
      if (kept === null && use({ ...from, signed: null })) store({ ...from, signed: null });
      else if (refused && !blind && kept?.publicKey === from.publicKey) {
        refused = false;
        parts.changed();
      }
      return;
    }
    if (kept?.signed?.text === signed.text && kept.signed.signature === signed.signature) return;
    const opened = openSigned(from, signed, verify);
    // A lower one, or another text under the same number: somebody plays an old or a second one to this desk.
    if (opened === null || opened.version <= (policy?.version ?? 0)) return refuse();
    const next = { ...from, signed };
    if (use(next)) store(next);
  }

  const room: GuardRoom = {
    opened({ core: db }) {
      const own = readKept(db);
      const lies = readClear(profile);
      if (own === null) {
        // Nothing was ever pinned here: whatever lies there was put there by somebody else.
        use(null);
        if (lies !== 'absent') say('policy.copy', 'policy-refused');
        writeClear(profile, null);
      } else {
        const good = use(own);
        if (!good) {
          kept = own;
          policy = null;
          blind = true;
        }
        refused = !good;
        if (!good || (lies !== 'absent' && (lies === 'broken' || !sameKept(lies, own))))
          say('policy.copy', 'policy-refused', policy?.version ?? 0);
        writeClear(profile, own);
      }
      parts.changed();
    },
    alsoSay() {
      const vaultId = parts.vaultId();
      if (vaultId === null) return {};
      const os = `${type()} ${release()}`.slice(0, 80);
      const app = parts.version.slice(0, 40);
      return { desk: { policyVersion: policy?.version ?? 0, app, os, storesPhi: true, vaultId } };
    },
    contact({
      organisation,
      deviceId,
      guard,
    }: {
      organisation: string;
      deviceId: string;
      guard?: GuardSays | undefined;
    }) {
      if (guard === undefined) return;
      const from = { organisation, device: deviceId, publicKey: guard.publicKey, signed: null };
      // Another key than the one that was pinned: whoever speaks there, nothing of theirs is believed here.
      if (kept !== null && (kept.publicKey !== guard.publicKey || kept.organisation !== organisation))
        return refuse();
      take(kept === null ? from : { ...kept, device: deviceId }, guard.policy);
    },
    shown: () => ({
      policy: { version: policy?.version ?? 0, problem: refused ? 'policy-refused' : null },
      blurAfterMinutes: rules().blurMinutes,
      signOutAfterMinutes: rules().signOutMinutes,
      lockRange: { least: rules().lockMinutes.least, most: rules().lockMinutes.most },
    }),
  };
  const rules = (): Rules => (blind ? strictest : (policy ?? defaultPolicy));

  return {
    room,
    rules,
    /** True: names prove nothing here, and nobody asked that they do. */
    names: (): boolean => !blind && rules().signIn === null,
    blind: (): boolean => blind,
    /** The organisation's Ed25519 key, raw 32 bytes, base64; null before it was told. */
    publicKey: (): string | null => kept?.publicKey ?? null,
    /** Who this device is to its organisation; null before it was told. */
    device: (): Pick<Kept, 'organisation' | 'device'> | null => kept,
    /** At the enrolment, which happens once and by a code that a person was given: here the key is pinned. */
    enrolled({ organisation, deviceId, policy: told }: EnrolAnswer): void {
      if (told === undefined) return;
      const from = { organisation, device: deviceId, publicKey: told.publicKey, signed: null };
      // A person brought a new code for this: what was pinned before ends with the enrolment before.
      const same = kept?.organisation === organisation && kept.publicKey === told.publicKey;
      if (!same) use(null);
      take(same && kept !== null ? { ...kept, device: deviceId } : from, told.signed);
      if (same && kept !== null && kept.device !== deviceId) store({ ...kept, device: deviceId });
    },
  };
}
export type DeskPolicy = ReturnType<typeof createPolicy>;
