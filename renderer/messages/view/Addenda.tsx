// What was added after the message was saved, with author and time, and adding more (C7, M23). An addendum being written
// stays on this page while other things are looked at.
import { CheckCheck, CloudUpload, Plus } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { uuidv7 } from 'uuidv7';
import type { MessageView } from '#shared/contract/messages.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { announce, Button, Icon, TextArea } from '../../ui/index.ts';
import { secondsThere, timeThere } from '../clock-words.ts';
import { roomLeft } from '../fold.ts';
import { NotSaved } from '../NotSaved.tsx';
import { savesNow } from '../form/moving.ts';

interface Writing {
  /** Made when the writing begins: a repeated save is the same addendum. */
  id: string;
  text: string;
}
/** Characters an addendum has room for. */
const most = 4000;
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
  /** Just saved and to be shown, once the desk's list has it. */
  const [added, setAdded] = useState<string | null>(null);
  const write = (next: Writing | null): void => {
    if (next === null) begun.delete(messageId);
    else begun.set(messageId, next);
    setWriting(next);
  };
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const at = addenda.findIndex((a) => a.addendum.id === added);
    const row = at < 0 ? undefined : list.current?.children[at];
    if (!(row instanceof HTMLElement)) return;
    setAdded(null);
    row.scrollIntoView({ block: 'center' });
    // The field that had the focus is gone; whoever has gone elsewhere meanwhile stays there.
    if (document.activeElement === document.body) row.focus({ preventScroll: true });
  }, [addenda, added]);
  return (
    <>
      {addenda.length > 0 && (
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
          <AddendumForm
            messageId={messageId}
            writing={writing}
            zone={zone}
            onWrite={write}
            onSaved={(id) => {
              write(null);
              setAdded(id);
            }}
          />
        )}
      </footer>
    </>
  );
}

function AddendumForm({
  messageId,
  writing,
  onWrite,
  onSaved,
  zone,
}: {
  messageId: string;
  writing: Writing;
  onSaved: (id: string) => void;
  zone: string;
  onWrite: (next: Writing | null) => void;
}) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const left = roomLeft(writing.text, most);
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
    announce(t('messages.addendum.saved', { time: secondsThere(result.value.savedAt, zone) }));
    onSaved(writing.id);
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
        maxLength={most}
        isReadOnly={saving}
        value={writing.text}
        onChange={(text) => onWrite({ ...writing, text })}
        hint={left === null ? t('messages.addendum.hint') : t('messages.room-left', { count: left })}
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
