// What the backend has but could not use: it stays here as well, and a person must do something about it.
import { OctagonAlert } from 'lucide-react';
import type { QueuedRow } from '#shared/contract/outbox.ts';
import { useDeskView } from '../app/desk-store.ts';
import { formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { useNameOf } from './Lane.tsx';
import { whatOf } from './words.ts';

export function SetAside({ rows }: { rows: readonly QueuedRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section className="cl-queue-aside" aria-label={t('outbox.aside', { count: rows.length })}>
      <h3>
        <Icon of={OctagonAlert} size={17} tone="red" /> {t('outbox.aside', { count: rows.length })}
      </h3>
      <p>{t('outbox.aside.what')}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.itemId}>
            <Aside row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Aside({ row }: { row: QueuedRow }) {
  const name = useNameOf(row.messageId);
  return (
    <div className="cl-queue-row">
      <span className="cl-mono cl-queue-seq">{row.seq}</span>
      <div>
        <strong>{whatOf(row)}</strong> {name !== null && <span>{name}</span>}
        <p className="cl-detail">
          {t('outbox.aside.why', {
            why: row.why || t('messages.quarantined.unsaid'),
            time: formatTimeSeconds(row.savedAt),
          })}
        </p>
      </div>
      <Button
        size="small"
        onPress={() => useDeskView.getState().show({ kind: 'message', messageId: row.messageId })}
      >
        {t('outbox.aside.open')}
      </Button>
    </div>
  );
}
