// In danger the person comes first: has help reached them? It stands above everything else on the card, the call to the
// clinician included, and is confirmed only by what somebody on the spot has said.
import { CircleCheck, Siren } from 'lucide-react';
import { formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, cx, Icon, Timer } from '../ui/index.ts';

export interface HelpProps {
  confirmedAt: string | null;
  /** Help was called then; null = not ticked. */
  dialledAt: string | null;
  pending: boolean;
  onTick: (on: boolean) => void;
}

export function Help({ confirmedAt, dialledAt, pending, onTick }: HelpProps) {
  const known = confirmedAt !== null;
  return (
    <section
      className={cx('cl-em-help', known && 'cl-em-help-known')}
      aria-label={t('emergency.help.question')}
    >
      <Icon of={known ? CircleCheck : Siren} size={18} />
      <p className="cl-em-help-words" role="status">
        <strong>{t('emergency.help.question')}</strong>{' '}
        {known
          ? t('emergency.help.confirmed', { time: formatTimeSeconds(confirmedAt) })
          : t('emergency.help.open')}
        {!known && dialledAt !== null && (
          <>
            {' '}
            {t('emergency.help.called')}{' '}
            <Timer since={dialledAt} tone="amber" label={t('emergency.help.timer')} />
          </>
        )}
        {pending && <span className="cl-detail"> {t('emergency.pending')}</span>}
      </p>
      <Button kind={known ? 'quiet' : 'danger-quiet'} onPress={() => onTick(!known)}>
        {t(known ? 'emergency.help.back' : 'emergency.help.tick')}
      </Button>
    </section>
  );
}
