// Contacts on one time line over all channels, newest first (row 9): day, channel, way, what it was about. This desk's own
// calls and messages stand among the record's. What is still open has its mark, and somebody who calls again within the week
// is told: the call in hand is counted once.
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
  NotebookPen,
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
import { contactKind, contactMark, contactWhat } from './contact-words.ts';

const icons: Record<ContactRow['channel'], LucideIcon> = {
  phone: Phone,
  text: MessageCircle,
  email: Mail,
  portal: Inbox,
  letter: MailOpen,
  fax: Printer,
  video: Video,
  visit: Hospital,
  message: NotebookPen,
  other: CircleEllipsis,
};
const calls = { in: PhoneIncoming, out: PhoneOutgoing, unknown: Phone };
const ways = { in: ArrowDownLeft, out: ArrowUpRight, unknown: null };

export function ContactCard({ loads, load, onRetry, zone }: OneCardProps) {
  const now = useNow(60_000);
  const view = viewOf(loads, 'contacts');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  // Their calls to us; the one that is on the line now comes on top of those.
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
      sources={rows.map((row) => ({ ...row, what: `${day(row)} · ${contactWhat(row)}` }))}
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
          const Way = row.channel === 'phone' || row.own ? null : ways[row.direction];
          const mark = has('status') || row.present ? contactMark(row) : null;
          return (
            <div className="cl-patient-contact">
              <span className="cl-patient-day">{day(row) !== day(before) && day(row)}</span>
              <span className="cl-patient-channel" title={contactKind(row)}>
                <Icon of={row.channel === 'phone' ? calls[row.direction] : icons[row.channel]} size={16} />
                {Way && <Icon of={Way} size={12} />}
                {row.what !== null && <span className="cl-hidden">{contactKind(row)}</span>}
              </span>
              <span className="cl-patient-text">
                {contactWhat(row)}
                {mark !== null && (
                  <>
                    {' '}
                    <Chip tone={mark.tone}>{mark.text}</Chip>
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
