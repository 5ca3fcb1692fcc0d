// What became of it: created and read back, left as a message, or not known. It says plainly what exists now.
import { CalendarPlus, CircleCheck, MessageSquareText, ShieldQuestion, UserRoundPlus } from 'lucide-react';
import type { IntakeOutcome } from '#shared/contract/intake.ts';
import { useDeskView } from '../app/desk-store.ts';
import { openMessage } from '../app/open-message.ts';
import { openBooking } from '../app/task-pressed.ts';
import { useVerified } from '../app/verified.ts';
import { formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon } from '../ui/index.ts';
import {
  another,
  backToForm,
  compare,
  type Ended,
  type Saved,
  type Unverified,
  type Words,
} from './doing.ts';

const back = (): void => useDeskView.getState().openTask(null);

interface CreatedProps {
  contextId: string;
  outcome: Extract<IntakeOutcome, { kind: 'created' }>;
  words: Pick<Words, 'unverified' | 'busy'>;
}
export function Created(props: CreatedProps) {
  // Another person may be chosen on this call: nothing is said or booked of them here.
  const isTheirs = useVerified(props.contextId)?.patientId === props.outcome.patientId;
  return <CreatedAs {...props} isTheirs={isTheirs} />;
}
/** `isTheirs`: the patient verified on this call is the one who was made. */
export function CreatedAs({ contextId, outcome, words, isTheirs }: CreatedProps & { isTheirs: boolean }) {
  const { again, at, differs } = outcome;
  return (
    <div className="cl-intake-ended" role="status">
      <div className="cl-intake-told">
        <Icon of={CircleCheck} size={20} tone="green" />
        <div>
          <strong>{again ? t('intake.created.again') : t('intake.created', { time: formatTime(at) })}</strong>
          <p className="cl-said">{t('intake.created.say')}</p>
          {isTheirs && <p className="cl-detail">{t('intake.created.verified')}</p>}
        </div>
      </div>
      {differs.length > 0 && (
        <Banner tone="amber">
          {t('intake.created.differs', { what: differs.map((d) => t(`intake.differs.${d}`)).join(', ') })}
        </Banner>
      )}
      {!isTheirs && (
        <Banner tone="amber" icon={ShieldQuestion} title={t('intake.created.unverified')}>
          {whyUnverified(words.unverified)}
        </Banner>
      )}
      <div className="cl-intake-acts">
        {isTheirs ? (
          <Button kind="primary" icon={CalendarPlus} onPress={() => openBooking('book')}>
            {t('intake.created.book')}
          </Button>
        ) : (
          <Button
            kind="primary"
            icon={ShieldQuestion}
            isPending={words.busy !== null}
            onPress={() => void compare(contextId)}
          >
            {t('intake.created.compare')}
          </Button>
        )}
        <Button icon={UserRoundPlus} isDisabled={words.busy !== null} onPress={() => another(contextId)}>
          {t('intake.another')}
        </Button>
        <Button kind="plain" onPress={back}>
          {t('intake.back')}
        </Button>
      </div>
    </div>
  );
}
function whyUnverified(why: Unverified | null): string {
  if (why === null) return t('intake.created.unverified.what');
  if (why === 'differs') return t('intake.created.unverified.differs');
  return `${errorText(why.code).sentence} ${t('intake.created.unverified.what')}`;
}

export function SavedAsMessage({ contextId, saved }: { contextId: string; saved: Saved }) {
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
        <Button onPress={() => openMessage(saved.messageId)}>{t('intake.message.open')}</Button>
        <Button icon={UserRoundPlus} onPress={() => another(contextId)}>
          {t('intake.another')}
        </Button>
        <Button kind="plain" onPress={() => backToForm(contextId)}>
          {t('intake.form')}
        </Button>
        <Button kind="plain" onPress={back}>
          {t('intake.back')}
        </Button>
      </div>
    </div>
  );
}

type Other = Exclude<Ended, { kind: 'created' }>;
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
