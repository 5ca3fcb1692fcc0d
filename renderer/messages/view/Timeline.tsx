// What happened since the message was saved, newest first: raises, attempts, acceptance, hand-overs, closing.
import { CheckCheck, CloudUpload } from 'lucide-react';
import { useState } from 'react';
import type { MessageView } from '#shared/contract/messages.ts';
import { backendAuthor } from '#shared/domain/messages/entry.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { syncWord } from '../kept-where.ts';
import { Button, Icon, VisuallyHidden } from '../../ui/index.ts';
import { entryWords } from './entry-words.ts';
import { Other } from './Other.tsx';

/** Rows shown before the rest is asked for. */
const first = 8;

export function Timeline({ entries, zone }: { entries: MessageView['entries']; zone: string }) {
  const [all, setAll] = useState(false);
  if (entries.length === 0) return null;
  const newest = entries.toReversed();
  const shown = all ? newest : newest.slice(0, first);
  return (
    <section aria-label={t('messages.timeline')} className="cl-messages-since">
      <h3 className="cl-messages-part-title">{t('messages.timeline')}</h3>
      <ol className="cl-messages-timeline">
        {shown.map(({ entry, sync, elsewhere }) => {
          const { icon, tone, text, note } = entryWords(entry, zone);
          return (
            <li key={entry.id}>
              <span
                className="cl-mono cl-messages-when"
                title={formatDate(entry.at, { zone, weekday: true })}
              >
                {formatTime(entry.at, zone)}
              </span>
              <Icon of={icon} size={15} {...(tone === 'neutral' ? {} : { tone })} />
              <div>
                <p>{text}</p>
                {entry.body.kind === 'repeat' && <Other messageId={entry.body.repeatId} />}
                {note !== '' && <p className="cl-detail">{note}</p>}
              </div>
              <span className="cl-detail cl-messages-whose">
                <span>
                  {elsewhere && entry.author.personId !== backendAuthor.personId
                    ? t('messages.timeline.by.elsewhere', { name: entry.author.name })
                    : entry.author.name}
                </span>
                <Icon
                  of={sync === 'synced' ? CheckCheck : CloudUpload}
                  size={14}
                  tone={sync === 'synced' ? 'green' : 'amber'}
                />
                <VisuallyHidden>{syncWord(sync)}</VisuallyHidden>
              </span>
            </li>
          );
        })}
      </ol>
      {!all && newest.length > first && (
        <Button size="small" kind="plain" onPress={() => setAll(true)}>
          {t('messages.timeline.older', { count: newest.length - first })}
        </Button>
      )}
    </section>
  );
}
