// The foot of a taken message: what may still be done with it. One thing at a time stands open there.
import { ArrowUp, CheckCheck, Link2, Plus } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { MessageView } from '#shared/contract/messages.ts';
import { useKept } from '../../app/kept-words.ts';
import { sayFailure } from '../../app/say.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { cutPaste } from '../pasted.ts';
import { startSecondCall } from '../start-draft.ts';
import { AddendumForm, begun, type Writing } from './AddendumForm.tsx';
import { CloseForm } from './CloseForm.tsx';
import { RaiseForm } from './RaiseForm.tsx';

export interface FootProps {
  view: MessageView;
  /** An addendum was saved. */
  onAdded: (id: string) => void;
}

export function Foot({ view, onAdded }: FootProps) {
  const { message, urgency, closed } = view;
  const { zone } = message.fields;
  const [writing, setWriting] = useState<Writing | null>(begun.get(message.id) ?? null);
  const [doing, setDoing] = useKept<'raise' | 'close' | null>(`doing ${message.id}`, null);
  const write = (next: Writing | null): void => {
    if (next === null) begun.delete(message.id);
    else begun.set(message.id, next);
    setWriting(next);
  };
  const second = async (): Promise<void> => {
    const started = await startSecondCall({ id: message.id, fields: view.current.fields, urgency });
    if (!started.ok) sayFailure(started);
  };
  return (
    <footer className="cl-messages-foot" onPasteCapture={cutPaste}>
      {writing !== null ? (
        <AddendumForm
          messageId={message.id}
          writing={writing}
          zone={zone}
          onWrite={write}
          onSaved={(id) => {
            write(null);
            onAdded(id);
          }}
        />
      ) : doing === 'raise' ? (
        <RaiseForm messageId={message.id} urgency={urgency} onDone={() => setDoing(null)} />
      ) : doing === 'close' ? (
        <CloseForm view={view} onDone={() => setDoing(null)} />
      ) : (
        <div className="cl-messages-bar">
          <span className="cl-detail cl-messages-foot-note">{t('messages.addendum.what')}</span>
          {!closed && (
            <Button kind="plain" icon={CheckCheck} onPress={() => setDoing('close')}>
              {t('messages.close')}
            </Button>
          )}
          {urgency !== 'emergency' && (
            <Button kind="plain" icon={ArrowUp} onPress={() => setDoing('raise')}>
              {t('messages.raise')}
            </Button>
          )}
          <Button icon={Plus} onPress={() => write({ id: uuidv7(), text: '' })}>
            {t('messages.addendum')}
          </Button>
          <Button icon={Link2} onPress={() => void second()}>
            {t('messages.second-call')}
          </Button>
        </div>
      )}
    </footer>
  );
}
