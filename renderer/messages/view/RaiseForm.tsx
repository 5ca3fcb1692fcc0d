// Raising the urgency of a saved message: never lowers it, and goes out before everything else.
import { ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { maskCards } from '#shared/domain/pan/index.ts';
import { urgencies, urgencyRank, type Urgency } from '#shared/domain/messages/message.ts';
import type { Failure } from '#shared/domain/result.ts';
import { letGo, useKept } from '../../app/kept-words.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce, Button, TextField, ToggleChips } from '../../ui/index.ts';
import { NotSaved } from '../NotSaved.tsx';
import { readView } from '../view-store.ts';

export function RaiseForm({
  messageId,
  urgency,
  onDone,
}: {
  messageId: string;
  urgency: Urgency;
  onDone: () => void;
}) {
  /** Made once: a repeated press is the same raise. */
  const [id] = useState(() => uuidv7());
  const higher = urgencies.filter((u) => urgencyRank(u) < urgencyRank(urgency));
  const name = `raise ${messageId} `;
  const [chosen, setTo] = useKept<Urgency | null>(`${name}to`, null);
  // What was chosen may have been reached meanwhile.
  const to = higher.find((u) => u === chosen) ?? higher.at(-1) ?? null;
  const [note, setNote] = useKept(`${name}note`, '');
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const end = (): void => {
    letGo(name);
    onDone();
  };
  const raise = async (): Promise<void> => {
    if (to === null || saving) return;
    setSaving(true);
    const result = await careline.messages.raise(
      { id, messageId, to, note: maskCards(note.trim()).text },
      { sureWithin: 60_000 },
    );
    setSaving(false);
    if (!result.ok) return setFailure(result);
    announce(t('messages.raise.done', { to: t(`messages.urgency.${to}`) }));
    void readView(messageId);
    end();
  };
  return (
    <div className="cl-stack" role="group" aria-label={t('messages.raise.title')}>
      <ToggleChips
        label={t('messages.raise.to')}
        mustChoose
        options={higher.map((u) => ({ id: u, title: t(`messages.urgency.${u}`) }))}
        value={to}
        onChange={setTo}
      />
      <TextField
        label={t('messages.raise.note')}
        autoFocus
        optional
        maxLength={300}
        placeholder={t('messages.raise.note.hint')}
        value={note}
        onChange={setNote}
        hint={t('messages.raise.stays')}
      />
      {failure !== null && <NotSaved failure={failure} />}
      <div className="cl-messages-bar">
        <span className="cl-messages-gap" />
        <Button kind="plain" isDisabled={saving} onPress={end}>
          {t('messages.raise.not')}
        </Button>
        <Button
          kind="primary"
          icon={ArrowUp}
          isDisabled={to === null}
          isPending={saving}
          onPress={() => void raise()}
        >
          {t('messages.raise.do')}
        </Button>
      </div>
    </div>
  );
}
