// A kept act as a page sees it.
import type { z } from 'zod';
import type { actRow, actView } from '#shared/contract/acts.ts';
import type { Act } from '#shared/domain/acts/act.ts';
import type { ActRow, Answered } from './store.ts';

const over: readonly ActRow['state'][] = ['withdrawn', 'settled'];

/** Ids, codes and times only. */
export const rowView = (row: ActRow): z.input<typeof actRow> => ({
  actId: row.actId,
  contextId: row.contextId,
  patientId: row.patientId,
  kind: row.kind,
  at: row.at,
  state: row.state,
  how: row.how,
  why: row.why,
  perhaps: row.progress.perhaps,
  code: row.progress.code,
  resumed: row.resumed,
  unverified: row.kind === 'insurance-update' && row.progress.verified === 'no' && !over.includes(row.state),
});

export const viewOf = (row: ActRow, act: Act, answered: Answered): z.input<typeof actView> => ({
  ...rowView(row),
  act,
  doneAt: row.progress.doneAt,
  record: row.progress.record,
  differences: row.progress.differences.slice(0, 20),
  messageId: row.progress.messageId,
  verified:
    answered.verified === null ? null : { ...answered.verified, told: row.progress.verified === 'told' },
  answer: answered.answer,
});
