// Over the desk while what shows is hidden (C3): why, how it comes back, when the desk locks; a call keeps its controls, an open
// alarm stays, F9 opens its card. Nothing of a patient.
import { EyeOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { EmergencyButton } from '../app/EmergencyButton.tsx';
import { useSession } from '../app/session-store.ts';
import { keptMark, showAgain, useTouchShows, useVeiled, type Hidden } from '../app/veil.ts';
import { AlarmBand } from '../dispatch/AlarmBand.tsx';
import { t } from '../text/t.ts';
import { Button, Icon, Mark, Timer } from '../ui/index.ts';
import { useLockSoon } from './lock-soon.ts';
import { LockedCalls } from './LockedCalls.tsx';
import '../text/late/sign-in.ts';

/** Outside of the page's tree: a dialog that stands open must not make it inert. */
export function Veil({ hidden }: { hidden: Hidden }) {
  useTouchShows(hidden);
  useVeiled(hidden !== null);
  if (hidden === null) return null;
  return createPortal(
    <div className="cl-veil" data-react-aria-top-layer="true">
      <Words by={hidden} />
    </div>,
    document.body,
  );
}

function Words({ by }: { by: Exclude<Hidden, null> }) {
  const minutes = useSession((s) => s.state?.blurAfterMinutes ?? 0);
  const locksAt = useLockSoon();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <main ref={box} className="cl-veil-box" tabIndex={-1} aria-label={t('sign-in.veil.title')}>
      <div className="cl-veil-head">
        <Mark size={28} />
        <Icon of={EyeOff} size={22} />
        <h1 className="cl-name">{t('sign-in.veil.title')}</h1>
      </div>
      <p>{by === 'idle' ? t('sign-in.veil.idle', { minutes }) : t('sign-in.veil.key')}</p>
      <p className="cl-detail">{t('sign-in.veil.back')}</p>
      <div className="cl-veil-kept" {...{ [keptMark]: '' }}>
        <AlarmBand locked />
        <LockedCalls />
      </div>
      {locksAt !== null && (
        <p className="cl-veil-locks" role="status">
          {t('sign-in.veil.locks')} <Timer until={locksAt} tone="amber" label={t('sign-in.veil.locks')} />
        </p>
      )}
      <div className="cl-inline">
        <Button kind="primary" onPress={showAgain}>
          {t(locksAt === null ? 'sign-in.veil.show' : 'sign-in.veil.stay')}
        </Button>
        <span {...{ [keptMark]: '' }}>
          <EmergencyButton />
        </span>
      </div>
    </main>
  );
}
