// What was added after the message was saved, with author and time, and adding more (C7, M23). An addendum being written
// stays on this page while other things are looked at.
import { CheckCheck, CloudUpload, Plus } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { uuidv7 } from 'uuidv7';
import type { MessageView } from '#shared/contract/messages.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime, formatTimeSeconds } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { announce, Button, Icon, TextArea } from '../../ui/index.ts';
import { NotSaved } from '../NotSaved.tsx';
import { savesNow } from '../form/moving.ts';

interface Writing {
  /** Made when the writing begins: a repeated save is the same addendum. */
  id: string;
  text: string;
}
/** Begun and not saved, by message; in this page's memory only. */
const begun = new Map<string, Writing>();

export function Addenda({
  messageId,
  addenda,
  zone,
}: {
  messageId: string;
  addenda: MessageView['addenda'];
  zone: string;
}) {
  const [writing, setWriting] = useState<Writing | null>(begun.get(messageId) ?? null);
  const write = (next: Writing | null): void => {
    if (next === null) begun.delete(messageId);
    else begun.set(messageId, next);
    setWriting(next);
  };
  return (
    <>
      {addenda.length > 0 && (
        <ol className="cl-messages-addenda" aria-label={t('messages.addenda')}>
          {addenda.map(({ addendum, sync }) => (
            <li key={addendum.id}>
              <p className="cl-detail cl-inline">
                <span>
                  {t('messages.addendum.by', {
                    name: addendum.author.name,
                    date: formatDate(addendum.at, { zone }),
                    time: formatTime(addendum.at, zone),
                  })}
                </span>
                <Icon
                  of={sync === 'synced' ? CheckCheck : CloudUpload}
                  size={14}
                  tone={sync === 'synced' ? 'green' : 'amber'}
                />
                <span>{t(`messages.sync.${sync}`)}</span>
              </p>
              <p className="cl-messages-text">{addendum.text}</p>
            </li>
          ))}
        </ol>
      )}
      <footer className="cl-messages-foot">
        {writing === null ? (
          <div className="cl-messages-bar">
            <span className="cl-detail">{t('messages.addendum.what')}</span>
            <span className="cl-messages-gap" />
            <Button icon={Plus} onPress={() => write({ id: uuidv7(), text: '' })}>
              {t('messages.addendum')}
            </Button>
          </div>
        ) : (
          <AddendumForm messageId={messageId} writing={writing} onWrite={write} />
        )}
      </footer>
    </>
  );
}

function AddendumForm({
  messageId,
  writing,
  onWrite,
}: {
  messageId: string;
  writing: Writing;
  onWrite: (next: Writing | null) => void;
}) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const empty = writing.text.trim() === '';
  const save = async (): Promise<void> => {
    if (empty || saving) return;
    setSaving(true);
    setFailure(null);
    const result = await careline.messages.addendum(
      { id: writing.id, messageId, text: writing.text },
      { sureWithin: 60_000 },
    );
    setSaving(false);
    if (!result.ok) return setFailure(result);
    announce(t('messages.saved', { time: formatTimeSeconds(result.value.savedAt) }));
    onWrite(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!savesNow(event)) return;
    event.preventDefault();
    event.stopPropagation();
    void save();
  };
  return (
    <div className="cl-stack" onKeyDownCapture={onKeyDown}>
      <TextArea
        label={t('messages.addendum.text')}
        autoFocus
        rows={2}
        maxLength={4000}
        isReadOnly={saving}
        value={writing.text}
        onChange={(text) => onWrite({ ...writing, text })}
        hint={t('messages.addendum.hint')}
      />
      {failure !== null && <NotSaved failure={failure} />}
      <div className="cl-messages-bar">
        <span className="cl-messages-gap" />
        <Button kind="plain" isDisabled={saving} onPress={() => onWrite(null)}>
          {t(empty ? 'messages.addendum.close' : 'messages.addendum.drop')}
        </Button>
        <Button
          kind="primary"
          keys="Ctrl+Enter"
          isDisabled={empty}
          isPending={saving}
          onPress={() => void save()}
        >
          {saving ? t('messages.saving') : t('messages.addendum.save')}
        </Button>
      </div>
    </div>
  );
}
