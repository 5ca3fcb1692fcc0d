// The foot of the left column: dial, callbacks and voicemail with their counts, and the agent's own numbers.
import { AlarmClock, Phone, Voicemail } from 'lucide-react';
import { useEffect, useState } from 'react';
import { keysOf } from '../app/keys.ts';
import { useDeskView, type PhonePart } from '../app/desk-store.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Badge, Button } from '../ui/index.ts';
import { MyNumbersLine } from './MyNumbers.tsx';
import { openDialler } from './dialling.ts';
import { useTelephony } from './store.ts';
import './telephony.css';

const show = (part: PhonePart): void => useDeskView.getState().show({ kind: 'phone', part });

/** Toasts stand over the left lists, and must not cover these buttons: they are told how high they are. */
function tellHeight(foot: HTMLElement): () => void {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty('--cl-foot', `${foot.offsetHeight}px`));
  observer.observe(foot);
  return () => {
    observer.disconnect();
    style.removeProperty('--cl-foot');
  };
}

export function PhoneFoot() {
  const view = useTelephony((s) => s.view);
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  useEffect(() => (foot === null ? undefined : tellHeight(foot)), [foot]);
  if (view?.line !== 'live') return null;
  return (
    <div className="cl-tel-foot" ref={setFoot}>
      <div className="cl-tel-foot-buttons">
        <Button
          size="small"
          icon={Phone}
          keys={keysOf('dial', isMac)}
          keysDrawn=""
          onPress={() => openDialler()}
        >
          {t('telephony.foot.dial')}
        </Button>
        <Button
          size="small"
          icon={AlarmClock}
          keys={keysOf('callbacks', isMac)}
          keysDrawn=""
          onPress={() => show('callbacks')}
        >
          {t('telephony.foot.callbacks')}
          {view.callbacks.due + view.callbacks.gaveUp > 0 ? (
            <Badge
              count={view.callbacks.due + view.callbacks.gaveUp}
              tone="amber"
              label={[
                view.callbacks.due > 0
                  ? t('telephony.foot.callbacks.due', { count: view.callbacks.due })
                  : null,
                view.callbacks.gaveUp > 0
                  ? t('telephony.foot.callbacks.gave-up', { count: view.callbacks.gaveUp })
                  : null,
              ]
                .filter((part) => part !== null)
                .join(', ')}
            />
          ) : (
            view.callbacks.waiting > 0 && (
              <Badge
                count={view.callbacks.waiting}
                label={t('telephony.foot.callbacks.waiting', { count: view.callbacks.waiting })}
              />
            )
          )}
        </Button>
        <Button
          size="small"
          icon={Voicemail}
          keys={keysOf('voicemails', isMac)}
          keysDrawn=""
          onPress={() => show('voicemails')}
        >
          {t('telephony.foot.voicemails')}
          {view.voicemails > 0 && (
            <Badge
              count={view.voicemails}
              label={t('telephony.foot.voicemails.count', { count: view.voicemails })}
            />
          )}
        </Button>
      </div>
      <MyNumbersLine />
    </div>
  );
}
