// No call: what the line is ready for, or why nothing can ring.
import { Phone, PhoneOff } from 'lucide-react';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { openEngine } from '../telephony/store.ts';
import { Button, EmptyState } from '../ui/index.ts';

export function Idle({
  line,
  reading,
}: {
  line: 'ready' | 'down' | 'none' | 'no-engine' | 'starting';
  reading: boolean;
}) {
  if (reading) return <p className="cl-compact-quiet">{t('compact.reading')}</p>;
  if (line === 'ready')
    return (
      <EmptyState icon={Phone} title={t('compact.idle')}>
        {t('compact.idle.what', { keys: keysOf('answer', isMac) })}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={PhoneOff}
      title={t(`compact.idle.${line}`)}
      action={
        line === 'no-engine' && (
          <Button kind="primary" onPress={() => void openEngine()}>
            {t('telephony.engine.open')}
          </Button>
        )
      }
    >
      {t(`compact.idle.${line}.what`)}
    </EmptyState>
  );
}
