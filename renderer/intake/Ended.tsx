// What became of it: created and read back, left as a message, or not known. It says plainly what exists now.
import { CalendarPlus, CircleCheck, MessageSquareText } from 'lucide-react';
import type { IntakeOutcome } from '#shared/contract/intake.ts';
import { useDeskView } from '../app/desk-store.ts';
import { openBooking } from '../app/task-pressed.ts';
import { formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon } from '../ui/index.ts';
import type { Saved } from './doing.ts';

const back = (): void => useDeskView.getState().openTask(null);

export function Created({ outcome }: { outcome: Extract<IntakeOutcome, { kind: 'created' }> }) {
  const { again, at, differs } = outcome;
  return (
    <div className="cl-intake-ended" role="status">
      <div className="cl-intake-told">
        <Icon of={CircleCheck} size={20} tone="green" />
        <div>
          <strong>{again ? t('intake.created.again') : t('intake.created', { time: formatTime(at) })}</strong>
          <p className="cl-said">{t('intake.created.say')}</p>
          <p className="cl-detail">{t('intake.created.verified')}</p>
        </div>
      </div>
      {differs.length > 0 && (
        <Banner tone="amber">
          {t('intake.created.differs', { what: differs.map((d) => t(`intake.differs.${d}`)).join(', ') })}
        </Banner>
      )}
      <div className="cl-intake-acts">
        <Button kind="primary" icon={CalendarPlus} onPress={() => openBooking('book')}>
          {t('intake.created.book')}
        </Button>
        <Button kind="plain" onPress={back}>
          {t('intake.back')}
        </Button>
      </div>
    </div>
  );
}

export function SavedAsMessage({ saved }: { saved: Saved }) {
  const open = (): void => {
    const view = useDeskView.getState();
    if (view.centre.kind !== 'call') return view.show({ kind: 'message', messageId: saved.messageId });
    view.setContext({ draftId: saved.messageId });
    view.setRightTab('message');
  };
  return (
    <div className="cl-intake-ended" role="status">
      <div className="cl-intake-told">
        <Icon of={MessageSquareText} size={20} tone="amber" />
        <div>
          <strong>{t('intake.message.saved', { time: formatTime(saved.savedAt) })}</strong>
          <p className="cl-said">{t('intake.message.say')}</p>
          {saved.cut && <p className="cl-detail">{t('intake.message.cut')}</p>}
        </div>
      </div>
      <div className="cl-intake-acts">
        <Button onPress={open}>{t('intake.message.open')}</Button>
        <Button kind="plain" onPress={back}>
          {t('intake.back')}
        </Button>
      </div>
    </div>
  );
}

type Other = Exclude<IntakeOutcome, { kind: 'created' | 'duplicates' }>;
/** Nothing was created, or nobody knows: why, and what is safe. */
export function NotCreated({ outcome }: { outcome: Other }) {
  if (outcome.kind === 'message') {
    const { why } = outcome;
    return (
      <Banner tone="amber" title={t(`intake.${why}`)}>
        {t(`intake.${why}.what`)}
      </Banner>
    );
  }
  if (outcome.kind === 'unconfirmed')
    return (
      <Banner tone="amber" title={t('intake.unconfirmed')}>
        {t('intake.unconfirmed.what')}
      </Banner>
    );
  const { sentence, next } = errorText(outcome.code);
  return (
    <Banner tone="amber" title={t('intake.refused')}>
      {sentence} {next}
    </Banner>
  );
}
