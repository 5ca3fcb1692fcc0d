// M22: closing a message with how it ended. An urgent one closes with the clinician's outcome, or after the ladder's end with
// the reason.
import { CheckCheck } from 'lucide-react';
import type { MessageView } from '#shared/contract/messages.ts';
import { dispositions } from '#shared/domain/messages/entry.ts';
import { maskCards } from '#shared/domain/pan/index.ts';
import { useKept } from '../../app/kept-words.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Banner, TextField, ToggleChips } from '../../ui/index.ts';
import { closable, needsReason, type Disposition } from './closing.ts';
import { EntryForm, useEntryForm } from './EntryForm.tsx';

export function CloseForm({ view, onDone }: { view: MessageView; onDone: () => void }) {
  const messageId = view.message.id;
  const name = `close ${messageId} `;
  const state = useEntryForm(name, messageId, onDone);
  const [how, setHow] = useKept<Disposition | null>(`${name}how`, null);
  const [reason, setReason] = useKept(`${name}reason`, '');
  const may = how === null || closable(view, how);
  const ready = how !== null && may && (!needsReason(how) || reason.trim() !== '');
  const close = (): void => {
    if (how === null || !ready) return;
    const input = {
      id: state.id,
      messageId,
      disposition: how,
      openReason: maskCards(reason.trim()).text,
    };
    void state.write(() => careline.messages.close(input, { sureWithin: 60_000 }), t('messages.close.done'));
  };
  return (
    <EntryForm
      state={state}
      title={t('messages.close.title')}
      action={t('messages.close.do')}
      icon={CheckCheck}
      ready={ready}
      onWrite={close}
    >
      <ToggleChips
        label={t('messages.close.how')}
        mustChoose
        options={dispositions.map((d) => ({ id: d, title: t(`messages.disposition.${d}`) }))}
        value={how}
        onChange={setHow}
      />
      {!may && <Banner tone="amber">{t('messages.close.needs')}</Banner>}
      <TextField
        label={t('messages.close.reason')}
        optional={how === null || !needsReason(how)}
        maxLength={600}
        placeholder={t('messages.close.reason.hint')}
        value={reason}
        onChange={setReason}
      />
    </EntryForm>
  );
}
