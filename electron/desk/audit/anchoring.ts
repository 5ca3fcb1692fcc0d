// Brings the audit log to the backend and keeps what it confirms (C7, C17): rows in batches, the head signed by this device,
// each receipt checked against the organisation's pinned key. Works while the desk is locked. What the backend holds
// otherwise than this desk (a fork) stops it until somebody has looked.
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { AuditRow } from '#shared/domain/audit/row.ts';
import { headText, receiptText } from '#shared/domain/audit/signed.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { auditAnswer, auditMost, type AuditAnswer } from '#shared/protocol/audit.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import type { Db } from '../vault/open.ts';
import { prepared } from '../vault/prepared.ts';
import type { Vault } from '../vault/vault.ts';
import { appendAudit, auditHead } from './append.ts';
import { checkpointOf, keepReceipt, newestReceipt, type Anchorage } from './anchors.ts';
import { verifyText } from './crypto.ts';

/** The backend takes bodies of a megabyte; rows have some 400 bytes. */
const batchBytes = 600_000;
/** Between two looks while the backend answers, ms. */
const everyMs = 60_000;

export type AnchorProblem = 'audit-fork' | 'audit-gap' | 'audit-receipt' | 'audit-refused';
export interface AnchoringParts {
  vault(): Vault | null;
  client: Pick<BackendClient, 'ask'> | null;
  /** Who this desk is to the organisation, and its key; null before both are known. */
  anchorage(db: Db): Anchorage | null;
  now(): string;
  after(ms: number, run: () => void): () => void;
  /** The receipts or the problem changed. */
  changed(): void;
  /** All that is here has been confirmed just now. */
  anchored(): void;
  failed(error: unknown): void;
  told(event: 'anchored' | 'refused', of: { count: number; code?: ErrorCode }): void;
}

