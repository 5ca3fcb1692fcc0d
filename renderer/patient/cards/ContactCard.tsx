// Contacts on one time line over all channels, newest first (row 9): day, channel, way, what it was about. What is still
// open has its mark, and somebody who calls again within the week is told.
import {
  ArrowDownLeft,
  ArrowUpRight,
  CircleEllipsis,
  History,
  Hospital,
  Inbox,
  Mail,
  MailOpen,
  MessageCircle,
  Phone,
  PhoneIncoming,
  PhoneOutgoing,
  Printer,
  Repeat,
  Video,
  type LucideIcon,
} from 'lucide-react';
import { repeatCaller } from '#shared/domain/patient/contacts.ts';
import type { ContactRow } from '#shared/domain/patient/panel-rows.ts';
import { t } from '../../text/t.ts';
import { Chip, Icon, useNow } from '../../ui/index.ts';
import { shownIn, viewOf } from '../card-state.ts';
import { lineDay } from '../dates.ts';
import { FactCard, Folding, type OneCardProps } from '../FactCard.tsx';
import { contactStanding } from './words.ts';

const icons: Record<ContactRow['channel'], LucideIcon> = {
  phone: Phone,
  text: MessageCircle,
  email: Mail,
  portal: Inbox,
  letter: MailOpen,
  fax: Printer,
  video: Video,
  visit: Hospital,
  other: CircleEllipsis,
};
const calls = { in: PhoneIncoming, out: PhoneOutgoing, unknown: Phone };
const ways = { in: ArrowDownLeft, out: ArrowUpRight, unknown: null };

export function ContactCard({ loads, load, onRetry, zone }: OneCardProps) {
  const now = useNow(60_000);
  const view = viewOf(loads, 'contacts');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  // Their calls to us; the one that is on the line now comes on top.
  const again = repeatCaller(
    rows.filter((row) => row.direction !== 'out'),
    now.toISOString(),
  );
  const day = (row: ContactRow | undefined): string =>
    row === undefined ? '' : row.at === null ? t('patient-cards.undated') : lineDay(row.at, zone, now);
  return (
    <FactCard
      name="contacts"
      icon={History}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: `${day(row)} · ${whatOf(row)}` }))}
      chip={
        again.calls > 0 && (
          <Chip icon={Repeat} tone="amber">
            {t(again.same ? 'patient-cards.contact.again.same' : 'patient-cards.contact.again', {
              count: again.calls + 1,
            })}
          </Chip>
        )
      }
    >
      <Folding
        rows={rows}
        shown={5}
        className="cl-patient-line-list"
        draw={(row, before) => {
          const Way = row.channel === 'phone' ? null : ways[row.direction];
          const standing = has('status') ? contactStanding(row.status) : null;
          return (
            <div className="cl-patient-contact">
              <span className="cl-patient-day">{day(row) !== day(before) && day(row)}</span>
              <span
                className="cl-patient-channel"
                title={t(`patient-cards.contact.${row.channel}.${row.direction}`)}
              >
                <Icon of={row.channel === 'phone' ? calls[row.direction] : icons[row.channel]} size={16} />
                {Way && <Icon of={Way} size={12} />}
                {row.what !== null && (
                  <span className="cl-hidden">
                    {t(`patient-cards.contact.${row.channel}.${row.direction}`)}
                  </span>
                )}
              </span>
              <span className="cl-patient-text">
                {whatOf(row)}
                {standing !== null && (
                  <>
                    {' '}
                    <Chip tone={standing === 'open' ? 'amber' : 'neutral'}>
                      {t(`patient-cards.contact.standing.${standing}`)}
                    </Chip>
                  </>
                )}
                {row.by !== null && <span className="cl-detail cl-patient-by">{row.by}</span>}
              </span>
            </div>
          );
        }}
      />
    </FactCard>
  );
}

/** What it was about; where that isn't said or isn't shown, what kind of contact it was. */
const whatOf = (row: ContactRow): string =>
  row.what ?? t(`patient-cards.contact.${row.channel}.${row.direction}`);
