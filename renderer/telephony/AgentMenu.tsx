// What this agent is doing, as the server has it, and what may be asked for. During a call a state is queued and says so.
import {
  Check,
  CircleSlash,
  Coffee,
  GraduationCap,
  HeartPulse,
  LogOut,
  PhoneMissed,
  type LucideIcon,
} from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import type { Agent } from '#shared/domain/telephony/agent.ts';
import { isOut } from '#shared/domain/telephony/went-by.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Chip, Menu, Timer, timerText, useNow, type MenuRow } from '../ui/index.ts';
import {
  cannotRing,
  isBreath,
  isQueued,
  shortWords,
  stateChoices,
  stateTimer,
  stateTone,
  stateWords,
  type StateChoice,
} from './agent-words.ts';
import { callMarks, liveInHand, marksTone, withMarks, type CallMark } from './call-marks.ts';
import { recordingAsked, recordingOf } from './recording.ts';
import { actAndTell, useTelephony } from './store.ts';
import { useWork } from '../work/store.ts';
import './telephony.css';

/** A call of the demo, without sound, that rings or is talked in. */
export const isPractice = ({ line, state }: Pick<Call, 'line' | 'state'>): boolean =>
  line === 'practice' && ['ringing', 'active', 'held'].includes(state);

const icons: Readonly<Record<StateChoice['wanted']['state'], LucideIcon>> = {
  available: Check,
  break: Coffee,
  training: GraduationCap,
  recovery: HeartPulse,
  offline: LogOut,
};

/** One key back from a missed call, or from a break: seen, and available again. */
export async function becomeAvailable(): Promise<void> {
  const missed = useTelephony.getState().view?.agent?.missed ?? null;
  await actAndTell(
    missed !== null
      ? { kind: 'missed-seen' }
      : { kind: 'state', wanted: { state: 'available', reason: null } },
  );
}

export function AgentMenu() {
  const view = useTelephony((s) => s.view);
  const marks = useCallMarks();
  const breath = useBreath(view?.agent ?? null);
  const talks = useWork(
    (s) => !s.loaded || s.calls.some((c) => ['active', 'held', 'dialling'].includes(c.state)),
  );
  const practice = useWork((s) => s.calls.some(isPractice));
  const timed = view?.agent ? stateTimer(view.agent, breath) : null;
  // An hour, where nothing is timed: nothing is drawn anew.
  const now = useNow(timed === null ? 3_600_000 : 1000);
  if (view === null || view.agent === null)
    return (
      <Chip tone="amber" icon={CircleSlash}>
        {t('telephony.state.unknown')}
      </Chip>
    );
  const { agent, askedState } = view;
  const silent = agent.state === 'available' && askedState === null && cannotRing(view);
  // The server last said that a call is on, and here it is not any more.
  const off = agent.state === 'on-call' && view.server.state !== 'fresh' && !talks;
  const said = silent
    ? t('telephony.state.no-phone')
    : off
      ? t('telephony.state.side-off')
      : stateWords(agent, askedState, breath);
  const of = agent.state === 'on-call' && !off ? withMarks(said, marks) : said;
  // The server has no part in a practice call: its own word is of the other calls.
  const words = practice ? t('telephony.state.practice', { state: of }) : of;
  const rows = stateChoices().map((choice): MenuRow => ({
    id: choice.id,
    title: isQueued(agent)
      ? t('telephony.state.then', { state: choice.title })
      : breath && choice.id === 'available'
        ? t('telephony.state.breath.now')
        : isOut(agent) && choice.id === 'available'
          ? t('telephony.missed.back')
          : choice.title,
    icon: icons[choice.wanted.state],
    keys: choice.id === 'available' ? keysOf('available', isMac) : undefined,
    run: () =>
      choice.id === 'available'
        ? void becomeAvailable()
        : void actAndTell({ kind: 'state', wanted: choice.wanted }),
  }));
  return (
    <Menu
      label={t('telephony.state.menu', {
        state: timed === null ? words : `${words} ${timerText(timed, now)}`,
      })}
      listLabel={t('telephony.state.menu', { state: words })}
      rows={rows}
      head={
        <>
          <strong>{words}</strong>
          <span className="cl-detail">{t('telephony.state.since', { time: formatTime(agent.since) })}</span>
          {askedState !== null && <span className="cl-ink-amber">{t('telephony.state.unconfirmed')}</span>}
          {agent.state === 'available' && cannotRing(view) && (
            <span className="cl-ink-red">{t('telephony.state.cannot-ring')}</span>
          )}
          {agent.skills.length > 0 && (
            <span className="cl-detail">
              {t('telephony.state.skills', { skills: agent.skills.join(', ') })}
            </span>
          )}
        </>
      }
    >
      <StateChip
        agent={agent}
        words={askedState === null ? (shortWords(agent) ?? words) : words}
        tone={(agent.state === 'on-call' ? marksTone(marks) : null) ?? stateTone(agent, view)}
        asked={askedState !== null}
      />
    </Menu>
  );
}

const marksKey = (marks: readonly CallMark[]): string => marks.join(' ');

/** Of the call in hand. What the recorder was asked and has not read back fails closed, as in the call itself. */
function useCallMarks(): readonly CallMark[] {
  const running = useDesk().state === 'running';
  const marks = useTelephony((s) => {
    const live = liveInHand(s.lives);
    return live === null
      ? ''
      : marksKey(
          callMarks(
            live,
            recordingOf({
              live,
              wish: s.recordingWish[live.callId],
              asking: recordingAsked(s.asking, live.callId),
              fresh: running && s.view?.server.state === 'fresh',
              nowMs: 0,
            }),
          ),
        );
  });
  return marks === '' ? [] : (marks.split(' ') as CallMark[]);
}

/** True until the moment at which calls may ring here. */
export function useBreath(agent: Agent | null): boolean {
  const now = useNow(agent === null || agent.readyAt === null ? 3_600_000 : 1000);
  return agent !== null && isBreath(agent, now.getTime());
}

/** Also in the compact phone, without the menu. */
export function StateChip({
  agent,
  words,
  tone,
  asked,
}: {
  agent: Agent;
  words: string;
  tone: ReturnType<typeof stateTone>;
  asked: boolean;
}) {
  const breath = useBreath(agent);
  const timed = stateTimer(agent, breath);
  const byRing = agent.missed !== null || isOut(agent);
  return (
    <Chip tone={asked ? 'amber' : tone} dot={!byRing} icon={byRing ? PhoneMissed : undefined}>
      {words}
      {timed !== null && (
        <>
          {' '}
          <Timer
            {...timed}
            label={t(
              'since' in timed
                ? 'telephony.state.timer'
                : breath
                  ? 'telephony.state.breath.timer'
                  : 'telephony.wrap.cap.timer',
            )}
          />
        </>
      )}
    </Chip>
  );
}