export function createAnchoring(parts: AnchoringParts) {
  let problem: AnchorProblem | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let cancelTimer: () => void = () => undefined;
  let stopped = false;
  /** How the last round ended: `none` = all that was here is there; `refused` = the backend was there and said no. */
  let left: 'none' | 'later' | 'refused' = 'none';

  /** Once for each new one: a row that says that the backend holds another log. */
  function say(code: AnchorProblem, db: Db): Result<never> {
    if (problem !== code) {
      problem = code;
      const entry = {
        event: 'audit.anchor',
        outcome: code,
        person: null,
        surface: 'desk',
        subject: {},
      } as const;
      db.transaction(() => appendAudit(db, { ...entry, at: parts.now() })).immediate();
      parts.told('refused', { count: 0, code });
      parts.changed();
    }
    return fail(code);
  }

  /** The hash that this desk has under a number; null = it has no such row any more, or not yet. */
  function hashAt(db: Db, seq: number): string | null {
    const checkpoint = checkpointOf(db);
    if (checkpoint?.seq === seq) return checkpoint.hash;
    return (
      prepared<[number], { hash: string }>(db, 'select hash from audit where seq = ?').get(seq)?.hash ?? null
    );
  }

  /** Believed only with the organisation's signature, and kept only if it is about our own row. */
  function take(db: Db, of: Anchorage, receipt: AuditAnswer['receipt']): Result<number> {
    if (receipt === null) return ok(0);
    const { seq, hash, at, signature } = receipt;
    const { organisation, device, publicKey: key } = of;
    if (!verifyText(key, receiptText({ organisation, device, seq, hash, at }), signature))
      return say('audit-receipt', db);
    const pruned = (checkpointOf(db)?.seq ?? 0) > seq;
    // An older state of this vault: the backend has rows that are not here.
    if (!pruned && hashAt(db, seq) !== hash) return say('audit-fork', db);
    if (!pruned && newestReceipt(db, of)?.seq !== seq)
      db.transaction(() =>
        keepReceipt(db, { organisation, device, seq, hash, at, signature, key }),
      ).immediate();
    return ok(seq);
  }

  function batchFrom(db: Db, seq: number): AuditRow[] {
    const rows: AuditRow[] = [];
    let bytes = 0;
    const from = prepared<[number, number], AuditRow>(
      db,
      'select * from audit where seq > ? order by seq limit ?',
    );
    for (const row of from.all(seq, auditMost)) {
      bytes += Buffer.byteLength(JSON.stringify(row));
      if (bytes > batchBytes && rows.length > 0) break;
      rows.push(row);
    }
    return rows;
  }

  async function send(vault: Vault, of: Anchorage, rows: AuditRow[]): Promise<Result<AuditAnswer>> {
    const { organisation, device } = of;
    const last = rows.at(-1);
    const at = parts.now();
    const head =
      last === undefined
        ? null
        : {
            at,
            signature: vault
              .sign(Buffer.from(headText({ organisation, device, seq: last.seq, hash: last.hash, at })))
              .toString('base64'),
          };
    let why: string | null = null;
    const done = await parts.client!.ask('POST', '/v2/audit', auditAnswer, {
      body: { v: 2, rows, head },
      as: device,
      refused: (by) => (why = by.error),
    });
    if (done.ok || why === null) return done;
    left = 'refused';
    if (why === 'fork') return say('audit-fork', vault.core);
    if (why === 'gap') return say('audit-gap', vault.core);
    return why === 'invalid' || why === 'bad-signature' ? say('audit-refused', vault.core) : done;
  }

  async function round(vault: Vault): Promise<void> {
    const db = vault.core;
    const of = parts.anchorage(db);
    left = 'none';
    if (of === null) return;
    left = 'later';
    // Where the backend stands is asked once, and whenever something did not fit: it may have been mended there.
    let held: number | null = problem === null ? (newestReceipt(db, of)?.seq ?? null) : null;
    let count = 0;
    for (;;) {
      if (stopped || !db.open) return;
      const rows = held === null ? [] : batchFrom(db, held);
      if (held !== null && rows.length === 0) break;
      const answer = await send(vault, of, rows);
      if (!answer.ok || stopped || !db.open) return;
      const taken = take(db, of, answer.value.receipt);
      if (!taken.ok) return void (left = 'refused');
      // What was sent and is not confirmed would be sent for ever.
      if (rows.length > 0 && taken.value < (rows.at(-1)?.seq ?? 0)) {
        left = 'refused';
        return void say('audit-receipt', db);
      }
      count += rows.length;
      held = Math.max(taken.value, held ?? 0);
    }
    left = 'none';
    if (problem !== null) {
      problem = null;
      parts.changed();
    }
    if (count > 0) {
      parts.told('anchored', { count });
      parts.changed();
    }
    parts.anchored();
  }

  /** The backend answers: what is new goes there. Settles when there is nothing more to do for now. */
  function contact(): Promise<void> {
    const vault = parts.vault();
    if (vault === null || parts.client === null || stopped) return Promise.resolve();
    if (running !== null) {
      again = true;
      return running;
    }
    again = false;
    running = round(vault)
      // A full disk, a vault that was closed meanwhile: tried again at the next contact.
      .catch((error: unknown) => {
        left = 'refused';
        parts.failed(error);
      })
      .finally(() => {
        running = null;
      })
      .then(() => (again ? contact() : undefined));
    const mine = running;
    cancelTimer();
    cancelTimer = parts.after(everyMs, look);
    return mine;
  }
  /** Nothing was written since: nobody is asked. */
  function look(): void {
    const db = parts.vault()?.core;
    const of = db?.open === true ? parts.anchorage(db) : null;
    const stands = db === undefined || of === null ? null : newestReceipt(db, of)?.seq;
    if (db !== undefined && of !== null && problem === null && stands !== auditHead(db).seq) void contact();
    else if (!stopped) cancelTimer = parts.after(everyMs, look);
  }

  return {
    contact,
    /** The same, and how it ended. */
    async bring(): Promise<'none' | 'later' | 'refused'> {
      left = 'none';
      await contact();
      return left;
    },
    problem: (): AnchorProblem | null => problem,
    stop(): void {
      stopped = true;
      cancelTimer();
    },
  };
}
export type Anchoring = ReturnType<typeof createAnchoring>;
