// Who wrote which version when, and what became of it; one that cannot be read says why.
import type { VersionRow } from '#shared/contract/scripts.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Chip } from '../ui/index.ts';
import { useVersions } from './use-versions.ts';

const tones = { draft: 'neutral', submitted: 'amber', approved: 'green', withdrawn: 'neutral' } as const;
const when = (instant: string): string => `${formatDate(instant, {})} ${formatTime(instant)}`;

function Version({ row, replaced }: { row: VersionRow; replaced: boolean }) {
  return (
    <li>
      <div className="cl-inline">
        <strong>
          {t('script-editor.changes.version', { version: row.version, state: '' }).replace(' ()', '')}
        </strong>
        <Chip tone={row.refused !== null ? 'red' : replaced ? 'neutral' : tones[row.state]}>
          {t(replaced ? 'script-editor.version.replaced' : `script-editor.version.${row.state}`)}
        </Chip>
      </div>
      <p className="cl-detail">
        {t('script-editor.versions.made', { author: row.author.name, date: when(row.madeAt) })}
      </p>
      {row.decidedBy !== null && row.decidedAt !== null && row.state !== 'submitted' && (
        <p className="cl-detail">
          {t('script-editor.versions.decided', {
            state:
              row.state === 'draft'
                ? t('script-editor.done.sendBack')
                : t(`script-editor.version.${row.state}`),
            name: row.decidedBy.name,
            date: when(row.decidedAt),
          })}
        </p>
      )}
      {row.note !== '' && <p className="cl-detail">{t('script-editor.state.note', { note: row.note })}</p>}
      {row.refused !== null && <p>{errorText(row.refused).sentence}</p>}
    </li>
  );
}

export function Versions({ scriptKey, onShow }: { scriptKey: string; onShow: () => void }) {
  const { versions, failure } = useVersions(scriptKey);
  if (failure !== null) return <Banner tone="amber">{errorText(failure.code).sentence}</Banner>;
  if (versions === null) return null;
  if (versions.length === 0) return <p className="cl-detail">{t('script-editor.versions.none')}</p>;
  return (
    <div className="cl-editor-versions">
      <ul aria-label={t('script-editor.tab.versions')}>
        {versions.map((row) => (
          <Version
            key={row.id}
            row={row}
            replaced={row.state === 'approved' && row !== versions.find((v) => v.state === 'approved')}
          />
        ))}
      </ul>
      <Button size="small" kind="plain" onPress={onShow}>
        {t('script-editor.tab.changes')}
      </Button>
    </div>
  );
}
