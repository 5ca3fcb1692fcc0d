// What may be said of a recording: only what the recorder said itself, and as danger what nobody knows (C25, row 57). Pure.
import type { LiveView } from '#shared/contract/telephony.ts';

export type RecordingWord =
  | 'off'
  | 'refused-by-caller'
  | 'on'
  | 'starting'
  | 'paused'
  | 'resuming'
  /** Pause was asked and is not confirmed, or the recorder's state is not known: it may still be recording. */
  | 'may-record';

export type RecordingWish = 'start' | 'pause' | 'resume' | 'stop';
const met: Readonly<Record<RecordingWish, readonly LiveView['recording']['state'][]>> = {
  start: ['on'],
  pause: ['paused', 'off'],
  resume: ['on'],
  stop: ['off'],
};
/** What was asked and is not read back yet; what the recorder has done is no wish any more. */
export function wishesLeft(
  wishes: Readonly<Record<string, RecordingWish>>,
  lives: readonly Pick<LiveView, 'callId' | 'recording'>[],
): Record<string, RecordingWish> {
  return Object.fromEntries(
    Object.entries(wishes).filter(([callId, wish]) => {
      const live = lives.find((l) => l.callId === callId);
      return live !== undefined && !met[wish].includes(live.recording.state);
    }),
  );
}

/** Whether this page waits for the answer to what it asked of a call's recording; `to`: to that alone. */
export const recordingAsked = (
  asking: Readonly<Record<string, true>>,
  callId: string,
  to: readonly RecordingWish[] = ['start', 'pause', 'resume', 'stop'],
): boolean => to.some((one) => asking[`recording ${callId} ${one}`] === true);

export interface RecordingShown {
  word: RecordingWord;
  tone: 'neutral' | 'accent' | 'red' | 'amber' | 'green';
  /** Not known now: what the recorder said last. */
  was: 'off' | 'on' | 'paused' | null;
  /** Card numbers may be said now: the pause is confirmed and nothing else was asked since. */
  cardSafe: boolean;
  canPause: boolean;
  canResume: boolean;
  /** The pause came to nothing and may be given up. */
  canGiveUp: boolean;
  /** The pause is longer than it should be (5 minutes): it must be ended or explained. */
  gapAlarm: boolean;
}

/** What its word is called: of one that did not run when it was known last, nothing says that it runs. */
export const recordingKey = ({
  word,
  was,
}: Pick<RecordingShown, 'word' | 'was'>): RecordingWord | 'unknown-since' =>
  was === 'off' ? 'unknown-since' : word;

export interface RecordingFacts {
  live: Pick<LiveView, 'recording' | 'consent' | 'asked'>;
  /** What this page asked last. */
  wish: RecordingWish | undefined;
  /** That ask is on its way to the desk. */
  asking: boolean;
  /** What is shown of the server is fresh. */
  fresh: boolean;
  nowMs: number;
}

export function recordingOf({ live, wish, asking, fresh, nowMs }: RecordingFacts): RecordingShown {
  const { state, alarmAt } = live.recording;
  const pending = asking || live.asked.includes('recording');
  const shown = (
    word: RecordingWord,
    tone: RecordingShown['tone'],
    more: Partial<RecordingShown> = {},
  ): RecordingShown => ({
    word,
    tone,
    was: null,
    cardSafe: false,
    canPause: false,
    canResume: false,
    canGiveUp: false,
    gapAlarm: false,
    ...more,
  });
  if (state === 'unknown') return shown('may-record', 'red', { canPause: true });
  // Not known since the server was heard last: it still fails closed, and says what it was then.
  if (!fresh) return shown('may-record', 'red', { canPause: true, was: state });
  if (state === 'paused') {
    if (pending && wish === 'resume') return shown('resuming', 'amber', { canPause: true });
    return shown('paused', 'amber', {
      cardSafe: !pending,
      canResume: true,
      gapAlarm: alarmAt !== null && Date.parse(alarmAt) <= nowMs,
    });
  }
  if (state === 'off') {
    // What was asked may still start it, also where a pause was asked after that.
    if (pending && wish !== 'stop')
      return wish === 'pause'
        ? shown('may-record', 'red', { canPause: true })
        : shown('starting', 'amber', { canPause: true });
    return shown(live.consent.answer === 'no' ? 'refused-by-caller' : 'off', 'neutral', { cardSafe: true });
  }
  if (wish === 'pause') return shown('may-record', 'red', { canPause: true, canGiveUp: !pending });
  if (pending && wish !== 'resume') return shown('may-record', 'red', { canPause: true });
  return shown('on', 'accent', { canPause: true });
}
