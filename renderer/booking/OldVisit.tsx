// The appointment that is moved or cancelled: which one, what the record says of it, why, and the practice's rule about late.
import { CalendarX, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { VisitView } from '#shared/contract/booking.ts';
import { cancelReasons, whatToBring } from '#shared/domain/booking/visit.ts';
import { useDeskView } from '../app/desk-store.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState, Icon, Select, TextField, useNow, WorkList } from '../ui/index.ts';
import { takeOver } from './go-on.ts';
import type { Here } from './here.ts';
import type { OldWords } from './old.ts';
import type { Visits } from './reads.ts';
import { oldWhen, placeOf, visitLine } from './words.ts';

export interface OldVisitProps {
  here: Here;
  found: Visits;
  old: VisitView | null;
  words: OldWords;
  onWords: (words: OldWords) => void;
}

export function OldVisit({ here, found, old, words, onWords }: OldVisitProps) {
  const now = useNow(60_000);
  const { visits, unreadable, more, hidden } = found;
  if (visits.length === 0)
    return (
      <EmptyState
        icon={CalendarX}
        title={t('booking.old.none')}
        action={
          <Button
            onPress={() => useDeskView.getState().openTask({ kind: 'booking', what: 'book', visitId: null })}
          >
            {t('booking.old.book')}
          </Button>
        }
      >
        {t('booking.old.none.what')}
        {unreadable > 0 && ` ${t('booking.old.unreadable', { count: unreadable })}`}
      </EmptyState>
    );
  return (
    <div className="cl-booking-old" role="group" aria-label={t('booking.old')}>
      {old === null && <p className="cl-detail">{t('booking.old.pick.what')}</p>}
      {old !== null && (
        <>
          <div className="cl-booking-facts">
            <strong>{visitLine(old, here.zone, now)}</strong>
            <span className="cl-detail">
              {old.place === null && hidden.includes('place') ? t('booking.old.unsaid') : placeOf(old.place)}
            </span>
            {!hidden.includes('bring') && (
              <span className="cl-detail">
                {t('booking.old.bring')} <BringOf here={here} old={old} />
              </span>
            )}
            {visits.length > 1 && here.visitId === null && (
              <Button size="small" kind="plain" onPress={() => onWords({ ...words, visitId: null })}>
                {t('booking.old.another')}
              </Button>
            )}
          </div>
          {old.late.late && (
            <p className="cl-booking-against cl-tone-amber">
              <Icon of={TriangleAlert} size={15} />
              <span>
                {old.late.hours < 0
                  ? t('booking.late.begun', { words: old.late.words })
                  : t('booking.late', { hours: here.rules.lateHours, words: old.late.words })}
              </span>
            </p>
          )}
          <Select
            label={t('booking.reason')}
            options={cancelReasons.map((id) => ({ id, title: t(`booking.reason.${id}`) }))}
            value={words.reason}
            onChange={(reason) => onWords({ ...words, reason })}
          />
          <TextField
            label={t('booking.note')}
            optional
            maxLength={300}
            value={words.note}
            onChange={(note) => onWords({ ...words, note })}
          />
        </>
      )}
      {unreadable > 0 && <p className="cl-detail">{t('booking.old.unreadable', { count: unreadable })}</p>}
      {more && <p className="cl-detail">{t('booking.old.more')}</p>}
    </div>
  );
}

export interface PickVisitProps {
  here: Here;
  visits: readonly VisitView[];
  onPick: (visitId: string) => void;
}
/** Which of several is meant: arrow keys and Enter, soonest first. */
export function PickVisit({ here, visits, onPick }: PickVisitProps) {
  const now = useNow(60_000);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => takeOver(list.current), []);
  return (
    <div ref={list}>
      <WorkList
        label={t('booking.old.pick')}
        selected={null}
        onSelect={onPick}
        sections={[
          {
            id: 'visits',
            title: t('booking.old.pick'),
            rows: visits.map((v) => ({
              id: v.visitId,
              title: oldWhen(v.start, here.zone, now),
              detail: [v.what, v.practitioner, v.place && placeOf(v.place)].filter(Boolean).join(' · '),
            })),
          },
        ]}
      />
    </div>
  );
}

/** Row 3: what the record says, else the practice's list; missing is said, never left blank. */
function BringOf({ here, old }: { here: Here; old: VisitView }) {
  const { from, lines } = whatToBring(here.rules, old.kindId, old.bring);
  return from === 'missing' ? (
    <strong className="cl-booking-missing">{t('booking.read-back.bring.missing')}</strong>
  ) : (
    <>{lines.join(' ')}</>
  );
}
