// The left column's first list: the call in hand, promised callbacks, and messages that are not finished.
import {
  AlarmClock,
  CalendarSearch,
  ClipboardList,
  MessageSquareText,
  Phone,
  PhoneCall,
  Siren,
  SquarePen,
  type LucideIcon,
} from 'lucide-react';
import { useMemo, useState } from 'react';
import { OpenActs } from '../acts/OpenActs.tsx';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useVerifiedKnown } from '../app/verified.ts';
import { useDispatch } from '../dispatch/store.ts';
import { useAsTyped } from '../messages/draft-store.ts';
import { errorText, t } from '../text/t.ts';
import { Button, Banner, EmptyState, Skeleton, Timer, useNow, WorkList } from '../ui/index.ts';
import { BookingCard } from './BookingCard.tsx';
import { ItemCard } from './ItemCard.tsx';
import { sectionsOf, type Row, type Section } from './sections.ts';
import { accountName, readWork, useWork } from './store.ts';

const icons: Record<Row['kind'], LucideIcon> = {
  booking: CalendarSearch,
  call: PhoneCall,
  callback: AlarmClock,
  task: ClipboardList,
  draft: SquarePen,
  message: MessageSquareText,
  dispatch: Siren,
};

/** The sections as they stand now; a new array only when something changed or a minute passed. */
export function useSections(): Section[] {
  const work = useWork();
  const { accounts } = useAccounts();
  const known = useVerifiedKnown();
  const cards = useDispatch((s) => s.cards);
  const now = useNow(15_000);
  const drafts = useAsTyped(work.drafts);
  return useMemo(
    () =>
      sectionsOf(
        {
          ...work,
          drafts,
          cards: cards ?? [],
          accountName: (id) => accountName(accounts, id),
          patientOf: (callId) => known[callId]?.preferredName ?? null,
        },
        now,
      ),
    [work, accounts, known, now, cards, drafts],
  );
}

function open(id: string): void {
  const { show, setRightTab, setContext, openTask, contextId } = useDeskView.getState();
  const [kind, key = ''] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  if (kind === 'call') show({ kind: 'call', callId: key });
  else if (kind === 'booking') {
    const row = useWork.getState().bookings?.find((b) => b.bookingId === key);
    // Its caller is in hand: the form shows it, with all that can be done.
    if (row?.contextId === contextId) openTask({ kind: 'booking', what: row.what, visitId: null });
  } else if (kind === 'message') show({ kind: 'message', messageId: key });
  else if (kind === 'draft') {
    setContext({ draftId: key });
    // Beside a call the draft stands at the right, so that caller and script stay in view.
    if (useDeskView.getState().centre.kind === 'call') setRightTab('message');
    else show({ kind: 'draft', draftId: key });
  }
}

export function Work() {
  const sections = useSections();
  const { items, bookings, loaded, failure } = useWork();
  const centre = useDeskView((s) => s.centre);
  const [itemId, setItemId] = useState<string | null>(null);
  const item = items.find((each) => each.id === itemId && each.doneAt === null);
  const booking = (bookings ?? []).find((row) => `booking:${row.bookingId}` === itemId);
  const shownId =
    centre.kind === 'call'
      ? `call:${centre.callId}`
      : centre.kind === 'draft'
        ? `draft:${centre.draftId}`
        : centre.kind === 'message'
          ? `message:${centre.messageId}`
          : null;
  const closed = failure?.code === 'lease-ended';
  if (!loaded && failure === null) return <Skeleton label={t('work.loading')} />;
  return (
    <div className="cl-work-room">
      <div className="cl-work-lists">
        {closed && (
          <p className="cl-detail cl-work-closed" role="status">
            {t('lease.closed.work')}
          </p>
        )}
        {failure && !closed && (
          <Banner
            tone="amber"
            title={t('work.failed')}
            action={
              <Button size="small" onPress={readWork}>
                {t('session.again')}
              </Button>
            }
          >
            {errorText(failure.code).next}
          </Banner>
        )}
        <WorkList
          label={t('work.label')}
          selected={item ? `item:${item.id}` : shownId}
          onSelect={(id) => {
            setItemId(id.startsWith('item:') ? id.slice(5) : id.startsWith('booking:') ? id : null);
            open(id);
          }}
          sections={sections.map((section) => ({
            id: section.id,
            title: t(`work.${section.id}`),
            note: section.note ?? undefined,
            rows: section.rows.map((row) => ({
              id: row.id,
              title: row.title,
              detail: row.detail,
              icon:
                row.kind === 'call' && row.since !== null && row.tone === 'neutral' ? Phone : icons[row.kind],
              iconTone: row.kind === 'call' ? 'accent' : row.tone,
              meta: row.since === null ? row.meta : <Timer since={row.since} label={t('work.call.time')} />,
              metaTone: row.tone === 'neutral' ? undefined : row.tone,
              spoken: [row.title, row.meta, row.detail].filter(Boolean).join(', '),
            })),
          }))}
          empty={
            <EmptyState icon={ClipboardList} title={t('work.empty.title')}>
              {t('work.empty.what')}
            </EmptyState>
          }
        />
      </div>
      {booking && <BookingCard row={booking} onClose={() => setItemId(null)} />}
      <OpenActs />
      {item && <ItemCard item={item} onClose={() => setItemId(null)} />}
    </div>
  );
}
