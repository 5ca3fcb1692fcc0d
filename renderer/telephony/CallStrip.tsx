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
import { useDesk } from '../bridge/use-desk.ts';
import { formatTime, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, Icon, Pop, Timer } from '../ui/index.ts';
import { CallTools } from './CallTools.tsx';
import { ConsentRule } from './Consent.tsx';
import { hearingOf, hearingTone, needsSentence, type Hearing } from './hearing.ts';
import { talksTo } from './parties.ts';
import { qualityFigures, qualitySentences, qualityTone, qualityWord } from './quality-words.ts';
import { recordingAsked, recordingKey, type RecordingShown } from './recording.ts';
import { Refusal } from './Refusal.tsx';
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
    fresh: useDesk().state === 'running',
    talksTo: talksTo(live),
  });
  const recording = useRecording(live);
  const knownUntil = useTelephony((s) => s.knownUntil);
  return (
    <>
      <div className="cl-tel-strip">
        {hearing && <MicChip hearing={hearing} />}
        <QualityChip live={live} />
        <RecordingPop live={live} shown={recording} />
        <span className="cl-call-gap" />
        <CallTools call={call} />
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
      <RecordingRefusal callId={call.id} />
      {recording.was !== null && knownUntil !== null ? (
        <p className={`cl-tel-warn cl-tel-warn-${recording.tone}`} role="alert">
          <Icon of={TriangleAlert} size={16} />
          <span>{t(`telephony.recording.was.${recording.was}`, { time: formatTime(knownUntil) })}</span>
        </p>
      ) : (
        recording.word === 'may-record' && (
          <p className="cl-tel-warn cl-tel-warn-red" role="alert">
            <Icon of={TriangleAlert} size={16} />
            <span>{t('telephony.recording.may-record.what')}</span>
          </p>
        )
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

/** The state alone; in the compact phone, and on what opens its details. */
function RecordingWord({ live, shown }: { live: LiveView; shown: RecordingShown }) {
  return (
    <>
      {shown.word === 'on' ? (
        <span className="cl-dot cl-tel-dot-on" aria-hidden="true" />
      ) : (
        <Icon of={recordingIcons[shown.word]} size={13} />
      )}
      <span>
        {t(`telephony.recording.${recordingKey(shown)}`)}
        {shown.word === 'paused' && (
          <>
            {' '}
            <Timer since={live.recording.since} label={t('telephony.recording.paused.timer')} />
          </>
        )}
      </span>
    </>
  );
}
export function RecordingChip({ live, shown }: { live: LiveView; shown: RecordingShown }) {
  return (
    <span className={`cl-chip cl-tone-${shown.tone}`} role="status">
      <RecordingWord live={live} shown={shown} />
    </span>
  );
}

/** With what it rests on one click away: when it was read back, its gaps, the caller's answer and the rule. */
function RecordingPop({ live, shown }: { live: LiveView; shown: RecordingShown }) {
  const { readAt, gaps } = live.recording;
  return (
    <Pop
      className={`cl-chip cl-tone-${shown.tone} cl-tel-chip-button`}
      title={t('telephony.recording.title')}
      trigger={<RecordingWord live={live} shown={shown} />}
    >
      <p>
        {readAt === null
          ? t('telephony.recording.unread')
          : t('telephony.recording.read', { time: formatTimeSeconds(readAt) })}{' '}
        {gaps.length === 0
          ? t('status.recording.gaps.none')
          : t('status.recording.gaps', { count: gaps.length })}
      </p>
      {gaps.length > 0 && (
        <ul className="cl-tel-gaps">
          {gaps.map((gap) => (
            <li key={gap.from}>
              {t(`telephony.gap.${gap.reason}`)}{' '}
              <span className="cl-mono">
                {formatTimeSeconds(gap.from)}
                {gap.to === null ? '' : `–${formatTimeSeconds(gap.to)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {live.consent.answer !== null && <p>{t(`telephony.consent.${live.consent.answer}`)}</p>}
      <ConsentRule live={live} />
    </Pop>
  );
}

/** The recorder's and the consent's refusals, under the strip. */
export function RecordingRefusal({ callId }: { callId: string }) {
  return <Refusal of={[`recording ${callId} *`]} what="recording" />;
}

export function RecordingButtons({ callId, shown }: { callId: string; shown: RecordingShown }) {
  const resuming = useTelephony((s) => recordingAsked(s.asking, callId, ['resume']));
  const pausing = useTelephony((s) => recordingAsked(s.asking, callId, ['pause']));
  if (shown.canResume)
    return (
      <Button
        size="small"
        kind={shown.gapAlarm ? 'primary' : 'quiet'}
        icon={Play}
        keys={keysOf('resume-recording', isMac)}
        isPending={resuming}
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
        isPending={pausing}
        onPress={() => void actAndTell({ kind: 'recording', callId, to: 'pause', reason: 'card-data' })}
      >
        {t(shown.word === 'may-record' && shown.was === null ? 'telephony.pause.again' : 'telephony.pause')}
      </Button>
    </>
  );
}
