// What was asked for as a message of the log: the way when the record is away, and always there beside it. It says plainly that
// it is no booking.
import { MessageSquarePlus, MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import type { BookingAsk } from '#shared/domain/booking/ask.ts';
import { useDeskView } from '../app/desk-store.ts';
import { openMessage } from '../app/open-message.ts';
import { noteSaid } from '../app/note-said.ts';
import { useKept } from '../app/kept-words.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon, TextField, useNow } from '../ui/index.ts';
import { names, saveAsMessage, type SavedMessage } from './acts.ts';
import { linesOf } from './asking.ts';
import type { Here } from './here.ts';

export interface AsMessageProps {
  here: Here;
  /** The record can't be reached: this is the next thing to do. */
  away: boolean;
  ask: () => BookingAsk;
}

export function AsMessage({ here, away, ask }: AsMessageProps) {
  const { contextId, task, accountId, patient, zone } = here;
  const now = useNow(60_000);
  const at = names(contextId, task);
  const [saved, setSaved] = useKept<SavedMessage | null>(at.message, null);
  const [note, setNote] = useKept(at.note, '');
  const [busy, setBusy] = useState(false);
  const isDraft = useDeskView((s) => s.centre.kind === 'draft');
  async function save(): Promise<void> {
    setBusy(true);
    const asked = ask();
    const result = await saveAsMessage({
      contextId,
      task,
      accountId,
      patientId: patient?.patientId ?? null,
      messageId: isDraft ? contextId : null,
      ask: asked,
      lines: linesOf(asked, zone, now),
      patientName: patient?.preferredName ?? '',
      otherPhoneWhy: isDraft ? t('booking.message.other-phone') : null,
    });
    setBusy(false);
    if (result.ok) noteSaid(contextId, t('booking.note.message'));
  }
  if (saved !== null)
    return (
      <div className="cl-booking-lead" role="status">
        <Icon of={MessageSquareText} size={18} tone="amber" />
        <div>
          <strong>{t('booking.message.saved', { time: formatTime(saved.savedAt) })}</strong>
          <p className="cl-said">{t('booking.message.saved.say')}</p>
          <p className="cl-detail">
            {t('booking.message.saved.what')} {saved.cut && t('booking.message.saved.cut')}
          </p>
          <div className="cl-booking-acts">
            <Button size="small" onPress={() => openMessage(saved.messageId)}>
              {t('booking.message.open')}
            </Button>
            <Button size="small" kind="plain" onPress={() => setSaved(null)}>
              {t('booking.back')}
            </Button>
          </div>
        </div>
      </div>
    );
  if (!away)
    return (
      <Button size="small" kind="plain" icon={MessageSquarePlus} isPending={busy} onPress={() => void save()}>
        {t('booking.message.title')}
      </Button>
    );
  return (
    <div className="cl-booking-away">
      <strong>{t('booking.message.title')}</strong>
      <p className="cl-detail">{t('booking.message.what')}</p>
      <TextField label={t('booking.wish.note')} optional maxLength={200} value={note} onChange={setNote} />
      <div className="cl-booking-acts">
        <Button kind="primary" icon={MessageSquarePlus} isPending={busy} onPress={() => void save()}>
          {t('booking.message.save')}
        </Button>
      </div>
    </div>
  );
}
