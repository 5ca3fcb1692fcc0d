// A call that rings: its reserved place at the top of the centre. It never takes the focus; F2 answers from anywhere.
import { PhoneIncoming, PhoneOff } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { greetingFor } from '#shared/domain/accounts/hours.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { formatSpan } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { isAway, silentWhy } from '../telephony/agent-words.ts';
import { Handover, IvrPath } from '../telephony/Handover.tsx';
import { useLineLive, useLive, useTelephony } from '../telephony/store.ts';
import { announce, Banner, Button, Chip, cx, elapsed, Icon, useNow } from '../ui/index.ts';
import {
  AwayIdle,
  BreathIdle,
  RingButtons,
  RingQueue,
  RingRefusal,
  RingWho,
  useBreathEnd,
} from './RingParts.tsx';
import { onLine } from './steer.ts';
import { answer, isAsked, readCalls, useCalls } from './store.ts';
import { useWaitedBefore, waitWords } from './wait-words.ts';
import { shownLine, shownNumber, waited } from './words.ts';
import './calls.css';
import './controls.css';

/** Said once a ring, politely: the person may be talking. */
function useSpoken(call: Call | null, line: string): void {
  const id = call?.id;
  const number = call ? shownNumber(call) : '';
  // The words of the first moment: a line label that is read later must not ring again.
  const say = useEffectEvent(() =>
    announce(t('calls.ring.spoken', { number, line, keys: keysOf('answer', isMac) })),
  );
  useEffect(() => {
    if (id !== undefined) say();
  }, [id]);
}

/** While a call is talked on, the ring shows under the call card instead (`SecondRing`): controls don't move. */
export function IncomingCall() {
  const { inHand, ringing, calls, failure, reading } = useCalls();
  const account = useAccount(ringing?.accountId ?? null);
  useSpoken(ringing, ringing ? shownLine(ringing, account) : '');
  const away = useTelephony(({ view }) => view?.line === 'live' && isAway(view));
  const silent = useTelephony(({ view }) => (view?.line === 'live' ? silentWhy(view) : null));
  const wrapsUp = useTelephony(({ view }) => view?.line === 'live' && view.agent?.state === 'wrap-up');
  const breath = useBreathEnd();
  if (onLine(inHand)) return null;
  if (failure)
    return (
      <Banner
        tone="amber"
        title={t('calls.failed')}
        action={<Button onPress={() => void readCalls()}>{t('calls.again')}</Button>}
      >
        {errorText(failure.code).next}
      </Banner>
    );
  if (!ringing && away) return <AwayIdle />;
  if (!ringing && silent === null && breath !== null) return <BreathIdle until={breath} />;
  if (!ringing)
    return (
      <p className="cl-ring cl-ring-idle">
        <Icon of={PhoneOff} size={16} />
        {reading
          ? t('calls.idle.reading')
          : silent !== null
            ? t(`calls.idle.${silent}`)
            : wrapsUp
              ? t('calls.idle.wrap-up')
              : t('calls.idle', { keys: keysOf('answer', isMac) })}
      </p>
    );
  const more = calls.filter((c) => c.state === 'ringing').length - 1;
  return <Ring call={ringing} more={more} />;
}

function Ring({ call, more }: { call: Call; more: number }) {
  const account = useAccount(call.accountId);
  const now = useNow().toISOString();
  const isRunning = useDesk().state === 'running';
  // Over something that is worked on, the ring keeps to its place; over an empty desk it may take more.
  const roomy = useDeskView((s) => s.centre.kind === 'none');
  const greeting = account ? greetingFor(account, call.dnis, now) : null;
  const live = useLive(call.id);
  // With Decline beside Answer the two stand one over the other, so that the practice keeps the room.
  const stacked = useLineLive() || live !== null;
  return (
    <section
      className={cx('cl-ring', 'cl-ring-live', stacked && 'cl-ring-told', !roomy && 'cl-ring-worked')}
      aria-label={t('calls.ring.title')}
    >
      <span className="cl-ring-mark">
        <Icon of={PhoneIncoming} size={18} />
      </span>
      <div className="cl-ring-text">
        <div className="cl-ring-first">
          <RingWho call={call} />
          <Waited call={call} />
          {more > 0 && <span className="cl-detail">{t('calls.ring.more', { count: more })}</span>}
        </div>
        <p className="cl-ring-line">{shownLine(call, account)}</p>
        {!isRunning && <p className="cl-ring-unsure">{t('calls.ring.unsure')}</p>}
        {greeting && !stacked && <Greeting greeting={greeting} />}
      </div>
      <span className="cl-ring-ends">
        <RingButtons call={call} />
        <AnswerButton call={call} large />
      </span>
      {stacked && (
        <div className="cl-ring-more">
          {/* Over what is worked on there is little room: what to say first has it. */}
          {live && (roomy || greeting === null || live.path.length > 0) && (
            <div className="cl-ring-way">
              <RingQueue live={live} />
              <IvrPath live={live} />
            </div>
          )}
          {live && <Handover live={live} short />}
          {greeting && <Greeting greeting={greeting} />}
        </div>
      )}
      <RingRefusal call={call} />
    </section>
  );
}

function Greeting({ greeting }: { greeting: string }) {
  return <p className="cl-ring-greeting">{t('calls.ring.greeting', { greeting })}</p>;
}

function Waited({ call }: { call: Call }) {
  const rang = Date.parse(call.rangAt);
  const rings = elapsed(rang, useNow().getTime());
  const seconds = waited(call, new Date(rang + rings).toISOString());
  const before = useWaitedBefore(call);
  if (seconds === null) return <Chip>{t('calls.ring.for', { span: formatSpan(rings / 1000) })}</Chip>;
  const { span, long } = waitWords(seconds, before);
  return long ? (
    <span className="cl-ring-long">{t('calls.waited.long', { span })}</span>
  ) : (
    <Chip>{t('calls.waited', { span })}</Chip>
  );
}

function AnswerButton({ call, large }: { call: Call; large?: boolean }) {
  const { asked } = useCalls();
  const isRunning = useDesk().state === 'running';
  const waiting = isAsked(asked, call.id, 'answer');
  return (
    <Button
      kind="primary"
      size={large ? 'large' : 'small'}
      icon={PhoneIncoming}
      keys={keysOf('answer', isMac)}
      isPending={waiting}
      isDisabled={!isRunning && !waiting}
      onPress={() => void answer(call.id)}
    >
      {waiting ? t('calls.asked') : t('calls.answer')}
    </Button>
  );
}

/** The ring while another caller is on the line: under the controls, so that no button moves under the hand. */
export function SecondRing() {
  const { ringing, inHand } = useCalls();
  const account = useAccount(ringing?.accountId ?? null);
  if (!ringing || !onLine(inHand)) return null;
  return (
    <section className={cx('cl-ring', 'cl-ring-live', 'cl-ring-second')} aria-label={t('calls.ring.second')}>
      <Icon of={PhoneIncoming} size={16} />
      <div className="cl-ring-text cl-inline">
        <strong className="cl-mono">{shownNumber(ringing)}</strong>
        <span>{shownLine(ringing, account)}</span>
        <Waited call={ringing} />
        <span className="cl-detail">{t('calls.ring.second.why')}</span>
      </div>
      <RingButtons call={ringing} />
      <AnswerButton call={ringing} />
      <RingRefusal call={ringing} />
    </section>
  );
}
