// For tests only: a lease on a real vault whose organisation is the test, and clocks that the test turns.
import { createDecipheriv, diffieHellman, hkdfSync, randomBytes } from 'node:crypto';
import { escrowAad, escrowInfo } from '#shared/protocol/escrow-format.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { privateKeyFrom, publicKeyFrom, rawPublicKey } from '../vault/seal.ts';
import type { Vault } from '../vault/vault.ts';
import { createLease, type ReadLease } from './lease.ts';

const minute = 60_000;

/** The organisation's side of the escrow, with its own few lines (shared/protocol/escrow-format.ts). */
export function organisation() {
  const key = privateKeyFrom('x25519', randomBytes(32));
  const publicKey = rawPublicKey(key);
  const id = 'feedfacefeedface';
  return {
    recovery: { id, publicKey },
    openReader(vaultId: string, sealed: string): Buffer {
      const bytes = Buffer.from(sealed, 'base64');
      const from = bytes.subarray(0, 32);
      const shared = diffieHellman({ privateKey: key, publicKey: publicKeyFrom('x25519', from) });
      const wrap = Buffer.from(hkdfSync('sha256', shared, Buffer.concat([from, publicKey]), escrowInfo, 32));
      const open = createDecipheriv('aes-256-gcm', wrap, bytes.subarray(32, 44));
      open.setAAD(Buffer.from(escrowAad('reader', vaultId, id)));
      open.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([open.update(bytes.subarray(44, -16)), open.final()]);
    },
  };
}

export function leaseDesk(vault: () => Vault, minutes: number | null = 60) {
  const org = organisation();
  const happened: string[] = [];
  let timers: (() => void)[] = [];
  const desk = {
    org,
    happened,
    clocks: { steady: 5000, wall: Date.parse('2026-11-22T03:00:00.000Z'), boot: 9_000_000 },
    /** The backend answers a renewal; a code = it refuses by it. */
    answers: true as boolean | ErrorCode,
    minutes,
    /** What the signed policy says; null = none. */
    signed: null as number | null,
    lease: make(),
    /** Moves the clocks together, or one alone, and lets what is due happen. */
    pass(by: Partial<Record<'steady' | 'wall' | 'boot', number>> | number): void {
      const {
        steady = 0,
        wall = 0,
        boot = 0,
      } = typeof by === 'number' ? { steady: by * minute, wall: by * minute, boot: by * minute } : by;
      desk.clocks = {
        steady: desk.clocks.steady + steady,
        wall: desk.clocks.wall + wall,
        boot: desk.clocks.boot + boot,
      };
      for (const run of timers.splice(0)) run();
    },
    /** The backend answers a handshake; settles when what follows is done. */
    async contact(): Promise<void> {
      const guard = { leaseMinutes: desk.minutes } as Handshake2Answer['guard'];
      desk.lease.room.contact?.({ guard } as Handshake2Answer);
      await new Promise((resolve) => void setImmediate(resolve));
    },
    /** Another process of the same desk: the steady clock begins anew. */
    restart(): void {
      desk.lease.room.stop?.();
      timers = [];
      desk.clocks = { ...desk.clocks, steady: 3 };
      desk.lease = make();
      desk.lease.room.opened?.(vault());
    },
  };
  function make(): ReadLease {
    return createLease({
      core: () => vault().core,
      vault,
      clocks: () => desk.clocks,
      now: () => new Date(desk.clocks.wall).toISOString(),
      after(_ms, run) {
        timers.push(run);
        return () => void (timers = timers.filter((t) => t !== run));
      },
      drop: () => vault().dropReaders(),
      policyMinutes: () => desk.signed,
      async renew(): Promise<Result<unknown>> {
        if (desk.answers !== true) return fail(desk.answers === false ? 'offline' : desk.answers);
        const escrow = vault().escrow();
        const sealed = escrow?.reader?.sealed;
        if (escrow === null || sealed === undefined) return fail('escrow-missing');
        return vault().restoreReaders(org.openReader(escrow.vaultId, sealed));
      },
      gone: () => void happened.push('gone'),
      back: () => void happened.push('back'),
      audit: (event) => void happened.push(event),
      changed: () => undefined,
      failed: (event, code) => void happened.push(`${event}: ${code}`),
    });
  }
  return desk;
}
