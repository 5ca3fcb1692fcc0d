// What the status bar says of a real line: the phone, the recording of the call in hand, and who waits (product.md 7). Pure.
import type { LiveView, TelephonyView } from '#shared/contract/telephony.ts';
import { recordingKey, type RecordingShown } from '../telephony/recording.ts';
import { queueLine, queuesFor, queueSum, queueSumWords } from '../telephony/queue-words.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import type { StatusLine } from './sentences.ts';

/** In the place of the practice line's own words. */
export function phoneLine({ engine }: Pick<TelephonyView, 'engine'>): StatusLine {
  const line = (tone: StatusLine['tone'], text: string, ...details: string[]): StatusLine => ({
    id: 'phone',
    tone,
    text,
    spoken: text,
    actions: true,
    details: [...details, t('status.phone.since', { time: formatTime(engine.since) })],
  });
  if (engine.state === 'absent') return line('red', t('status.phone.absent'), t('status.phone.absent.what'));
  if (engine.audio === 'suspended')
    return line('amber', t('status.phone.blocked'), t('telephony.engine-silent.what'));
  switch (engine.state) {
    case 'registered':
      return line('neutral', t('status.phone.registered'), t('status.phone.registered.what'));
    case 'refused':
    case 'failed':
      return line('red', t('status.phone.refused'), t(`telephony.engine-refused.${engine.why ?? 'unknown'}`));
    case 'reconnecting':
      return line('amber', t('telephony.engine-reconnecting'), t('telephony.engine-reconnecting.what'));
    default:
      return line('neutral', t('status.phone.starting'), t('status.phone.starting.what'));
  }
}

/** `Recording · consent given`: always in sight while somebody is on the line (row 57). */
export function recordingLine(live: LiveView, shown: RecordingShown): StatusLine {
  const { readAt } = live.recording;
  const word =
    shown.word === 'paused' ? t('status.recording.paused') : t(`telephony.recording.${recordingKey(shown)}`);
  const consent = shown.word === 'on' && live.consent.answer === 'yes' ? t('status.recording.consent') : null;
  return {
    id: 'recording',
    tone: shown.tone === 'green' || shown.tone === 'accent' ? 'neutral' : shown.tone,
    text: consent === null ? word : `${word} · ${consent}`,
    spoken: word,
    details: [
      ...(shown.word === 'may-record' ? [t('telephony.recording.may-record.what')] : []),
      readAt === null
        ? t('status.recording.unread')
        : t('telephony.recording.read.full', { time: formatTime(readAt) }),
      live.recording.gaps.length === 0
        ? t('status.recording.gaps.none')
        : t('status.recording.gaps', { count: live.recording.gaps.length }),
    ],
  };
}

export function queueStatusLine({
  queues,
  server,
  agent,
}: Pick<TelephonyView, 'queues' | 'server' | 'agent'>): StatusLine | null {
  if (queues.length === 0) return null;
  const { mine, others } = queuesFor(queues, agent?.skills ?? []);
  return {
    id: 'queue',
    tone: 'neutral',
    text: queueSumWords(queueSum(mine)),
    spoken: null,
    details: [
      ...mine.map((q) => `${q.label}: ${queueLine(q)}`),
      ...(others.length > 0 ? [t('telephony.queues.others')] : []),
      ...others.map((q) => `${q.label}: ${queueLine(q)}`),
      ...(server.state === 'stale' && server.since !== null
        ? [t('telephony.server.stale', { time: formatTime(server.since) })]
        : []),
    ],
  };
}
