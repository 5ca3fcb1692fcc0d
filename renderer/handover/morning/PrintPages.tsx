// For paper: a page an account, black on white, with what it is, for whom, of which hours, and that it holds patient data.
import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Account } from '#shared/domain/accounts/account.ts';
import { useAccounts } from '../../app/accounts.ts';
import { sayFailure } from '../../app/say.ts';
import { deskNow } from '../../app/session-store.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { countsOf, inOrder } from '../order.ts';
import type { BatchesValue, BatchValue } from '../store.ts';
import { acceptedWords, callbackWords, callerWords, moreWords, outcomeWords } from '../words.ts';

interface Sheet {
  accountId: string;
  value: BatchValue;
}
export interface PrintButtonProps {
  batches: readonly BatchesValue['accounts'][number][];
  forDate: string;
  /** Every account, each on a page of its own. */
  all?: boolean;
}

export function PrintButton({ batches, forDate, all = false }: PrintButtonProps) {
  const [sheets, setSheets] = useState<readonly Sheet[] | null>(null);
  const [busy, setBusy] = useState(false);
  const print = async (): Promise<void> => {
    setBusy(true);
    const read: Sheet[] = [];
    for (const { accountId } of batches) {
      const result = await careline.handover.batch({ accountId, forDate, forPaper: true });
      if (!result.ok) {
        setBusy(false);
        // Half a hand-over on paper would look like a whole one.
        return sayFailure(result);
      }
      read.push({ accountId, value: result.value });
    }
    setBusy(false);
    setSheets(read);
  };
  useEffect(() => {
    if (sheets === null) return;
    const done = (): void => setSheets(null);
    window.addEventListener('afterprint', done, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [sheets]);
  return (
    <>
      <Button icon={Printer} size={all ? 'small' : 'normal'} isPending={busy} onPress={() => void print()}>
        {t(all ? 'handover.print.all' : 'handover.print')}
      </Button>
      {sheets !== null && createPortal(<PrintPages sheets={sheets} />, document.body)}
    </>
  );
}

export function PrintPages({ sheets }: { sheets: readonly Sheet[] }) {
  const { accounts } = useAccounts();
  return (
    <div className="cl-print">
      {sheets.map((sheet) => (
        <Page
          key={sheet.accountId}
          sheet={sheet}
          account={accounts.find((each) => each.id === sheet.accountId) ?? null}
        />
      ))}
    </div>
  );
}

function Page({ sheet, account }: { sheet: Sheet; account: Account | null }) {
  const zone = account?.zone;
  const { from, to } = sheet.value;
  const rows = inOrder(sheet.value.rows);
  const at = (iso: string): string => `${formatDate(iso, { zone, weekday: true })} ${formatTime(iso, zone)}`;
  return (
    <article className="cl-print-page">
      <header>
        <p className="cl-print-note">{t('handover.paper.private')}</p>
        <h1>{account?.name ?? sheet.accountId}</h1>
        <p>{t('handover.paper.range', { from: at(from), to: at(to), zone: zone ?? '' })}</p>
        <p>{t('handover.counts', { ...countsOf(rows) })}</p>
        <p>{t('handover.paper.made', { at: at(deskNow().toISOString()) })}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th>{t('handover.paper.time')}</th>
            <th>{t('handover.paper.patient')}</th>
            <th>{t('handover.paper.call-back')}</th>
            <th>{t('handover.paper.what')}</th>
            <th>{t('handover.paper.done')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.messageId}>
              <td>{formatTime(row.takenAt, zone)}</td>
              <td>
                <b>{row.patientName.trim() || t('messages.list.no-name')}</b>
                <br />
                {row.birthDate === '' ? '' : formatDate(row.birthDate)}
              </td>
              <td>
                {callerWords(row)}
                <br />
                <span className="cl-print-number">{callbackWords(row)}</span>
              </td>
              <td>
                <b>
                  {t(`messages.urgency.${row.urgency}`)} · {row.reason}
                </b>
                <br />
                {row.verbatim}
                <br />
                {moreWords(row).join('; ')}
              </td>
              <td>
                {row.nobodyAccepted && (
                  <>
                    <b>{t('handover.nobody-accepted')}</b>
                    <br />
                  </>
                )}
                {[
                  row.sync === 'synced' ? '' : t(`handover.sync.${row.sync}`),
                  row.incomplete ? t('handover.incomplete') : '',
                  acceptedWords(row.accepted),
                  outcomeWords(row.outcome),
                ]
                  .filter(Boolean)
                  .join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
