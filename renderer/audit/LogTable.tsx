// The rows, newest first, each in plain words; one press away is the row as it is kept.
import { ChevronDown, ChevronRight, SearchX } from 'lucide-react';
import type { AuditRowView } from '#shared/contract/audit.ts';
import { formatDate, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, EmptyState, FailedBanner, IconButton, Skeleton } from '../ui/index.ts';
import { useNameOf } from './names.ts';
import { anyRow, filterBy, readLog, readOlder, useLog } from './store.ts';
import { aboutOf, eventText, outcomeText, roleText } from './words.ts';

export function LogTable() {
  const { rows, next, busy, failure } = useLog();
  return (
    <>
      {failure !== null && <FailedBanner code={failure.code} again={() => void readLog()} />}
      {rows === null ? (
        failure === null && <Skeleton lines={6} label={t('audit.list.reading')} />
      ) : rows.length === 0 && next === null && !busy ? (
        <EmptyState
          icon={SearchX}
          title={t('audit.list.empty')}
          action={<Button onPress={() => void filterBy(anyRow)}>{t('audit.filter.clear')}</Button>}
        >
          {t('audit.list.empty.what')}
        </EmptyState>
      ) : (
        <div className="cl-audit-scroll">
          <table className="cl-audit-table">
            <caption className="cl-hidden">{t('audit.list')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('audit.list.seq')}</th>
                <th scope="col">{t('audit.list.time')}</th>
                <th scope="col">{t('audit.list.who')}</th>
                <th scope="col">{t('audit.list.what')}</th>
                <th scope="col">{t('audit.list.about')}</th>
                <th scope="col">{t('audit.list.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.seq} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows !== null && next !== null && (
        <div className="cl-audit-more">
          <Button isPending={busy} onPress={() => void readOlder()}>
            {t(busy ? 'audit.list.searching' : 'audit.list.more')}
          </Button>
          <span className="cl-detail" role="status">
            {t('audit.list.looked', { seq: Number(next) })}
          </span>
        </div>
      )}
    </>
  );
}

function Row({ row }: { row: AuditRowView }) {
  const open = useLog((s) => s.open === row.seq);
  const nameOf = useNameOf();
  const outcome = outcomeText(row.outcome);
  return (
    <>
      <tr className={open ? 'cl-audit-open' : undefined}>
        <td>
          <div className="cl-audit-seq">
            <IconButton
              size="small"
              icon={open ? ChevronDown : ChevronRight}
              label={open ? t('audit.list.close') : t('audit.list.open', { seq: row.seq })}
              onPress={() => useLog.setState({ open: open ? null : row.seq })}
            />
            <span className="cl-mono">{row.seq}</span>
          </div>
        </td>
        <td className="cl-audit-time">
          <time dateTime={row.at}>
            {formatDate(row.at, { now: row.at })}, {formatTimeSeconds(row.at)}
          </time>
        </td>
        <td>
          {row.person === '' && row.surface === 'desk' ? t('audit.list.desk') : nameOf(row.person)}
          {row.role !== '' && <span className="cl-detail-quiet"> · {roleText(row.role)}</span>}
        </td>
        <td>{eventText(row.event)}</td>
        <td>
          <About row={row} />
        </td>
        <td>{outcome.tone === 'neutral' ? outcome.text : <Chip tone={outcome.tone}>{outcome.text}</Chip>}</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <Raw row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

function About({ row }: { row: AuditRowView }) {
  return (
    <ul className="cl-audit-about">
      {aboutOf(row).map(({ key, label, value, isId }) => (
        <li key={key}>
          <span className="cl-detail-quiet">{label}</span>{' '}
          {isId ? (
            <button type="button" className="cl-audit-id" onClick={() => void filterBy({ subject: value })}>
              {value}
            </button>
          ) : (
            <span>{value}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Raw({ row }: { row: AuditRowView }) {
  return (
    <div className="cl-audit-raw">
      <p className="cl-detail">{t('audit.raw.what')}</p>
      <pre tabIndex={0} aria-label={t('audit.raw', { seq: row.seq })}>
        {JSON.stringify(row, null, 1)}
      </pre>
    </div>
  );
}
