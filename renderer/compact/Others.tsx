// A second caller, in one line each: one that rings, one that waits on hold.
import { Pause, PhoneIncoming, Play } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { answer, isAsked, takeUp, useCallsStore } from '../calls/store.ts';
import { shownLine, shownNumber } from '../calls/words.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { Waited } from './Waited.tsx';
import type { Others as OtherCalls } from './phone-view.ts';

export interface OthersProps {
  others: OtherCalls;
  locked: boolean;
  /** Answering puts the one who is talked to on hold, and says so. */
  answerHolds: boolean;
  /** The call above is over as well: the ended ones are more of its kind. */
  afterCall: boolean;
}

export function Others({ others, locked, answerHolds, afterCall }: OthersProps) {
  const { ringing, held, more, ended } = others;
  return (
    <>
      {ringing && <Ring call={ringing} locked={locked} holds={answerHolds} />}
      {held && <Held call={held} locked={locked} />}
      {more > 0 && <p className="cl-detail">{t('compact.more', { count: more })}</p>}
      {ended > 0 && (
        <p className="cl-detail">{t(afterCall ? 'compact.ended.more' : 'compact.ended', { count: ended })}</p>
      )}
    </>
  );
}

function Ring({ call, locked, holds }: { call: Call; locked: boolean; holds: boolean }) {
  const asked = useCallsStore((s) => isAsked(s.asked, call.id, 'answer'));
  const account = useAccount(call.accountId);
  return (
    <section className="cl-compact-other cl-compact-ring" aria-label={t('compact.second')}>
      <Icon of={PhoneIncoming} size={16} />
      <div>
        <strong className={locked ? undefined : 'cl-mono'}>
          {locked ? t('compact.second') : shownNumber(call)}
        </strong>
        {!locked && <p className="cl-compact-from">{shownLine(call, account)}</p>}
        {holds && <p className="cl-detail">{t('compact.second.why')}</p>}
      </div>
      <div className="cl-compact-side">
        <Waited call={call} />
        <Button
          kind="primary"
          size="small"
          // The key answers the one that has rung longest: where that one is shown large, it is not this one.
          keys={holds ? keysOf('answer', isMac) : undefined}
          isPending={asked}
          onPress={() => void answer(call.id)}
        >
          {t('calls.answer')}
        </Button>
      </div>
    </section>
  );
}

function Held({ call, locked }: { call: Call; locked: boolean }) {
  return (
    <section className="cl-compact-other" aria-label={t('compact.also')}>
      <Icon of={Pause} size={16} />
      <strong>{locked ? t('compact.also') : t('compact.also.who', { who: shownNumber(call) })}</strong>
      <Button size="small" icon={Play} onPress={() => void takeUp(call.id)}>
        {t('compact.also.back')}
      </Button>
    </section>
  );
}
