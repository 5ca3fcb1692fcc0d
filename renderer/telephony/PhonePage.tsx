// The centre's page for what is done by telephone between calls: dial, call back, hear what was left.
import { AlarmClock, Phone, Voicemail } from 'lucide-react';
import { useDeskView, type PhonePart } from '../app/desk-store.ts';
import { t } from '../text/t.ts';
import { EmptyState, Tabs } from '../ui/index.ts';
import { Callbacks } from './Callbacks.tsx';
import { Dialler } from './Dialler.tsx';
import { useLineLive, useTelephony } from './store.ts';
import { Voicemails } from './Voicemails.tsx';
import './telephony.css';

export default function PhonePage({ part }: { part: PhonePart }) {
  const live = useLineLive();
  const due = useTelephony((s) => (s.view?.callbacks.due ?? 0) + (s.view?.callbacks.gaveUp ?? 0));
  const left = useTelephony((s) => s.view?.voicemails ?? 0);
  // It may have been opened before the line went away.
  if (!live)
    return (
      <EmptyState icon={Phone} title={t('telephony.none')}>
        {t('telephony.none.what')}
      </EmptyState>
    );
  return (
    <section className="cl-panel cl-tel-page" aria-label={t('telephony.page')}>
      <Tabs
        label={t('telephony.page')}
        selected={part}
        onSelect={(next) => useDeskView.getState().show({ kind: 'phone', part: next })}
        items={[
          { id: 'dial', title: t('telephony.page.dial'), icon: Phone, content: <Dialler /> },
          {
            id: 'callbacks',
            title: t('telephony.page.callbacks'),
            icon: AlarmClock,
            count: due,
            countTone: 'amber',
            content: <Callbacks />,
          },
          {
            id: 'voicemails',
            title: t('telephony.page.voicemails'),
            icon: Voicemail,
            count: left,
            content: <Voicemails />,
          },
        ]}
      />
    </section>
  );
}
