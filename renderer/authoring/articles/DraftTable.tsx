// Drafts in a table: what each is, in which state, who wrote last. One that was put aside comes back from here.
import type { ArticleDraftRow } from '#shared/contract/authoring.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button, Chip, DataTable } from '../../ui/index.ts';
import type { Room } from '../places.ts';
import { draftTone } from '../words.ts';

export function DraftTable({
  rows,
  nameOf,
  room,
}: {
  rows: readonly ArticleDraftRow[];
  nameOf: (practice: string) => string;
  room: Room;
}) {
  if (rows.length === 0) return <p className="cl-detail">{t('authoring.drafts.no-match')}</p>;
  async function bringBack(id: string): Promise<void> {
    const result = await careline.authoring.undo({ id }, { sureWithin: 5000 });
    if (result.ok) room.openDraft(id);
    else sayFailure(result);
  }
  return (
    <DataTable
      caption={t('authoring.drafts')}
      className="cl-authoring-table"
      columns={[
        t('authoring.column.title'),
        t('authoring.column.for'),
        t('authoring.column.state'),
        t('authoring.column.changed'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <td>
            {row.state === 'left' ? (
              <strong>{row.title || t('authoring.untitled')}</strong>
            ) : (
              <button type="button" className="cl-authoring-open" onClick={() => room.openDraft(row.id)}>
                {row.title || t('authoring.untitled')}
              </button>
            )}
            <div className="cl-detail">
              {[
                t(`authoring.kind.${row.kind}`),
                t(`authoring.lang.${row.lang}`),
                t(`authoring.begun.${row.begun}`),
                row.basedOn === null ? '' : t('authoring.based-on', { version: row.basedOn }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </td>
          <td>{nameOf(row.practice)}</td>
          <td>
            <Chip tone={draftTone(row.state)}>{t(`authoring.state.${row.state}`)}</Chip>
            {row.behind && row.state !== 'published' && (
              <div className="cl-detail">{t('authoring.row.behind')}</div>
            )}
            {row.state === 'came-back' && row.note !== null && <div className="cl-detail">“{row.note}”</div>}
          </td>
          <td>
            {formatDate(row.changedAt)} {formatTime(row.changedAt)}
            <div className="cl-detail">{row.writers.map((one) => one.name).join(', ') || row.by.name}</div>
            {row.state === 'left' && (
              <Button size="small" onPress={() => void bringBack(row.id)}>
                {t('authoring.bring-back')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
