// Earlier states of a draft that the desk keeps: looked at, and taken back as a change that can itself be undone.
import { History } from 'lucide-react';
import { useState } from 'react';
import type { ArticleDraftView } from '#shared/contract/authoring.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, EmptyState } from '../../ui/index.ts';
import { useAsked } from '../use-asked.ts';
import { ChangedFields } from './ChangedFields.tsx';

export function Earlier({
  id,
  revision,
  fields,
  onTake,
}: {
  id: string;
  revision: number;
  fields: DraftFields;
  /** null = it is not being written. */
  onTake: ((fields: DraftFields) => void) | null;
}) {
  const [shown, setShown] = useState<number | null>(null);
  // The list is as old as the draft was when it was read: it is asked for the present one.
  const of = useAsked(`${id} ${revision}`, () => careline.authoring.draft({ id }));
  return (
    <Answer of={of}>
      {({ history }: ArticleDraftView) =>
        history.length === 0 ? (
          <EmptyState icon={History} title={t('authoring.earlier.none')}>
            {t('authoring.earlier.none.what')}
          </EmptyState>
        ) : (
          <ul className="cl-draft-earlier" aria-label={t('authoring.tab.earlier')}>
            {history.map((one) => (
              <li key={one.revision}>
                <div className="cl-draft-earlier-row">
                  <span>
                    {formatDate(one.at)} {formatTime(one.at)} · {one.by.name}
                  </span>
                  <Button
                    size="small"
                    aria-expanded={shown === one.revision}
                    onPress={() => setShown(shown === one.revision ? null : one.revision)}
                  >
                    {t(shown === one.revision ? 'authoring.earlier.hide' : 'authoring.earlier.show')}
                  </Button>
                </div>
                {shown === one.revision && (
                  <Past id={id} revision={one.revision} fields={fields} onTake={onTake} />
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

function Past({
  id,
  revision,
  fields,
  onTake,
}: {
  id: string;
  revision: number;
  fields: DraftFields;
  onTake: ((fields: DraftFields) => void) | null;
}) {
  const past = useAsked(`${id} ${revision}`, () => careline.authoring.past({ id, revision }));
  return (
    <Answer of={past}>
      {(was) => (
        <div className="cl-stack">
          <ChangedFields before={was} after={fields} label={t('authoring.earlier.label')} />
          {onTake !== null && (
            <div>
              <Button size="small" onPress={() => onTake(was)}>
                {t('authoring.earlier.take')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Answer>
  );
}
