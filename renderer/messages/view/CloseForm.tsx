// M22: closing a message with how it ended. An urgent one closes with the clinician's outcome, or after the ladder's end with
// the reason.
import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { MessageView } from '#shared/contract/messages.ts';
import { dispositions } from '#shared/domain/messages/entry.ts';
import { maskCards } from '#shared/domain/pan/index.ts';
import type { Failure } from '#shared/domain/result.ts';
import { letGo, useKept } from '../../app/kept-words.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce, Banner, Button, TextField, ToggleChips } from '../../ui/index.ts';
import { NotSaved } from '../NotSaved.tsx';
import { readView } from '../view-store.ts';
import { closable, needsReason, type Disposition } from './closing.ts';

export function CloseForm({ view, onDone }: { view: MessageView; onDone: () => void }) {
  const [id] = useState(() => uuidv7());
  const name = `close ${view.message.id} `;
  const [how, setHow] = useKept<Disposition | null>(`${name}how`, null);
  const [reason, setReason] = useKept(`${name}reason`, '');
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const may = how === null || closable(view, how);
  const ready = how !== null && may && (!needsReason(how) || reason.trim() !== '');
  const end = (): void => {
    letGo(name);
    onDone();
  };
  const close = async (): Promise<void> => {
    if (how === null || !ready || saving) return;
    setSaving(true);
    const result = await careline.messages.close(
      {
        id,
        messageId: view.message.id,
        disposition: how,
        openReason: maskCards(reason.trim()).text,
      },
      { sureWithin: 60_000 },
    );
    setSaving(false);
    if (!result.ok) return setFailure(result);
    announce(t('messages.close.done'));
    void readView(view.message.id);
    end();
  };
  return (
    <div className="cl-stack" role="group" aria-label={t('messages.close.title')}>
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
      {failure !== null && <NotSaved failure={failure} />}
      <div className="cl-messages-bar">
        <span className="cl-messages-gap" />
        <Button kind="plain" isDisabled={saving} onPress={end}>
          {t('messages.raise.not')}
        </Button>
        <Button
          kind="primary"
          icon={CheckCheck}
          isDisabled={!ready}
          isPending={saving}
          onPress={() => void close()}
        >
          {t('messages.close.do')}
        </Button>
      </div>
    </div>
  );
}
