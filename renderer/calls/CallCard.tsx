// The call in hand: who, on which line, how long, and what can be done. Only what the desk confirmed; a name only after
// two facts (C19). After the call it is the wrap-up.
import { CircleCheck, MicOff, Pause, Play } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { useVerified } from '../app/verified.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { ProtocolLine } from '../emergency/ProtocolLine.tsx';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Avatar, Button, Chip, cx, Icon, Timer } from '../ui/index.ts';
import { CallStrip } from '../telephony/CallStrip.tsx';
import { Consent } from '../telephony/Consent.tsx';
import { Consult } from '../telephony/Consult.tsx';
import { Handover, IvrPath } from '../telephony/Handover.tsx';
import { Parties } from '../telephony/Parties.tsx';
import { hasMoreParties } from '../telephony/parties.ts';
import { useLive } from '../telephony/store.ts';
import { Controls } from './Controls.tsx';
import { OtherCall } from './OtherCall.tsx';
import { SecondRing } from './IncomingCall.tsx';
import { ReasonPicker } from './ReasonPicker.tsx';
import { alsoHeld, isAsked, takeUp, useCalls, useCallsStore } from './store.ts';
import { useWaitedBefore, waitWords } from './wait-words.ts';
import { aboutWhom, shownLine, shownNumber, waited } from './words.ts';
import { WrapUp } from './WrapUp.tsx';
import './calls.css';

export function CallCard() {
  const { inHand, calls } = useCalls();
  if (inHand === null) return null;
  if (inHand.state === 'wrap-up') return <WrapUp key={inHand.id} call={inHand} />;
  return <InHand key={inHand.id} call={inHand} other={alsoHeld(calls, inHand)} />;
}

function InHand({ call, other }: { call: Call; other: Call | null }) {
  const held = call.state === 'held';
  const desk = useDesk();
  const live = useLive(call.id);
  const wished = useCallsStore((s) => s.wishedMute[call.id]);
  const asking = useCallsStore((s) => isAsked(s.asked, call.id, 'mute', 'unmute'));
  return (
    <>
      <section
        className={cx('cl-panel', 'cl-panel-active', 'cl-call', held && 'cl-call-held')}
        aria-label={t('calls.label')}
      >
        <header className="cl-call-head">
          <Who call={call} />
          <ReasonPicker call={call} />
          <Timer since={call.answeredAt ?? call.rangAt} size="large" label={t('calls.timer')} />
        </header>
        <Controls call={call} />
        <ProtocolLine callId={call.id} />
        {live && <Consult live={live} />}
        {live && hasMoreParties(live) && <Parties live={live} />}
        {live && <CallStrip call={call} live={live} wished={wished} asking={asking} />}
        {live && <Handover live={live} />}
        {live && call.state !== 'dialling' && <Consent live={live} />}
        {live && <IvrPath live={live} />}
        {(desk.state !== 'running' || (other && !live)) && (
          <div className="cl-call-states" role="status">
            {other && !live && (
              <>
                <Chip tone="amber" icon={Pause}>
                  {t('calls.also.held', { who: shownNumber(other) })}
                </Chip>
                <Button size="small" icon={Play} onPress={() => void takeUp(other.id)}>
                  {t('calls.also.takeUp')}
                </Button>
              </>
            )}
            {desk.state !== 'running' && <Chip tone="amber">{t('calls.state.unconfirmed')}</Chip>}
          </div>
        )}
      </section>
      {other && live && <OtherCall call={other} />}
      <SecondRing />
    </>
  );
}

function Who({ call }: { call: Call }) {
  const verified = useVerified(call.id);
  return (
    <>
      {verified && <Avatar name={verified.preferredName} size="large" />}
      <div className="cl-call-who">
        {verified ? (
          <h1 className="cl-name">
            {aboutWhom(verified)}
            {(verified.caller ?? 'self') === 'self' && (
              <>
                <Icon of={CircleCheck} size={15} tone="green" className="cl-call-verified" />
                <span className="cl-hidden">{t('calls.verified', { level: verified.level })}</span>
              </>
            )}
          </h1>
        ) : (
          <h1 className="cl-name cl-mono">{shownNumber(call)}</h1>
        )}
        {call.state === 'held' || call.state === 'dialling' || call.muted ? (
          <States call={call} />
        ) : (
          <Line call={call} known={verified !== null} />
        )}
      </div>
    </>
  );
}

/** On hold or muted, in the place of the line: no control moves when it comes or goes. */
function States({ call }: { call: Call }) {
  const held = call.state === 'held';
  return (
    <div className="cl-call-line cl-inline" role="status">
      {call.state === 'dialling' && <Chip tone="accent">{t('calls.state.dialling')}</Chip>}
      {held && (
        <Chip tone="amber" icon={Pause}>
          {t('calls.state.held')}{' '}
          <Timer since={call.heldSince ?? call.rangAt} label={t('calls.state.held.timer')} />
        </Chip>
      )}
      {call.muted && (
        <Chip tone="amber" icon={MicOff}>
          {t(held ? 'calls.state.muted.short' : 'calls.state.muted')}
        </Chip>
      )}
    </div>
  );
}

function Line({ call, known }: { call: Call; known: boolean }) {
  const account = useAccount(call.accountId);
  const seconds = waited(call, call.answeredAt ?? call.rangAt);
  const before = useWaitedBefore(call);
  const wait = seconds === null ? null : waitWords(seconds, before);
  return (
    <p className="cl-call-line cl-detail" title={shownLine(call, account)}>
      {/* Which practice comes first: where the place is narrow, the rest is cut. */}
      <span>{shownLine(call, account)}</span>
      {' · '}
      <span className={known ? 'cl-mono' : undefined}>
        {known
          ? shownNumber(call)
          : t(call.toPractice === true ? 'calls.number.colleague' : 'calls.number.unverified')}
      </span>
      {wait !== null && ' · '}
      {wait !== null && (
        // One total everywhere: the place is narrow, so what was only this time stands in the tip.
        <span
          className={wait.long ? 'cl-ink-amber' : undefined}
          title={t('calls.waited', { span: wait.span })}
        >
          {before < 1
            ? t('calls.waited', { span: wait.span })
            : t('calls.waited.total', { span: formatSpan((seconds ?? 0) + before) })}
        </span>
      )}
    </p>
  );
}
