// The Proof page's checks: each runs now, on this computer, and answers numbers. What could not be checked says so.
import type { ProofCheck, ProofResult } from '#shared/contract/demo.ts';
import type { Result } from '#shared/domain/result.ts';
import { ok } from '#shared/domain/result.ts';
import { verifyAuditInWorker } from '../audit/verify.ts';
import { listMessages } from '../messages/list.ts';
import type { Sealer } from '../messages/sealer.ts';
import { findEnrolment } from '../sync/device.ts';
import { countOutbox } from '../sync/counts.ts';
import { scanForWords } from '../vault/scan.ts';
import type { Vault } from '../vault/vault.ts';
import type { ConnectionCount } from './connections.ts';
import type { DemoControl } from './control.ts';

export interface ProofDeps {
  vault: Vault;
  profile: string;
  sealer: Sealer;
  control: DemoControl;
  connections(): ConnectionCount;
}
type Outcome = Pick<ProofResult, 'passed' | 'numbers' | 'note'>;

/** Names that are in the vault for sure: those of the newest messages. Short words would be found by chance. */
function knownNames(deps: ProofDeps): string[] {
  const { rows } = listMessages(
    deps.vault.core,
    { sealer: deps.sealer, running: () => false },
    { accountId: null, filter: 'all', after: null, limit: 50, now: new Date().toISOString() },
  );
  return [...new Set(rows.flatMap((r) => [r.patientName, r.callerName]).filter((n) => n.length >= 8))].slice(
    0,
    20,
  );
}

async function nameInBytes(deps: ProofDeps): Promise<Outcome> {
  const names = knownNames(deps);
  if (names.length === 0) return { passed: null, numbers: { names: 0 }, note: 'no-names' };
  // Everything that was committed, the write-ahead log included, as it lies on the disk.
  const report = await scanForWords(deps.profile, names);
  return {
    passed: report.found === 0,
    numbers: { found: report.found, names: names.length, files: report.files, bytes: report.bytes },
    note: null,
  };
}

async function messagesOnce(deps: ProofDeps): Promise<Outcome> {
  const mine = countOutbox(deps.vault.core);
  const saved = Number(deps.vault.core.prepare('SELECT count(*) FROM messages').pluck().get());
  const there = await deps.control.messages();
  if (!there.ok)
    return { passed: null, numbers: { saved, waiting: mine.waiting }, note: 'postgres-unreachable' };
  const deviceId = findEnrolment(deps.vault.core)?.deviceId;
  const device = there.value.perDevice.find((d) => d.device === deviceId) ?? {
    messages: 0,
    distinctIds: 0,
    lastSeq: 0,
  };
  const doubled = device.messages - device.distinctIds;
  const waitingMessages = Number(
    deps.vault.core
      .prepare("SELECT count(*) FROM outbox WHERE type = 'message' AND state = 'waiting'")
      .pluck()
      .get(),
  );
  return {
    passed: doubled === 0 && device.messages + waitingMessages === saved,
    numbers: { saved, waiting: waitingMessages, inPostgres: device.messages, doubled },
    note: null,
  };
}

async function auditLinked(deps: ProofDeps): Promise<Outcome> {
  const report = await verifyAuditInWorker(deps.vault);
  return {
    passed: report.firstBroken === null,
    numbers: { rows: report.rows, linked: report.linked },
    note: null,
  };
}

function connections(deps: ProofDeps): Outcome {
  const { total, offLoopback } = deps.connections();
  return { passed: offLoopback === 0, numbers: { total, offLoopback }, note: null };
}

export async function runProof(deps: ProofDeps, check: ProofCheck): Promise<Result<ProofResult>> {
  const started = performance.now();
  const run: Record<ProofCheck, () => Promise<Outcome> | Outcome> = {
    'name-in-vault-bytes': () => nameInBytes(deps),
    'messages-once': () => messagesOnce(deps),
    'audit-linked': () => auditLinked(deps),
    connections: () => connections(deps),
  };
  return ok({ check, ...(await run[check]()), tookMs: Math.round(performance.now() - started) });
}
