// What changed in the articles, newest first: which, since which version, by whom, and why.
import { History } from 'lucide-react';
import { useState } from 'react';
import type { ChangeRow } from '#shared/contract/knowledge.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, EmptyState, useNow } from '../../ui/index.ts';
import { useAsked } from '../use-asked.ts';

interface Page {
  rows: readonly ChangeRow[];
  next: string | null;
}
export interface ChangesPageProps {
  accountId: string | null;
  onOpen: (id: string) => void;
}

export function ChangesPage({ accountId, onOpen }: ChangesPageProps) {
  const first = useAsked<Page>(`changes ${accountId}`, () =>
    careline.knowledge.changes({ accountId, cursor: null }),
  );
  return <Answer of={first}>{(page) => <Rows first={page} accountId={accountId} onOpen={onOpen} />}</Answer>;
}

function Rows({ first, accountId, onOpen }: ChangesPageProps & { first: Page }) {
  // Of this first page alone: a newer one begins anew.
  const [older, setOlder] = useState<(Page & { of: Page }) | null>(null);
  const [busy, setBusy] = useState(false);
  const now = useNow(60_000).toISOString();
  const more = older?.of === first ? older : null;
  const rows = [...first.rows, ...(more?.rows ?? [])];
  const next = more === null ? first.next : more.next;
  const read = async (): Promise<void> => {
    setBusy(true);
    const result = await careline.knowledge.changes({ accountId, cursor: next });
    setBusy(false);
    if (!result.ok) return sayFailure(result);
    setOlder({ of: first, rows: [...(more?.rows ?? []), ...result.value.rows], next: result.value.next });
  };
  if (rows.length === 0)
    return (
      <EmptyState icon={History} title={t('knowledge.changes.none')}>
        {t('knowledge.changes.none.what')}
      </EmptyState>
    );
  return (
    <>
      <ul className="cl-knowledge-list" aria-label={t('knowledge.changes')}>
        {rows.map((row) => (
          <li key={`${row.id} ${row.version} ${row.what} ${row.at}`}>
            <button type="button" className="cl-knowledge-hit" onClick={() => onOpen(row.id)}>
              <span className="cl-knowledge-hit-title">{row.title}</span>
              {row.note !== null && <span>{row.note}</span>}
              <span className="cl-detail-quiet">
                {[
                  t(`knowledge.changes.${row.what}`, { version: row.version }),
                  `${formatDate(row.at, { now })}, ${formatTime(row.at)}`,
                  row.by,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {next !== null && (
        <Button isPending={busy} onPress={() => void read()}>
          {t('knowledge.changes.more')}
        </Button>
      )}
    </>
  );
}
