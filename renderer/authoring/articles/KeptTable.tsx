// Articles in force by their check: who answers for each and until when it is checked. A supervisor checks several at once.
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import type { KeptArticleRow } from '#shared/contract/authoring.ts';
import { t } from '../../text/t.ts';
import { Checkbox, Chip, DataTable, VisuallyHidden } from '../../ui/index.ts';
import type { Room } from '../places.ts';
import { dueText, retiredText } from '../words.ts';
import { ArticleMenu } from './ArticleMenu.tsx';
import type { Beginning } from './BeginDialog.tsx';
import { VerifyBar } from './VerifyBar.tsx';

export function KeptTable({
  rows,
  nameOf,
  today,
  room,
  onBegin,
  onVerified,
}: {
  rows: readonly KeptArticleRow[];
  nameOf: (practice: string) => string;
  today: string;
  room: Room;
  onBegin: (beginning: Beginning) => void;
  onVerified: () => void;
}) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (rows.length === 0) return <p className="cl-detail">{t('authoring.drafts.no-match')}</p>;
  const picked = rows.filter((row) => chosen.includes(row.id));
  /** What is out of use is not checked: nothing is chosen of it. */
  const checks = rows.some((row) => row.state !== 'retired');
  const columns = [
    ...(room.decides && checks ? [{ hidden: t('authoring.column.choose') }] : []),
    t('authoring.column.title'),
    t('authoring.column.for'),
    t('authoring.column.owner'),
    t('authoring.column.verified'),
    { hidden: t('authoring.column.do') },
  ];
  return (
    <>
      {!checks ? null : room.decides ? (
        <VerifyBar
          rows={picked}
          today={today}
          onAll={() => setChosen(picked.length === rows.length ? [] : rows.map((row) => row.id))}
          isAll={picked.length === rows.length}
          onDone={() => {
            setChosen([]);
            onVerified();
          }}
        />
      ) : (
        <p className="cl-detail">{t('authoring.verify.supervisor')}</p>
      )}
      <DataTable caption={t('authoring.due')} className="cl-authoring-table" columns={columns}>
        {rows.map((row) => {
          const due = dueText(row, today);
          return (
            <tr key={row.id}>
              {room.decides && checks && (
                <td>
                  <Checkbox
                    isSelected={chosen.includes(row.id)}
                    onChange={(on) =>
                      setChosen(on ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
                    }
                  >
                    <VisuallyHidden>{row.title}</VisuallyHidden>
                  </Checkbox>
                </td>
              )}
              <td>
                <strong>{row.title}</strong>
                <div className="cl-detail">
                  {t(`authoring.kind.${row.kind}`)} · {t(`authoring.lang.${row.lang}`)} ·{' '}
                  {t('authoring.v', { version: row.version })}
                  {row.variantOf !== null && ` · ${t('authoring.begun.variant')}`}
                </div>
              </td>
              <td>{nameOf(row.practice)}</td>
              <td>
                {row.owner ?? t('authoring.nobody')}
                {row.mine && <div className="cl-detail">{t('authoring.mine')}</div>}
              </td>
              <td>
                <Chip tone={due.tone} icon={due.tone === 'green' ? BadgeCheck : undefined}>
                  {due.text}
                </Chip>
                <div className="cl-detail">
                  {[
                    row.retired === null
                      ? row.verifiedBy !== null && t('authoring.verified-by', { name: row.verifiedBy })
                      : retiredText(row.retired),
                    row.behind && t('authoring.standing.behind'),
                    row.clinicalDraft && t('authoring.standing.draft'),
                    row.mustRead && t('authoring.head.mustRead'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </td>
              <td className="cl-authoring-end">
                <ArticleMenu article={row} room={room} onBegin={onBegin} />
              </td>
            </tr>
          );
        })}
      </DataTable>
    </>
  );
}
