// The read-lease put together for this desk: real clocks, the vault's readers, the backend that gives them back.
import { rmSync } from 'node:fs';
import { uptime } from 'node:os';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { renewAnswer } from '#shared/protocol/keys.ts';
import { appendAudit } from '../audit/append.ts';
import type { GuardParts } from '../guard/side.ts';
import { createLease } from './lease.ts';

export function createLeaseSide(parts: GuardParts & { policyMinutes(): number | null }) {
  const { session, core, clock, log } = parts;

  function drop(): Result<null> {
    const vault = session.vault();
    if (vault === null) return fail('vault-closed');
    const done = vault.dropReaders();
    if (!done.ok) return done;
    const patients = vault.pathOf('patients');
    // Its key is gone: what lies there is noise. Deleted all the same.
    for (const end of ['', '-wal', '-shm']) rmSync(`${patients}${end}`, { force: true });
    return ok(null);
  }

  async function renew(): Promise<Result<null>> {
    const vault = session.vault();
    const { client } = parts.backend;
    if (vault === null || client === null) return fail('offline');
    if (vault.readable) return ok(null);
    const escrow = vault.escrow();
    const reader = escrow?.reader ?? null;
    if (escrow === null || reader === null) return fail('escrow-missing');
    const { keyId, sealed } = reader;
    const answer = await client.ask('POST', '/v2/keys/renew', renewAnswer, {
      body: { v: 2, vaultId: escrow.vaultId, escrow: { keyId, wrapped: sealed } },
    });
    if (!answer.ok) return answer;
    const bytes = Buffer.from(answer.value.reader, 'base64');
    try {
      return vault.restoreReaders(bytes);
    } finally {
      bytes.fill(0);
    }
  }

  return createLease({
    core,
    vault: session.vault,
    // Real time, whatever the demo's clock shows.
    clocks: () => ({ steady: clock.monotonic(), wall: clock.wall(), boot: uptime() * 1000 }),
    now: clock.now,
    after: parts.after,
    drop,
    policyMinutes: parts.policyMinutes,
    renew,
    gone: parts.unread,
    back: parts.readAgain,
    audit(event, what) {
      const db = core();
      if (db === null) return;
      const entry = {
        event,
        outcome: 'ok',
        person: session.person(),
        surface: 'desk',
        at: clock.now(),
      } as const;
      db.transaction(() => appendAudit(db, { ...entry, subject: { what } })).immediate();
    },
    changed: parts.changed,
    failed: (event, code) => log.error('request.unexpected', { name: event, code }),
  });
}
