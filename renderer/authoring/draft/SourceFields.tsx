// Where an article is from, and which article it is a variant or a translation of.
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { t } from '../../text/t.ts';
import { DefinitionRows, TextField } from '../../ui/index.ts';

export function SourceFields({
  fields,
  editable,
  error,
  onChange,
}: {
  fields: DraftFields;
  editable: boolean;
  error: string | undefined;
  onChange: (patch: Partial<DraftFields>, place: string) => void;
}) {
  const { source, translationOf, variantOf } = fields;
  const isLink = fields.kind === 'link';
  const set = (patch: Partial<DraftFields['source']>, place: string): void =>
    onChange({ source: { ...source, ...patch } }, place);
  const common = { isReadOnly: !editable };
  const links = [
    ...(translationOf === null
      ? []
      : [
          {
            label: t('authoring.head.translationOf'),
            value: t('authoring.version', { id: translationOf.id, version: translationOf.version }),
          },
        ]),
    ...(variantOf === null ? [] : [{ label: t('authoring.head.variantOf'), value: variantOf }]),
  ];
  return (
    <>
      {links.length > 0 && <DefinitionRows rows={links} />}
      <details className="cl-draft-choices" open={isLink || error !== undefined}>
        <summary>
          <span>{t('authoring.head.source')}</span>
          <span className="cl-detail-quiet">{[source.name, source.licence].filter(Boolean).join(' · ')}</span>
        </summary>
        <div className="cl-stack">
          <TextField
            label={t('authoring.source.name')}
            name="source"
            maxLength={200}
            value={source.name}
            error={error}
            onChange={(name) => set({ name }, 'source.name')}
            {...common}
          />
          <TextField
            label={t('authoring.source.url')}
            optional={!isLink}
            maxLength={600}
            value={source.url ?? ''}
            onChange={(url) => set({ url: url === '' ? null : url }, 'source.url')}
            {...common}
          />
          <div className="cl-draft-pair">
            <TextField
              label={t('authoring.source.licence')}
              maxLength={80}
              value={source.licence}
              onChange={(licence) => set({ licence }, 'source.licence')}
              {...common}
            />
            <TextField
              label={t('authoring.source.date')}
              maxLength={10}
              value={source.date}
              onChange={(date) => set({ date }, 'source.date')}
              {...common}
            />
          </div>
        </div>
      </details>
    </>
  );
}
