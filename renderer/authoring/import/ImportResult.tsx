// What came of an import: the drafts, and by file and line what was left out or taken out.
import { Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ImportReport } from '#shared/contract/authoring.ts';
import { t } from '../../text/t.ts';
import { Button, Chip, DataTable } from '../../ui/index.ts';
import type { Room } from '../places.ts';

/** Drafts that are named here; all of them stand in the list of drafts. */
const mostShown = 50;

export function ImportResult({
  report,
  room,
  onUndo,
}: {
  report: ImportReport;
  room: Room;
  onUndo: () => void;
}) {
  const { drafts, refused, refusedTotal } = report;
  const box = useRef<HTMLElement>(null);
  // What was pressed stands above it: eyes and keys go to what came of it.
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      className="cl-stack cl-authoring-result"
      aria-label={t('authoring.import.result')}
    >
      <div className="cl-page-head">
        <h3>
          {t('authoring.import.came', { file: report.file, count: drafts.length, refused: refusedTotal })}
        </h3>
        {report.undone ? (
          <span className="cl-detail">{t('authoring.import.is-undone')}</span>
        ) : (
          <Button size="small" icon={Undo2} onPress={onUndo}>
            {t('authoring.import.undo')}
          </Button>
        )}
      </div>
      {!report.undone && drafts.length > 0 && (
        <ul className="cl-authoring-people" aria-label={t('authoring.drafts')}>
          {drafts.slice(0, mostShown).map((row) => (
            <li key={row.id}>
              <button type="button" className="cl-authoring-open" onClick={() => room.openDraft(row.id)}>
                {row.title || t('authoring.untitled')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {drafts.length > mostShown && <p className="cl-detail">{t('authoring.import.more-drafts')}</p>}
      {refused.length > 0 && (
        <DataTable
          caption={t('authoring.import.refused')}
          className="cl-authoring-table"
          columns={[
            t('authoring.import.file'),
            t('authoring.import.line'),
            t('authoring.import.outcome'),
            t('authoring.import.why'),
          ]}
        >
          {refused.map((one, i) => (
            <tr key={`${one.file} ${one.line} ${i}`}>
              <td>{one.file}</td>
              <td className="cl-authoring-number">{one.line ?? '–'}</td>
              <td>
                <Chip tone={one.outcome === 'refused' ? 'amber' : 'neutral'}>
                  {t(`authoring.outcome.${one.outcome}`)}
                </Chip>
              </td>
              <td>{t(`authoring.refusal.${one.why}`, { what: one.what })}</td>
            </tr>
          ))}
        </DataTable>
      )}
      {refusedTotal > refused.length && (
        <p className="cl-detail">{t('authoring.import.more', { count: refusedTotal - refused.length })}</p>
      )}
    </section>
  );
}
