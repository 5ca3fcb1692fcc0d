// What is still to be done: open tasks, gaps in care with their reason, and how the person wants to be spoken to.
import { ClipboardList, ListChecks, SlidersHorizontal } from 'lucide-react';
import type { CareGapRow, PreferenceRow, TaskRow } from '#shared/domain/patient/panel-rows.ts';
import { hasText, t } from '../../text/t.ts';
import { Chip, useNow } from '../../ui/index.ts';
import { shownIn, viewOf } from '../card-state.ts';
import { lineDay, recordDate } from '../dates.ts';
import { FactCard, Folding, type OneCardProps } from '../FactCard.tsx';
import { channelText, codeText, joined } from './words.ts';

export function TaskCard({ loads, load, onRetry, zone }: OneCardProps) {
  const now = useNow(60_000);
  const view = viewOf(loads, 'tasks');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  return (
    <FactCard
      name="tasks"
      icon={ListChecks}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: taskName(row) }))}
    >
      <Folding
        rows={rows}
        shown={4}
        draw={(row) => (
          <div>
            <div className="cl-patient-line">
              <span>{taskName(row)}</span>
              <span className="cl-patient-marks">
                {row.overdue && <Chip tone="red">{t('patient-cards.task.overdue')}</Chip>}
                {row.priority !== 'routine' && (
                  <Chip tone="amber">{t(`patient-cards.task.priority.${row.priority}`)}</Chip>
                )}
              </span>
            </div>
            {row.note !== null && <div className="cl-detail">{row.note}</div>}
            <div className="cl-detail">
              {joined([
                has('owner') &&
                  (row.owner === null
                    ? t('patient-cards.task.no-owner')
                    : t('patient-cards.task.owner', { name: row.owner })),
                has('due') &&
                  row.due !== null &&
                  t('patient-cards.task.due', { date: lineDay(row.due, zone, now) }),
                has('status') && codeText('task.status', row.status),
              ])}
            </div>
          </div>
        )}
      />
    </FactCard>
  );
}
const taskName = (row: TaskRow): string => row.what ?? t('patient-cards.task.no-name');

export function CareGapCard({ loads, load, onRetry }: OneCardProps) {
  const view = viewOf(loads, 'care-gaps');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  return (
    <FactCard
      name="care-gaps"
      icon={ClipboardList}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: gapName(row) }))}
    >
      <Folding
        rows={rows}
        shown={3}
        draw={(row) => (
          <div>
            <span>
              <strong>{gapName(row)}</strong>{' '}
              <Chip tone={row.status === 'due' ? 'amber' : 'neutral'}>
                {t(`patient-cards.gap.status.${row.status}`)}
              </Chip>
            </span>
            <div className="cl-detail">{gapWhy(row, has)}</div>
          </div>
        )}
      />
      <p className="cl-patient-note cl-detail-quiet">{t('patient-cards.gap.draft')}</p>
    </FactCard>
  );
}
function gapName(row: CareGapRow): string {
  const key = `patient-cards.gap.${row.rule}`;
  if (hasText(key)) return t(key);
  return row.because[0]?.text ?? t('patient-cards.gap.other');
}
/** Why it is told: the rule in words, what of the record makes it apply, and when it was last done. */
function gapWhy(row: CareGapRow, has: (field: string) => boolean): string {
  const key = `patient-cards.gap.why.${row.rule}`;
  const because = row.because.map(({ text, at }) => (at === null ? text : `${text} (${recordDate(at)})`));
  return joined([
    hasText(key) ? t(key) : null,
    because.length > 0 && t('patient-cards.gap.because', { what: because.join(', ') }),
    has('lastAt') &&
      (row.lastAt === null
        ? t('patient-cards.gap.never')
        : t('patient-cards.gap.last', { date: recordDate(row.lastAt) })),
  ]);
}

export function PreferenceCard({ loads, load, onRetry }: OneCardProps) {
  const view = viewOf(loads, 'preferences');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  const of = (kind: PreferenceRow['kind']): PreferenceRow[] => rows.filter((row) => row.kind === kind);
  return (
    <FactCard
      name="preferences"
      icon={SlidersHorizontal}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: row.text }))}
    >
      <dl className="cl-rows">
        {of('language').length > 0 && (
          <div className="cl-row">
            <dt>{t('patient-cards.preference.language')}</dt>
            <dd>
              {of('language')
                .map((row) => row.text)
                .join(', ')}
            </dd>
          </div>
        )}
        {of('channel').length > 0 && (
          <div className="cl-row">
            <dt>{t('patient-cards.preference.channel')}</dt>
            <dd>
              {of('channel')
                .map((row) => channelText(row.text))
                .join(', ')}
            </dd>
          </div>
        )}
      </dl>
      {of('consent').length > 0 && (
        <Folding
          rows={of('consent')}
          shown={3}
          draw={(row) => (
            <div className="cl-patient-line">
              <span>{codeText('consent', row.text)}</span>
              <span className="cl-patient-marks">
                {has('decision') && (
                  <Chip tone={row.decision === 'deny' ? 'red' : 'neutral'}>
                    {t(`patient-cards.preference.decision.${row.decision ?? 'unknown'}`)}
                  </Chip>
                )}
                {has('active') && !row.active && <Chip>{t('patient-cards.preference.over')}</Chip>}
                <span className="cl-detail-quiet">
                  {joined([
                    row.from && recordDate(row.from),
                    row.until && t('patient.coverage.until', { date: recordDate(row.until) }),
                  ])}
                </span>
              </span>
            </div>
          )}
        />
      )}
    </FactCard>
  );
}
