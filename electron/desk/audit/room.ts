// The audit log's room: what an auditor asks of it, its way to the backend, and what is pruned once it is there.
import { setImmediate } from 'node:timers/promises';
import type { ChainView } from '#shared/contract/audit.ts';
import { fail, FailureError, ok } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';
import type { GuardRoom } from '../guard/side.ts';
import { errorFields, type Log } from '../log.ts';
import type { Person, RoomHandlers } from '../router/context.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { findEnrolment } from '../sync/device.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';
import type { Vault } from '../vault/vault.ts';
import { isAgain } from './again.ts';
import { appendAudit, auditHead, type AuditEntry, type AuditHead } from './append.ts';
import { checkpointOf, newestReceipt, type Anchorage } from './anchors.ts';
import { createAnchoring } from './anchoring.ts';
import { writeExport } from './export.ts';
import { auditPage } from './list.ts';
import { createNameMarks } from './name-marks.ts';
import { pruneAudit } from './prune.ts';
import { findUnusual } from './unusual.ts';
import { verifyAuditInWorker } from './verify.ts';

export interface AuditRoomParts {
  session: { vault(): Vault | null };
  openCore(): Db;
  clock: { now(): string };
  after(ms: number, run: () => void): () => void;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
  changed(...topics: string[]): void;
  client: Pick<BackendClient, 'ask'> | null;
  /** The organisation's key as it was pinned, raw 32 bytes, base64; null = none yet. */
  organisationKey(db: Db): string | null;
  /** From the organisation's policy. */
  keepDays(): number;
  files: Pick<Host, 'fileDialog' | 'redeemHandle'>;
}

export function createAuditRoom(parts: AuditRoomParts) {
  const { session, openCore, clock, log } = parts;
  const marks = createNameMarks(() => session.vault()?.patients ?? null);
  let chain: ChainView | null = null;
  let exporting = false;
  let pruning = false;

  function anchorage(db: Db): Anchorage | null {
    const enrolment = findEnrolment(db);
    const publicKey = parts.organisationKey(db);
    if (enrolment === null || publicKey === null) return null;
    return { organisation: enrolment.organisation, device: enrolment.deviceId, publicKey };
  }
  const signText = (vault: Vault) => (text: string) =>
    vault.sign(Buffer.from(text, 'utf8')).toString('base64');

  async function prune(): Promise<void> {
    const vault = session.vault();
    if (vault === null || pruning) return;
    pruning = true;
    try {
      for (;;) {
        if (!vault.core.open) return;
        const of = anchorage(vault.core);
        const receipt = of === null ? null : newestReceipt(vault.core, of);
        if (receipt === null) return;
        const gone = pruneAudit({
          db: vault.core,
          receipt,
          keepDays: parts.keepDays(),
          now: clock.now(),
          deviceKey: vault.devicePublicKey.toString('base64'),
          sign: signText(vault),
        });
        if (gone === 0) return;
        parts.changed('audit.changed');
        await setImmediate();
      }
    } catch (error) {
      // A full disk: tried again with the next receipt.
      log.error('request.unexpected', { name: 'audit.prune', ...errorFields(error) });
    } finally {
      pruning = false;
    }
  }

  const anchoring = createAnchoring({
    vault: session.vault,
    client: parts.client,
    anchorage,
    now: clock.now,
    after: parts.after,
    changed: () => parts.changed('audit.changed'),
    anchored: () => void prune(),
    failed: (error) => log.error('request.unexpected', { name: 'audit.anchor', ...errorFields(error) }),
    told(event, { count, code }) {
      if (event === 'anchored') log.info('audit.anchored', { count });
      else log.warn('audit.refused', { code });
    },
  });

  const handlers: RoomHandlers<'audit'> = {
    state() {
      const db = openCore();
      const of = anchorage(db);
      const receipt = of === null ? null : newestReceipt(db, of);
      const checkpoint = checkpointOf(db);
      const head = auditHead(db);
      const first = prepared<[], { at: string }>(db, 'select at from audit order by seq limit 1').get();
      return ok({
        rows: head.seq - (checkpoint?.seq ?? 0),
        head,
        oldestAt: first?.at ?? null,
        checkpoint: checkpoint === null ? null : { seq: checkpoint.seq, at: checkpoint.at },
        anchored: receipt === null ? null : { seq: receipt.seq, at: receipt.at },
        backend: parts.client === null ? 'none' : of === null ? 'unknown' : 'on',
        problem: anchoring.problem(),
        keepDays: parts.keepDays(),
        chain,
      });
    },
    list: (filter, { after, limit }) => ok(auditPage(openCore(), filter, after, limit)),
    async verify(_input, context) {
      const vault = session.vault();
      if (vault === null) return fail('vault-closed');
      try {
        const total = auditHead(vault.core).seq - (checkpointOf(vault.core)?.seq ?? 0);
        const report = await verifyAuditInWorker(vault, {
          signal: context.signal,
          progress: (done) => context.progress(Math.min(done, total), total),
        });
        chain = { ...report, at: context.now };
        log.info('audit.verified', { count: report.rows });
        parts.changed('audit.changed');
        return ok(chain);
      } catch (error) {
        if (error instanceof FailureError) return error.failure;
        throw error;
      }
    },
    unusual: (limits, context) => findUnusual(openCore(), limits, context),
    async export(_input, context) {
      const vault = session.vault();
      if (vault === null) return fail('vault-closed');
      if (exporting) return fail('busy', 'audit');
      exporting = true;
      try {
        const picked = await parts.files.fileDialog({
          mode: 'save',
          title: 'Audit log',
          suggested: `careline-audit-${context.now.slice(0, 16).replaceAll(/[^0-9]/g, '')}.jsonl`,
          extensions: ['jsonl'],
        });
        if (!picked.ok) return picked;
        if (picked.value.handle === null) return ok({ file: null });
        const place = await parts.files.redeemHandle({ handle: picked.value.handle });
        if (!place.ok) return place;
        const file = await writeExport(
          {
            db: vault.core,
            anchorage: anchorage(vault.core),
            deviceKey: vault.devicePublicKey.toString('base64'),
            sign: signText(vault),
            now: context.now,
            signal: context.signal,
            progress: (done, total) => context.progress(done, total),
            soon: () => setImmediate(),
          },
          place.value.path,
        );
        return file.ok ? ok({ file: file.value }) : file;
      } finally {
        exporting = false;
      }
    },
  };

  const room: GuardRoom = {
    contact: () => void anchoring.contact(),
    locked: marks.forget,
    seated: marks.forget,
    stop: anchoring.stop,
  };
  return {
    handlers,
    room,
    /** One try to bring all rows to the backend, for a device that is about to be wiped. */
    bring: anchoring.bring,
    /** Every row of a request goes through here: a look-up with the looker's own name is marked, a poll's repeat is none. */
    append(db: Db, entry: Omit<AuditEntry, 'person'> & { person: Person | null }): AuditHead {
      const { patientId } = entry.subject;
      const match =
        typeof patientId === 'string' && entry.person !== null ? marks.of(patientId, entry.person) : null;
      if (isAgain(db, entry)) return auditHead(db);
      return appendAudit(db, match === null ? entry : { ...entry, subject: { ...entry.subject, match } });
    },
  };
}
export type AuditRoom = ReturnType<typeof createAuditRoom>;
