// What stands in the way of calls, in one sentence with what to do: the gravest first.
import {
  AlarmClock,
  Bell,
  CloudOff,
  MicOff,
  PhoneMissed,
  Speaker,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { keysOf } from '../app/keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { openOverlay } from '../app/overlay-store.ts';
import { isMac } from '../app/use-keys.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { useWork } from '../work/store.ts';
import { becomeAvailable, isPractice } from './AgentMenu.tsx';
import { actAndTell, openEngine, useTelephony } from './store.ts';
import { troubleOf, type Trouble } from './trouble.ts';

const icons: Readonly<Record<Trouble['kind'], LucideIcon>> = {
  'engine-absent': Unplug,
  'engine-silent': Unplug,
  'engine-refused': Unplug,
  'engine-reconnecting': CloudOff,
  'server-stale': CloudOff,
  microphone: MicOff,
  missed: PhoneMissed,
  notice: Bell,
  due: AlarmClock,
  switched: Speaker,
};

function words(trouble: Trouble, practice: boolean): { title: string; what: string } {
  switch (trouble.kind) {
    case 'engine-absent':
      return {
        title: t(
          practice
            ? 'telephony.engine-absent.practice'
            : trouble.inCall
              ? 'telephony.engine-absent.in-call'
              : 'telephony.engine-absent',
        ),
        what: t('telephony.engine-absent.what'),
      };
    case 'engine-silent':
    case 'engine-reconnecting':
      return { title: t(`telephony.${trouble.kind}`), what: t(`telephony.${trouble.kind}.what`) };
    case 'engine-refused':
      return {
        title: t('telephony.engine-refused'),
        what: t(`telephony.engine-refused.${trouble.why}`),
      };
    case 'server-stale':
      return {
        title:
          trouble.since === null
            ? t('telephony.server.never')
            : t('telephony.server.stale', { time: formatTime(trouble.since) }),
        what: t('telephony.server.stale.what'),
      };
    case 'microphone':
      return {
        title: t(`telephony.microphone.${trouble.what}`),
        what: t(`telephony.microphone.${trouble.what}.what`),
      };
    case 'missed':
      return {
        title: t(`telephony.missed.${trouble.why}`, { time: formatTime(trouble.at) }),
        what:
          trouble.why === 'before'
            ? t('telephony.missed.what')
            : `${t(`telephony.missed.${trouble.now ?? 'unknown'}`, { place: trouble.place ?? 0 })} ${t('telephony.missed.what')}`,
      };
    case 'notice':
      return {
        title: t(`telephony.notice.${trouble.what}`, {
          time: formatTime(trouble.at),
          queue: trouble.queue ?? t('telephony.notice.some-queue'),
        }),
        what: t(`telephony.notice.${trouble.what}.what`),
      };
    case 'due':
      return {
        title: t('telephony.due', { count: trouble.count }),
        what: t('telephony.due.what'),
      };
    case 'switched':
      return { title: t(`telephony.switched.${trouble.what}`), what: t('telephony.switched.what') };
  }
}

function Action({ trouble }: { trouble: Trouble }) {
  switch (trouble.kind) {
    case 'engine-absent':
    case 'engine-silent':
      return (
        <Button size="small" onPress={() => void openEngine()}>
          {t('telephony.engine.open')}
        </Button>
      );
    case 'microphone':
    case 'switched':
      return (
        <Button size="small" onPress={() => openOverlay('devices')}>
          {t('telephony.devices.open')}
        </Button>
      );
    case 'notice':
      return (
        <Button size="small" onPress={() => void actAndTell({ kind: 'notice-seen', noticeId: trouble.id })}>
          {t('telephony.notice.seen')}
        </Button>
      );
    case 'due':
      return (
        <Button
          size="small"
          keys={keysOf('callbacks', isMac)}
          onPress={() => useDeskView.getState().show({ kind: 'phone', part: 'callbacks' })}
        >
          {t('telephony.due.show')}
        </Button>
      );
    case 'missed':
      return (
        <Button
          size="small"
          kind="primary"
          keys={keysOf('available', isMac)}
          onPress={() => void becomeAvailable()}
        >
          {t('telephony.missed.back')}
        </Button>
      );
    default:
      return null;
  }
}

export function PhoneBanner({ inCall }: { inCall: boolean }) {
  const view = useTelephony((s) => s.view);
  const devices = useTelephony((s) => s.devices);
  const practice = useWork((s) => s.calls.some(isPractice));
  const trouble = troubleOf(view, devices, inCall && !practice);
  const key = trouble === null ? null : JSON.stringify(trouble);
  // Only what is news and no danger can be waved away; it comes back when it changes.
  const [away, setAway] = useState<string | null>(null);
  if (trouble === null || key === away) return null;
  const { title, what } = words(trouble, practice);
  const grave = trouble.kind === 'microphone' || (trouble.kind === 'engine-absent' && trouble.inCall);
  return (
    <Banner
      tone={grave ? 'red' : trouble.kind === 'switched' || trouble.kind === 'due' ? 'info' : 'amber'}
      icon={icons[trouble.kind]}
      title={title}
      action={<Action trouble={trouble} />}
      onDismiss={trouble.kind === 'switched' || trouble.kind === 'due' ? () => setAway(key) : undefined}
    >
      {what}
    </Banner>
  );
}
