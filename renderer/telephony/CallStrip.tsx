// Under the controls of a live call: does the caller hear me, how good is the sound, is it recorded. Quiet while all is well,
// a sentence with what to do when it is not.
import {
  CircleDot,
  CirclePause,
  CircleSlash,
  CreditCard,
  Ear,
  MicOff,
  Play,
  SignalHigh,
  SignalLow,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { keysOf } from '../app/keys.ts';
import { openOverlay } from '../app/overlay-store.ts';
import { isMac } from '../app/use-keys.ts';
import { formatTime, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, Icon, Pop, Timer } from '../ui/index.ts';
import { hearingOf, hearingTone, needsSentence, type Hearing } from './hearing.ts';
import { talksTo } from './parties.ts';
import { qualityFigures, qualitySentences, qualityTone, qualityWord } from './quality-words.ts';
import type { RecordingShown } from './recording.ts';
import { actAndTell, openEngine, useTelephony } from './store.ts';
import { useRecording } from './use-recording.ts';
import './telephony.css';

export interface CallStripProps {
  call: Call;
  live: LiveView;
  /** What was asked of the microphone last, and whether that is on its way. */
  wished: boolean | undefined;
  asking: boolean;
}

export function CallStrip({ call, live, wished, asking }: CallStripProps) {
  const microphone = useTelephony((s) => s.devices?.microphone ?? null);
  const hearing = hearingOf({
    call,
    media: live.media,
    microphone,
    wished,
    asking,
    talksTo: talksTo(live),
  });
  const recording = useRecording(live);
  return (
    <>
      <div className="cl-tel-strip">
        {hearing && <MicChip hearing={hearing} />}
        <QualityChip live={live} />
        <RecordingWords live={live} shown={recording} />
        <span className="cl-call-gap" />
        <RecordingButtons callId={call.id} shown={recording} />
      </div>
      {hearing && needsSentence(hearing) && (
        <p className={`cl-tel-warn cl-tel-warn-${hearingTone(hearing)}`} role="alert">
          <Icon of={TriangleAlert} size={16} />
          <span>{t(`telephony.hearing.${hearing}.what`)}</span>
          {(hearing === 'mic-silent' || hearing === 'mic-lost') && (
            <Button size="small" onPress={() => openOverlay('devices')}>
              {t('telephony.hearing.fix')}
            </Button>
          )}
          {hearing === 'no-sound' && (
            <Button size="small" onPress={() => void openEngine()}>
              {t('telephony.engine.open')}
            </Button>
          )}
        </p>
      )}
      {recording.word === 'may-record' && (
        <p className="cl-tel-warn cl-tel-warn-red" role="alert">
          <Icon of={TriangleAlert} size={16} />
          <span>{t('telephony.recording.may-record.what')}</span>
        </p>
      )}
      {recording.gapAlarm && (
        <p className="cl-tel-warn cl-tel-warn-amber" role="alert">
          <Icon of={TriangleAlert} size={16} />
          <span>{t('telephony.recording.gap')}</span>
        </p>
      )}
    </>
  );
}

const micIcon = (h: Hearing): LucideIcon =>
  h === 'heard' ? Ear : hearingTone(h) === 'red' ? TriangleAlert : h === 'muted' ? MicOff : Ear;

/** One word in sight; in the compact phone too. */
export function MicChip({ hearing }: { hearing: Hearing }) {
  return (
    <span role="status">
      <Chip tone={hearingTone(hearing)} icon={micIcon(hearing)}>
        {t(`telephony.hearing.${hearing}`)}
      </Chip>
    </span>
  );
}

function QualityChip({ live }: { live: LiveView }) {
  const quality = live.media?.quality ?? null;
  if (quality === null) return null;
  const tone = qualityTone(quality);
  return (
    <Pop
      className={`cl-chip cl-tone-${tone} cl-tel-chip-button cl-tel-quality-${tone}`}
      label={qualityWord(quality)}
      title={t('telephony.quality.title')}
      trigger={
        <>
          <Icon of={tone === 'red' || tone === 'amber' ? SignalLow : SignalHigh} size={13} />
          <span>{qualityWord(quality)}</span>
        </>
      }
    >
      <p>{t(`telephony.quality.${quality.word}.what`)}</p>
      {qualitySentences(quality).map((s) => (
        <p key={s}>{s}</p>
      ))}
      <dl className="cl-tel-figures">
        {qualityFigures(quality).map((f) => (
          <div key={f.term}>
            <dt>{f.term}</dt>
            <dd className="cl-mono">{f.value}</dd>
          </div>
        ))}
      </dl>
    </Pop>
  );
}

const recordingIcons: Readonly<Record<RecordingShown['word'], LucideIcon>> = {
  off: CircleSlash,
  'refused-by-caller': CircleSlash,
  on: CircleDot,
  starting: CircleDot,
  paused: CirclePause,
  resuming: CirclePause,
  'may-record': TriangleAlert,
};

export function RecordingWords({
  live,
  shown,
  short,
}: {
  live: LiveView;
  shown: RecordingShown;
  short?: boolean;
}) {
  const { readAt, since } = live.recording;
  return (
    <span className="cl-tel-recording" role="status">
      <Chip tone={shown.tone} icon={recordingIcons[shown.word]}>
        {t(`telephony.recording.${shown.word}`)}
        {shown.word === 'paused' && (
          <>
            {' '}
            <Timer since={since} label={t('telephony.recording.paused.timer')} />
          </>
        )}
      </Chip>
      {!short && (
        <span
          className="cl-detail-quiet cl-tel-read"
          title={
            readAt === null
              ? undefined
              : t('telephony.recording.read.full', { time: formatTimeSeconds(readAt) })
          }
        >
          {readAt === null
            ? t('telephony.recording.unread')
            : t('telephony.recording.read', { time: formatTime(readAt) })}
        </span>
      )}
    </span>
  );
}

export function RecordingButtons({ callId, shown }: { callId: string; shown: RecordingShown }) {
  const asking = useTelephony((s) => s.asking[`recording ${callId}`] === true);
  if (shown.canResume)
    return (
      <Button
        size="small"
        kind={shown.gapAlarm ? 'primary' : 'quiet'}
        icon={Play}
        keys={keysOf('resume-recording', isMac)}
        isPending={asking}
        onPress={() => void actAndTell({ kind: 'recording', callId, to: 'resume', reason: null })}
      >
        {t('telephony.recording.resume')}
      </Button>
    );
  if (!shown.canPause) return null;
  return (
    <>
      {shown.canGiveUp && (
        <Button
          size="small"
          kind="plain"
          onPress={() => void actAndTell({ kind: 'recording', callId, to: 'resume', reason: null })}
        >
          {t('telephony.pause.give-up')}
        </Button>
      )}
      <Button
        size="small"
        icon={CreditCard}
        keys={keysOf('secure-pause', isMac)}
        isPending={asking}
        onPress={() => void actAndTell({ kind: 'recording', callId, to: 'pause', reason: 'card-data' })}
      >
        {t(shown.word === 'may-record' ? 'telephony.pause.again' : 'telephony.pause')}
      </Button>
    </>
  );
}
