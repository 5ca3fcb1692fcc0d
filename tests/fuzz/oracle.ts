// What must hold of every answer, whatever was asked: it is a Result with a code that there is, its value is of the shape that
// the contract says, and what is audited lies in the log, outside of any open transaction, before the answer leaves.
import { isErrorCode } from '#shared/domain/errors.ts';
import { verifyAudit } from '#desk/audit/verify.ts';
import type { FuzzDesk } from './desk.ts';
import type { Made } from './frames.ts';

export interface Oracle {
  /** The code that was told, `ok` for an answer. */
  answered(made: Made, result: unknown): string;
  /** Rows of the log, whose chain is whole; else a finding. */
  whole(): number;
}

export function createOracle(desk: FuzzDesk, found: (what: string) => void): Oracle {
  /** Answers that need a row, by the event of the row. */
  const owed = new Map<string, number>();
  const rows = new Map<string, number>();
  let seen = 0;
  /** A repeat is answered from what was kept, without a second row. */
  const answers = new Set<string>();

  function countRows(): void {
    const core = desk.core();
    if (core === null) return;
    const more = core
      .prepare<[number], { seq: number; event: string; outcome: string }>(
        'SELECT seq, event, outcome FROM audit WHERE seq > ? ORDER BY seq',
      )
      .all(seen);
    for (const row of more) {
      seen = row.seq;
      if (row.outcome === 'ok' || row.outcome === 'answered')
        rows.set(row.event, (rows.get(row.event) ?? 0) + 1);
    }
  }
  function audited(made: Made): void {
    const event = made.spec?.audit ?? null;
    const core = desk.core();
    if (event === null || core === null || made.spec === null) return;
    const repeat =
      made.frame['requestId'] === undefined ? null : `${made.name}|${String(made.frame['requestId'])}`;
    if (repeat !== null && answers.has(repeat)) return;
    if (repeat !== null) answers.add(repeat);
    if (core.inTransaction) found(`${made.name}: answered inside a transaction`);
    const due = (owed.get(event) ?? 0) + 1;
    owed.set(event, due);
    if ((rows.get(event) ?? 0) < due) countRows();
    if ((rows.get(event) ?? 0) < due) found(`${made.name}: answered without its audit row`);
  }

  return {
    answered(made, result) {
      const told = result as { ok?: unknown; code?: unknown; value?: unknown; message?: unknown } | null;
      if (typeof told !== 'object' || told === null || typeof told.ok !== 'boolean') {
        found(`${made.name}: not a result: ${JSON.stringify(result)?.slice(0, 200)}`);
        return 'none';
      }
      if (!told.ok) {
        const code = String(told.code);
        if (!isErrorCode(code)) found(`${made.name}: no such code: ${code}`);
        if (code === 'unexpected' || code === 'invalid-result')
          found(`${made.name}: ${code} for ${JSON.stringify(made.frame['input'])?.slice(0, 400)}`);
        return code;
      }
      const { spec } = made;
      if (spec === null) {
        found(`${made.name}: answered, though nobody declared it`);
        return 'ok';
      }
      const fits =
        spec.kind === 'page'
          ? (told.value as { rows: unknown[] }).rows.every((row) => spec.row.safeParse(row).success)
          : spec.output.safeParse(told.value).success;
      if (!fits) found(`${made.name}: an answer of another shape`);
      audited(made);
      return 'ok';
    },
    whole() {
      const core = desk.core();
      if (core === null) {
        found('no log at the end');
        return 0;
      }
      const chain = verifyAudit(core);
      if (chain.firstBroken !== null) found(`the chain breaks at row ${chain.firstBroken}`);
      return chain.rows;
    },
  };
}
