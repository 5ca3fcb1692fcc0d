// What a person sees of the engine, where it is a tab: that the sound of calls is here, and that it must stay open.
import { Mic, MicOff, Pause, PhoneCall, Phone, VolumeX } from 'lucide-react';
import { useEffect } from 'react';
import { useDesk } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Chip, cx, Icon, Timer } from '../ui/index.ts';
import { callInHand, tabTitle, usePageState, type ShownCall } from './page-state.ts';

/** A second tab: the first one has the phone, and this one takes over when that is closed. */
export function Elsewhere() {
  return (
    <main className="cl-phone">
      <div className="cl-phone-head">
        <Icon of={Phone} />
        <h1>{t('phone.title')}</h1>
      </div>
      <p className="cl-phone-state" role="status">
        {t('phone.elsewhere')}
      </p>
      <p>{t('phone.elsewhere.what')}</p>
    </main>
  );
}

export function PhonePage({ onAllow }: { onAllow: () => void }) {
  const { audio, registration, calls, shown, held } = usePageState();
  const desk = useDesk();
  const ended = desk.reason === 'preview-session';
  const call = callInHand(shown, held);
  const talks = call !== null && call.state !== 'ringing';
  const onHold = call !== null && call.state === 'open' && held.includes(call.callId);
  const title = t(tabTitle(call, held));
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={cx('cl-phone', talks && 'cl-phone-talks')}>
      <div className="cl-phone-head">
        <Icon of={calls > 0 ? PhoneCall : Phone} />
        <h1>{talks ? title : t('phone.title')}</h1>
      </div>
      <section className="cl-panel cl-phone-card">
        <p className="cl-phone-state" role="status">
          {ended
            ? t('phone.state.ended')
            : call !== null
              ? t(onHold ? 'phone.call.held' : `phone.call.${call.state}`)
              : calls > 0
                ? t('phone.state.calls', { count: calls })
                : t(audio === 'suspended' ? 'phone.state.held' : `phone.state.${registration}`)}
        </p>
        {talks && <Sound call={call} onHold={onHold} />}
        {calls > 1 && <p className="cl-detail">{t('phone.state.calls', { count: calls })}</p>}
        <p>{t('phone.what')}</p>
      </section>
      {audio === 'suspended' && (
        <Banner
          tone="amber"
          icon={VolumeX}
          title={t('phone.audio.held')}
          action={
            <Button kind="primary" onPress={onAllow}>
              {t('phone.audio.allow')}
            </Button>
          }
        >
          {t('phone.audio.held.what')}
        </Banner>
      )}
      <p className={talks ? 'cl-phone-keep' : 'cl-detail'}>{t(talks ? 'phone.keep.call' : 'phone.keep')}</p>
    </main>
  );
}

/** How long, and whether the microphone is open: by the sound's own state, as this page has it. */
function Sound({ call, onHold }: { call: ShownCall; onHold: boolean }) {
  return (
    <p className="cl-inline">
      {call.since !== null && <Timer since={call.since} size="large" label={t('phone.call.timer')} />}
      {onHold && (
        <Chip tone="amber" icon={Pause}>
          {t('phone.call.held.chip')}
        </Chip>
      )}
      <Chip tone={call.muted ? 'amber' : 'green'} icon={call.muted ? MicOff : Mic}>
        {t(call.muted ? 'phone.call.muted' : 'phone.call.heard')}
      </Chip>
    </p>
  );
}
