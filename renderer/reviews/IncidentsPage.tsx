// Auditors and administrators: privacy incidents with the clocks that run from the discovery, how the desk's keys stood, and a
// notice to the practice that names no patient (C21).
import { Copy, Megaphone } from 'lucide-react';
import type { IncidentRow } from '#shared/contract/reviews.ts';
import { useSession } from '../app/session-store.ts';
import { shortRef } from '../incidents/ref.ts';
import { t } from '../text/t.ts';
import { announce, Button, Chip, DefinitionRows, PageHead } from '../ui/index.ts';
import { copyText } from '../windows/copy.ts';
import { ReviewList, Unproved } from './ReviewList.tsx';
import { at, keysText } from './words.ts';
import '../text/late/reviews.ts';

export default function IncidentsPage() {
  const role = useSession((s) => s.state?.person?.role);
  return (
    <>
      <PageHead title={t('reviews.incidents.title')} lead={t('reviews.incidents.lead')} />
      <ReviewList kind="incident" decides={role === 'administrator'}>
        {(row) => row.kind === 'incident' && <Row row={row} />}
      </ReviewList>
    </>
  );
}

function Row({ row }: { row: IncidentRow }) {
  const { clock, notice } = row;
  const about = [
    row.callId !== null && t('reviews.row.call', { ref: shortRef(row.callId) }),
    row.messageId !== null && t('reviews.row.message', { ref: shortRef(row.messageId) }),
    row.patientId !== null && t('reviews.row.patient', { ref: shortRef(row.patientId) }),
  ].filter((one) => one !== false);
  return (
    <>
      <div className="cl-reviews-head">
        <strong>{t(`reviews.incident.what.${row.what}`)}</strong>
        <span className="cl-reviews-ref">{shortRef(row.id)}</span>
        <span className="cl-detail">
          {row.author.id === 'nobody' ? t('reviews.row.locked') : t('reviews.row.who', row.author)}
        </span>
        <Unproved row={row} />
        {row.ongoing && <Chip tone="red">{t('reviews.clock.ongoing')}</Chip>}
        {clock.large && (
          <Chip tone="red" icon={Megaphone} title={t('reviews.clock.large.what')}>
            {t('reviews.clock.large')}
          </Chip>
        )}
      </div>
      <DefinitionRows
        rows={[
          { label: t('reviews.clock.discovered'), value: t('reviews.row.when', at(row.discoveredAt)) },
          { label: t('reviews.clock.people'), value: t(`reviews.incident.people.${row.people}`) },
          { label: t('reviews.clock.about'), value: about.join(' · ') || t('reviews.clock.about.none') },
          {
            label: t('reviews.clock.notice'),
            value: (
              <Due over={clock.noticeOverdue}>
                {clock.noticeOverdue
                  ? t('reviews.clock.notice.over', at(clock.noticeDueAt))
                  : t('reviews.clock.notice.due', { ...at(clock.noticeDueAt), hours: notice.hours })}
              </Due>
            ),
          },
          {
            label: t('reviews.clock.limit'),
            value: (
              <Due over={clock.limitOverdue}>
                {clock.limitOverdue
                  ? t('reviews.clock.limit.over', at(clock.limitAt))
                  : t('reviews.clock.limit.due', { count: clock.daysLeft, ...at(clock.limitAt) })}
              </Due>
            ),
          },
          { label: t('reviews.keys'), value: keysText(row) },
        ]}
      />
      <Notice row={row} />
    </>
  );
}

const Due = ({ over, children }: { over: boolean; children: string }) => (
  <span className={over ? 'cl-ink-red cl-reviews-due' : undefined}>{children}</span>
);

/** Codes, times and the reference: it can go by ordinary mail, and says nothing of anybody. */
function Notice({ row }: { row: IncidentRow }) {
  const organisation = useSession((s) => s.state?.organisation ?? '');
  const { account, contact } = row.notice;
  if (account === null) return null;
  const copy = async (): Promise<void> => {
    const text = t('reviews.notice.text', {
      organisation,
      ref: shortRef(row.id),
      kind: t(`reviews.incident.what.${row.what}`),
      people: t(`reviews.incident.people.${row.people}`),
      ongoing: t(row.ongoing ? 'reviews.notice.yes' : 'reviews.notice.no'),
      ...at(row.discoveredAt),
    });
    if (await copyText(text, 'report')) announce(t('reviews.notice.copied'));
  };
  return (
    <div className="cl-reviews-foot">
      <span className="cl-detail">
        <strong>{account}</strong>{' '}
        {contact === null ? t('reviews.notice.to.none') : t('reviews.notice.to', { contact })}
      </span>
      <Button size="small" icon={Copy} onPress={() => void copy()}>
        {t('reviews.notice.copy')}
      </Button>
    </div>
  );
}
