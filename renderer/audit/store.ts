// The log as the auditor has filtered it, read page by page; how the chain stands; and what is under way. Ids and codes only.
import { create } from 'zustand';
import type { AuditFilter, AuditRowView, AuditState } from '#shared/contract/audit.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { createReader } from '../bridge/latest.ts';

export const anyRow: AuditFilter = {
  person: null,
  role: null,
  group: null,
  outcome: 'all',
  from: null,
  to: null,
  subject: null,
};
interface LogView {
  tab: 'log' | 'unusual';
  filter: AuditFilter;
  rows: readonly AuditRowView[] | null;
  /** Where to go on; null = the log has been read to its end. */
  next: string | null;
  busy: boolean;
  failure: Failure | null;
  /** Number of the row that is shown as it is kept. */
  open: number | null;
}
export const useLog = create<LogView>()(() => ({
  tab: 'log',
  filter: anyRow,
  rows: null,
  next: null,
  busy: false,
  failure: null,
  open: null,
}));

export const useChain = create<{ state: AuditState | null; failure: Failure | null }>()(() => ({
  state: null,
  failure: null,
}));
const chainReader = createReader(
  () => careline.audit.state(),
  (result) => useChain.setState(result.ok ? { state: result.value, failure: null } : { failure: result }),
);
export const readChain = (): Promise<void> => chainReader.read();

/** Rows that one press reads, and pages that it looks through for them at most. */
const wanted = 100;
const mostPages = 25;
let newest = 0;

/** An answer to another filter than the one that stands now is dropped. */
async function readFrom(cursor: string | null, before: readonly AuditRowView[]): Promise<void> {
  const mine = ++newest;
  const { filter } = useLog.getState();
  useLog.setState({ busy: true, failure: null });
  const rows = [...before];
  let next = cursor;
  for (let pages = 0; pages < mostPages && rows.length < before.length + wanted; pages++) {
    const page = await careline.audit.list({ ...filter, cursor: next });
    if (mine !== newest) return;
    if (!page.ok) return useLog.setState({ busy: false, failure: page });
    rows.push(...page.value.rows);
    next = page.value.next;
    useLog.setState({ rows: [...rows], next });
    if (next === null) break;
  }
  useLog.setState({ rows, next, busy: false });
}
export function readLog(): Promise<void> {
  void readChain();
  return readFrom(null, []);
}
export function readOlder(): Promise<void> {
  const { rows, next, busy } = useLog.getState();
  return busy || next === null ? Promise.resolve() : readFrom(next, rows ?? []);
}
export function filterBy(change: Partial<AuditFilter>): Promise<void> {
  useLog.setState((s) => ({
    filter: { ...s.filter, ...change },
    rows: null,
    next: null,
    open: null,
    tab: 'log',
  }));
  return readLog();
}
