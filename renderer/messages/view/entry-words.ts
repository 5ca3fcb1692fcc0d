// What happened to a message after it was saved, each entry as one sentence with its icon. Pure.
import {
  ArrowUp,
  BookCheck,
  Check,
  FilePen,
  Hand,
  History,
  Link2,
  PhoneCall,
  Scale,
  SkipForward,
  Stethoscope,
  UserRoundCheck,
  type LucideIcon,
} from 'lucide-react';
import { backendAuthor, type Entry } from '#shared/domain/messages/entry.ts';
import { t } from '../../text/t.ts';
import type { Tone } from '../../ui/index.ts';
import { timeThere } from '../clock-words.ts';

export interface EntryWords {
  icon: LucideIcon;
  tone: Extract<Tone, 'neutral' | 'amber' | 'green' | 'red'>;
  text: string;
  /** Under it: what somebody wrote with it, in quotes, or why it happened. */
  note: string;
}

/** `zone`: the practice's, in which all times of a message are told. */
export function entryWords({ body, author }: Entry, zone: string): EntryWords {
  // A person's own words stand in quotes; what the backend notes is no quotation.
  const said = (text: string): string =>
    text.trim() === '' || author.personId === backendAuthor.personId ? text : t('messages.quoted', { text });
  const words = (
    icon: LucideIcon,
    text: string,
    note = '',
    tone: EntryWords['tone'] = 'neutral',
  ): EntryWords => ({ icon, text, note, tone });
  switch (body.kind) {
    case 'raise':
      return words(
        ArrowUp,
        t('messages.timeline.raise', { to: t(`messages.urgency.${body.to}`) }),
        body.note === '' ? t(`messages.timeline.raise.${body.why}`) : said(body.note),
        'amber',
      );
    case 'version':
      return words(FilePen, t('messages.timeline.version'), said(body.why));
    case 'attempt':
      return words(
        body.result === 'accepted' ? UserRoundCheck : PhoneCall,
        t('messages.timeline.attempt', {
          method: t(`messages.method.${body.method}`),
          name: body.contact.name,
          result: t(`messages.result.${body.result}`),
        }),
        said(body.note),
        body.result === 'accepted' ? 'green' : 'neutral',
      );
    case 'skip':
      return words(SkipForward, t('messages.timeline.skip', { why: body.why }), '', 'amber');
    case 'claim':
      return words(Hand, t('messages.timeline.claim', { time: timeThere(body.until, zone) }));
    case 'outcome':
      return words(
        Stethoscope,
        t('messages.timeline.outcome', { what: t(`messages.outcome.${body.what}`) }),
        [
          said(body.text),
          t('messages.timeline.outcome.by', {
            clinician: body.clinician,
            time: timeThere(body.happenedAt, zone),
          }),
        ]
          .filter((part) => part !== '')
          .join(' '),
        'green',
      );
    case 'close':
      return words(
        Check,
        t('messages.timeline.close', { what: t(`messages.disposition.${body.disposition}`) }),
        said(body.openReason),
        'green',
      );
    case 'hand-over':
      return words(
        UserRoundCheck,
        t('messages.timeline.hand-over', { from: body.from.name, to: body.to.name }),
        said(body.note),
      );
    case 'batch':
      return words(BookCheck, t('messages.timeline.batch', { date: body.forDate }));
    case 'repeat':
      return words(Link2, t('messages.timeline.repeat'), '', 'amber');
    case 'settle':
      return words(Scale, t('messages.timeline.settle', { why: body.why }));
    default:
      // An entry of a newer version of the app: it is not left out.
      return words(History, (body as { kind: string }).kind);
  }
}
