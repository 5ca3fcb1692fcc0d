// The messages and drafts of this desk as a list, page by page, kept fresh by the topic while somebody looks.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import type { ListFilter } from './list-rows.ts';

interface ListView {
  /** Null until the first answer. */
  rows: readonly MessageRow[] | null;
  drafts: readonly DraftRow[];
  /** Where older ones begin; null = these are all. */
  next: string | null;
  /** Why the newest read failed; the rows are then those of the last good one. */
  failure: Failure | null;
  readingOlder: boolean;
  /** What is looked for; null = every account. */
  accountId: string | null;
  filter: ListFilter;
}
export const useList = create<ListView>()(() => ({
  rows: null,
  drafts: [],
  next: null,
  failure: null,
  readingOlder: false,
  accountId: null,
  filter: 'all',
}));

/** Pages that are shown; all of them are read again when something changed, since a state may change on any. */
let pages = 1;
let asked = 0;

/** Reads what is shown anew. An answer that was overtaken by a later read is dropped. */
export async function readList(): Promise<void> {
  const mine = ++asked;
  const drafts = careline.messages.drafts();
  const rows: MessageRow[] = [];
  const { accountId, filter } = useList.getState();
  let next: string | null = null;
  for (let i = 0; i < pages; i++) {
    const page = await careline.messages.list({ accountId, filter, cursor: next });
    if (mine !== asked) return;
    if (!page.ok) return useList.setState({ failure: page });
    rows.push(...page.value.rows);
    next = page.value.next;
    if (next === null) break;
  }
  const kept = await drafts;
  if (mine !== asked) return;
  useList.setState({
    rows,
    next,
    failure: kept.ok ? null : kept,
    ...(kept.ok ? { drafts: kept.value } : {}),
  });
}

/** Reads one page on and puts it under the others; what is shown is not read again for it. */
export async function readOlder(): Promise<void> {
  const { next, readingOlder, accountId, filter } = useList.getState();
  if (next === null || readingOlder) return;
  useList.setState({ readingOlder: true });
  const mine = asked;
  const page = await careline.messages.list({ accountId, filter, cursor: next });
  useList.setState({ readingOlder: false });
  // What was read anew meanwhile has its own end.
  if (mine !== asked) return;
  if (!page.ok) return useList.setState({ failure: page });
  pages++;
  useList.setState(({ rows }) => ({ rows: [...(rows ?? []), ...page.value.rows], next: page.value.next }));
}

/** Another account or state: the list begins anew, and what was read of the other one is gone at once. */
export function look(at: Partial<Pick<ListView, 'accountId' | 'filter'>>): void {
  pages = 1;
  useList.setState({ ...at, rows: null, next: null });
  void readList();
}

/** Keeps the list fresh while the caller is on screen. */
export function useFreshList(): void {
  useEffect(() => {
    pages = 1;
    void readList();
  }, []);
  useTopic(careline.messages.changed, () => void readList());
}
