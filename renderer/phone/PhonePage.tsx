// What a person sees of the engine, where it is a tab: that the sound of calls is here, and that it must stay open.
import { PhoneCall, Phone, VolumeX } from 'lucide-react';
import { useDesk } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Icon } from '../ui/index.ts';
import { usePageState } from './page-state.ts';

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
  const { audio, registration, calls } = usePageState();
  const desk = useDesk();
  const ended = desk.reason === 'preview-session';
  return (
    <main className="cl-phone">
      <div className="cl-phone-head">
        <Icon of={calls > 0 ? PhoneCall : Phone} />
        <h1>{t('phone.title')}</h1>
      </div>
      <p>{t('phone.what')}</p>
      <p className="cl-phone-state" role="status">
        {ended
          ? t('phone.state.ended')
          : calls > 0
            ? t('phone.state.calls', { count: calls })
            : t(audio === 'suspended' ? 'phone.state.held' : `phone.state.${registration}`)}
      </p>
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
      <p className="cl-detail">{t(calls > 0 ? 'phone.keep.call' : 'phone.keep')}</p>
    </main>
  );
}
