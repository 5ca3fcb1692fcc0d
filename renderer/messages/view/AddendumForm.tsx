// Writing what is to be added to a taken message (C7, M23). What is being written stays on this page while other things are
// looked at.
import { useState, type KeyboardEvent } from 'react';
import { maskCards, maskWhileTyping } from '#shared/domain/pan/index.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce, Button, TextArea } from '../../ui/index.ts';
import { secondsThere } from '../clock-words.ts';
import { roomLeft } from '../fold.ts';
import { savesNow } from '../form/moving.ts';
import { NotSaved } from '../NotSaved.tsx';

export interface Writing {
  /** Made when the writing begins: a repeated save is the same addendum. */
  id: string;
  text: string;
  /** A card number was masked in it (C24). */
  masked?: boolean;
}
/** Characters an addendum has room for. */
const most = 4000;
/** Begun and not saved, by message; in this page's memory only. */
export const begun = new Map<string, Writing>();

export interface AddendumFormProps {
  messageId: string;
  writing: Writing;
  zone: string;
  onSaved: (id: string) => void;
  onWrite: (next: Writing | null) => void;
}

export function AddendumForm({ messageId, writing, onWrite, onSaved, zone }: AddendumFormProps) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const left = roomLeft(writing.text, most);
  const empty = writing.text.trim() === '';
  const write = (found: { text: string; count: number }): void =>
    onWrite({ ...writing, text: found.text, masked: writing.masked === true || found.count > 0 });
  const save = async (): Promise<void> => {
    if (empty || saving) return;
    const { text } = maskCards(writing.text);
    setSaving(true);
    setFailure(null);
    const result = await careline.messages.addendum(
      { id: writing.id, messageId, text },
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
        onChange={(text) => write(maskWhileTyping(text))}
        onBlur={() => write(maskCards(writing.text))}
        hint={
          writing.masked === true
            ? t('messages.card.masked', { count: 1 })
            : left === null
              ? t('messages.addendum.hint')
              : t('messages.room-left', { count: left })
        }
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
