// Bringing in texts from elsewhere: files by the host's dialog, or one text chosen or pasted; each article becomes a draft. What
// was left out is told by file and line, and a whole import can be taken back.
import { FileInput, FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { ImportReport } from '#shared/contract/authoring.ts';
import type { ImportFormat } from '#shared/domain/knowledge/import-shapes.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useAccounts } from '../../app/accounts.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { hasDialog } from '../../scenario-editor/has-dialog.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import {
  announce,
  Answer,
  Button,
  DataTable,
  EmptyState,
  FailedBanner,
  Progress,
  Select,
  toast,
} from '../../ui/index.ts';
import { PlaceHead } from '../PlaceHead.tsx';
import type { Room } from '../places.ts';
import { useAsked } from '../use-asked.ts';
import { ImportResult } from './ImportResult.tsx';
import { PasteForm } from './PasteForm.tsx';

export function ImportPlace({ room }: { room: Room }) {
  const { accounts } = useAccounts();
  const [practice, setPractice] = useState('all');
  const [going, setGoing] = useState<{ done: number; total: number | null } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const stop = useRef<AbortController | null>(null);
  const earlier = useAsked('imports', () => careline.authoring.imports());
  /** True = it came in. */
  async function bring(text: { name: string; format: ImportFormat; text: string } | null): Promise<boolean> {
    if (going !== null) return false;
    stop.current = new AbortController();
    setGoing({ done: 0, total: null });
    setFailure(null);
    const result = await careline.authoring.import(
      { id: uuidv7(), text, practice },
      {
        signal: stop.current.signal,
        onProgress: ({ done, total }) => setGoing({ done, total }),
      },
    );
    setGoing(null);
    stop.current = null;
    if (!result.ok) {
      // Nothing of a cancelled import stays: it was asked for.
      if (result.code === 'cancelled') toast({ text: t('authoring.import.cancelled') });
      else setFailure(result);
      return false;
    }
    if (result.value === null) return false;
    setReport(result.value);
    announce(
      t('authoring.import.done', { count: result.value.drafts.length, refused: result.value.refusedTotal }),
    );
    earlier.again();
    return true;
  }
  async function undo(id: string): Promise<void> {
    const result = await careline.authoring.importUndo({ id }, { sureWithin: 10_000 });
    if (!result.ok) return sayFailure(result);
    toast({ text: t('authoring.import.undone', { left: result.value.left, kept: result.value.kept }) });
    if (report?.id === id) setReport({ ...report, undone: true });
    earlier.again();
  }
  return (
    <div className="cl-authoring-fill">
      <PlaceHead title={t('authoring.place.import')} lead={t('authoring.import.lead')} />
      {failure && <FailedBanner code={failure.code} />}
      <div className="cl-authoring-form">
        <Select
          label={t('authoring.import.practice')}
          value={practice}
          onChange={setPractice}
          options={[
            { id: 'all', title: t('authoring.practice.all') },
            ...accounts.map(({ id, name }) => ({ id: id as string, title: name })),
          ]}
        />
        {hasDialog() && (
          <div className="cl-inline">
            <Button kind="primary" icon={FileUp} isDisabled={going !== null} onPress={() => void bring(null)}>
              {t('authoring.import.choose')}
            </Button>
            <span className="cl-detail">{t('authoring.import.kinds')}</span>
          </div>
        )}
        <PasteForm isBusy={going !== null} onText={bring} />
        {going !== null && (
          <div className="cl-inline">
            <Progress
              label={t('authoring.import.going')}
              value={going.total === null ? undefined : going.done}
              max={going.total ?? 1}
              text={
                going.total === null
                  ? t('authoring.import.reading')
                  : t('authoring.import.progress', { done: going.done, total: going.total })
              }
            />
            <Button size="small" onPress={() => stop.current?.abort()}>
              {t('authoring.import.stop')}
            </Button>
          </div>
        )}
      </div>
      {report !== null && (
        <ImportResult key={report.id} report={report} room={room} onUndo={() => void undo(report.id)} />
      )}
      <section className="cl-stack" aria-label={t('authoring.imports')}>
        <h3>{t('authoring.imports')}</h3>
        <Answer of={earlier}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState icon={FileInput} title={t('authoring.imports.none')} />
            ) : (
              <DataTable
                caption={t('authoring.imports')}
                className="cl-authoring-table"
                columns={[
                  t('authoring.import.file'),
                  t('authoring.import.at'),
                  t('authoring.import.refused'),
                  { hidden: t('authoring.column.do') },
                ]}
              >
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>{row.file}</td>
                    <td>
                      {formatDate(row.at)} {formatTime(row.at)}
                    </td>
                    <td className="cl-authoring-number">{row.refusedTotal}</td>
                    <td className="cl-authoring-end">
                      {row.undone ? (
                        <span className="cl-detail">{t('authoring.import.is-undone')}</span>
                      ) : (
                        <Button size="small" onPress={() => void undo(row.id)}>
                          {t('authoring.import.undo')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </DataTable>
            )
          }
        </Answer>
      </section>
    </div>
  );
}
