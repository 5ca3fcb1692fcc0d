// Over the desk while what shows is hidden (C3): why, how it comes back, when the desk locks; a call keeps its controls, an open
// alarm stays, F9 opens its card. Nothing of a patient.
import { useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { EmergencyButton } from '../app/EmergencyButton.tsx';
import { useSession } from '../app/session-store.ts';
import { keptMark, showAgain, useHidden, useVeiled, type Hidden } from '../app/veil.ts';
import { useCalls } from '../calls/store.ts';
import { AlarmBand } from '../dispatch/AlarmBand.tsx';
import { t } from '../text/t.ts';
import { Button, Timer } from '../ui/index.ts';
import { Brand } from './Brand.tsx';
import { useLockSoon } from './lock-soon.ts';
import { LockedCalls } from './LockedCalls.tsx';
import '../text/late/sign-in.ts';

/** Outside of the page's tree: a dialog that stands open must not make it inert. */
export function Veil({ hidden }: { hidden: Hidden }) {
  useVeiled(hidden !== null);
  if (hidden === null) return null;
  return createPortal(
    <div className="cl-veil" data-react-aria-top-layer="true">
      <Words by={hidden} />
    </div>,
    document.body,
  );
}

/** A page that hides as a whole. */
export function Veiled({ children }: { children: ReactNode }) {
  const hidden = useHidden();
  return (
    <>
      <div className="cl-under-veil" hidden={hidden !== null} inert={hidden !== null}>
        {children}
      </div>
      <Veil hidden={hidden} />
    </>
  );
}

/** What rings is said here: the page's own voice is still while it is hidden. */
function Rings() {
  const rings = useCalls().calls.some((call) => call.state === 'ringing');
  return (
    <p className="cl-hidden" role="status">
      {rings ? t('session.locked.call.ringing') : ''}
    </p>
  );
}

function Words({ by }: { by: Exclude<Hidden, null> }) {
  const minutes = useSession((s) => s.state?.blurAfterMinutes ?? 0);
  const locksAt = useLockSoon();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <main ref={box} className="cl-veil-box" tabIndex={-1} aria-label={t('sign-in.veil.title')}>
      <Brand />
      <h1 className="cl-single-title">{t('sign-in.veil.title')}</h1>
      <p className="cl-single-lead">
        {by === 'idle' ? t('sign-in.veil.idle', { minutes }) : t('sign-in.veil.key')}
      </p>
      <p className="cl-detail">{t('sign-in.veil.back')}</p>
      <Rings />
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
