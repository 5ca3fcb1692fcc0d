// Contacts in the words of the panel: what kind each was, what it was about, and how it stands. Pure.
import type { ContactRow } from '#shared/domain/patient/panel-rows.ts';
import { hasText, t } from '../../text/t.ts';
import { contactStanding } from './words.ts';

/** What stands beside a contact; of our own also how the call ended, and where its message is. Null = nothing. */
export function contactMark({
  own,
  present,
  status,
}: Pick<ContactRow, 'own' | 'present' | 'status'>): { text: string; tone: 'amber' | 'neutral' } | null {
  if (present) return { text: t('patient-cards.contact.standing.present'), tone: 'neutral' };
  const ended = `calls.disposition.${status}`;
  if (own === 'call' && hasText(ended)) return { text: t(ended), tone: 'neutral' };
  const standing =
    own === 'message' && (status === 'dispatched' || status === 'closed') ? status : contactStanding(status);
  return standing === null
    ? null
    : {
        text: t(`patient-cards.contact.standing.${standing}`),
        tone: standing === 'open' ? 'amber' : 'neutral',
      };
}

/** What it was about; where that isn't said or isn't shown, what kind of contact it was. */
export const contactWhat = (row: ContactRow): string => row.what ?? contactKind(row);
/** Our own are told apart: who called, or was called, need not have been the patient. */
export const contactKind = ({ own, channel, direction }: ContactRow): string =>
  own === 'message'
    ? t(`patient-cards.contact.own.${channel === 'message' ? 'message' : 'other-phone'}`)
    : own === 'call'
      ? t(`patient-cards.contact.own.call.${direction === 'out' ? 'out' : 'in'}`)
      : t(`patient-cards.contact.${channel === 'message' ? 'other' : channel}.${direction}`);
