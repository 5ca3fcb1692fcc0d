// What was added after the message was saved, with author and time (C7, M23).
import { CheckCheck, CloudUpload } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { MessageView } from '#shared/contract/messages.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { syncWord } from '../kept-where.ts';
import { Icon } from '../../ui/index.ts';
import { timeThere } from '../clock-words.ts';

export interface AddendaProps {
  addenda: MessageView['addenda'];
  zone: string;
  /** Just saved and to be shown, once the desk's list has it. */
  added: string | null;
  onShown: () => void;
}

export function Addenda({ addenda, zone, added, onShown }: AddendaProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const at = addenda.findIndex((a) => a.addendum.id === added);
    const row = at < 0 ? undefined : list.current?.children[at];
    if (!(row instanceof HTMLElement)) return;
    onShown();
    row.scrollIntoView({ block: 'center' });
    // The field that had the focus is gone; whoever has gone elsewhere meanwhile stays there.
    if (document.activeElement === document.body) row.focus({ preventScroll: true });
  }, [addenda, added, onShown]);
  if (addenda.length === 0) return null;
  return (
    <ol ref={list} className="cl-messages-addenda" aria-label={t('messages.addenda')}>
      {addenda.map(({ addendum, sync }) => (
        <li key={addendum.id} tabIndex={-1}>
          <p className="cl-detail cl-inline">
            <span>
              {t('messages.addendum.by', {
                name: addendum.author.name,
                date: formatDate(addendum.at, { zone }),
                time: timeThere(addendum.at, zone),
              })}
            </span>
            <Icon
              of={sync === 'synced' ? CheckCheck : CloudUpload}
              size={14}
              tone={sync === 'synced' ? 'green' : 'amber'}
            />
            <span>{syncWord(sync)}</span>
          </p>
          <p className="cl-messages-text">{addendum.text}</p>
        </li>
      ))}
    </ol>
  );
}
