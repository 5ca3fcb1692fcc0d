// Without the desk nobody knows what rings: said plainly, with what to do meanwhile.
import { Unplug } from 'lucide-react';
import { bridgeClient } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';

export function Away({ stopped }: { stopped: boolean }) {
  const kind = stopped ? 'stopped' : 'restarting';
  return (
    <EmptyState
      icon={Unplug}
      title={t(`compact.away.${kind}`)}
      action={stopped && <Button onPress={() => bridgeClient().tryAgain()}>{t('windows.again')}</Button>}
    >
      {t(`compact.away.${kind}.what`)}
    </EmptyState>
  );
}
