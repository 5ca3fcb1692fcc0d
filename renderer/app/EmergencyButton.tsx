// The way to the emergency card on the screens that have nothing else to do with a call: F9 works there as everywhere.
import { Siren } from 'lucide-react';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { useDeskView } from './desk-store.ts';
import { keysOf } from './keys.ts';
import { isMac } from './use-keys.ts';

export interface EmergencyButtonProps {
  /** One word, where the place is narrow. */
  short?: boolean;
  className?: string;
}

export function EmergencyButton({ short, className }: EmergencyButtonProps) {
  return (
    <Button
      kind="danger-quiet"
      icon={Siren}
      keys={keysOf('emergency', isMac)}
      {...(className === undefined ? {} : { className })}
      onPress={() => useDeskView.getState().setEmergency(true)}
    >
      {t(short ? 'app.emergency' : 'app.emergency.card')}
    </Button>
  );
}
