// Raising the urgency of a saved message: never lowers it, and goes out before everything else.
import { ArrowUp } from 'lucide-react';
import { maskCards } from '#shared/domain/pan/index.ts';
import { urgencies, urgencyRank, type Urgency } from '#shared/domain/messages/message.ts';
import { useKept } from '../../app/kept-words.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { TextField, ToggleChips } from '../../ui/index.ts';
import { EntryForm, useEntryForm } from './EntryForm.tsx';

export function RaiseForm({
  messageId,
  urgency,
  onDone,
}: {
  messageId: string;
  urgency: Urgency;
  onDone: () => void;
}) {
  const name = `raise ${messageId} `;
  const state = useEntryForm(name, messageId, onDone);
  const higher = urgencies.filter((u) => urgencyRank(u) < urgencyRank(urgency));
  const [chosen, setTo] = useKept<Urgency | null>(`${name}to`, null);
  // What was chosen may have been reached meanwhile.
  const to = higher.find((u) => u === chosen) ?? higher.at(-1) ?? null;
  const [note, setNote] = useKept(`${name}note`, '');
  const raise = (): void => {
    if (to === null) return;
    const input = { id: state.id, messageId, to, note: maskCards(note.trim()).text };
    void state.write(
      () => careline.messages.raise(input, { sureWithin: 60_000 }),
      t('messages.raise.done', { to: t(`messages.urgency.${to}`) }),
    );
  };
  return (
    <EntryForm
      state={state}
      title={t('messages.raise.title')}
      action={t('messages.raise.do')}
      icon={ArrowUp}
      ready={to !== null}
      onWrite={raise}
    >
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
    </EntryForm>
  );
}
