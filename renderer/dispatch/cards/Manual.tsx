// The card of the night: this desk must phone. It stays until a person has accepted and what came of it is written down.
import { Hand, Phone, Siren, Undo2 } from 'lucide-react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { useCardKeys } from '../../app/card-keys.ts';
import { useSettings } from '../../settings/store.ts';
import { t } from '../../text/t.ts';
import { Button, Chip, cx, Icon, Timer, useNow } from '../../ui/index.ts';
import { claim, dial as writeDial, tellResult } from '../act.ts';
import { countdownOf, dialOf, diallingOf, isGrave, triesOf } from '../pick.ts';
import { resultOfKey } from '../results.ts';
import { useRinging } from '../use-alarm.ts';
import { DialPart } from './Dial.tsx';
import { Happened, targetOf } from './Happened.tsx';
import { HelpFirst } from './HelpFirst.tsx';
import { InShort } from './InShort.tsx';
import { Ladder } from './Ladder.tsx';
import { Nobody } from './Nobody.tsx';
import { OtherNumber } from './OtherNumber.tsx';

export function Manual({ card }: { card: DispatchCard }) {
  const rings = useRinging((s) => s.rings) && card.alarmAt !== null;
  const grave = isGrave(card);
  const title = grave ? 'dispatch.title' : 'dispatch.title.routine';
  const found = dialOf(card);
  const live = diallingOf(triesOf(card)) !== null;
  const { within, drawn } = useCardKeys({
    choose(digit) {
      const result = resultOfKey(digit);
      if (result === null || found === null) return false;
      void tellResult(card, targetOf(card, found), result);
      return true;
    },
    enter() {
      if (found === null || live) return;
      void writeDial(card, { ...targetOf(card, found), attemptId: null });
    },
  });
  return (
    <section
      className={cx(
        'cl-dispatch',
        grave ? 'cl-dispatch-red' : 'cl-dispatch-amber',
        rings && 'cl-dispatch-rings',
      )}
      aria-label={t(title)}
      {...within}
    >
      {card.urgency === 'emergency' && <HelpFirst messageId={card.messageId} />}
      <header className="cl-dispatch-head">
        <Icon of={grave ? Siren : Phone} size={24} />
        <div className="cl-dispatch-head-words">
          <h2>
            {t(title)} <ClassChip card={card} />
          </h2>
          <p>{t(`dispatch.why.${card.manualWhy ?? 'offline'}`)}</p>
        </div>
        <Countdown card={card} />
      </header>
      <InShort card={card} />
      {found === null ? (
        <Nobody card={card} />
      ) : (
        <div className="cl-dispatch-body">
          <DialPart card={card} dial={found} keys={drawn('Enter')} />
          <Happened card={card} dial={found} drawn={(digit) => drawn(digit)} />
        </div>
      )}
      <footer className="cl-dispatch-foot">
        <Ladder card={card} />
        {found !== null && !live && <OtherNumber card={card} dial={found} />}
        {card.manualWhy === 'by-choice' && (
          <Button size="small" icon={Undo2} onPress={() => void claim(card, false)}>
            {t('dispatch.give-back')}
          </Button>
        )}
        {card.manualWhy === 'backend-late' && card.claimedUntil === null && (
          <Button size="small" icon={Hand} onPress={() => void claim(card, true)}>
            {t('dispatch.claim')}
          </Button>
        )}
      </footer>
    </section>
  );
}

/** Turned off in the settings: whoever looks away must know that nothing will be heard. */
export function Muted() {
  const sound = useSettings((s) => s.value?.alarmSound ?? true);
  return sound ? null : <span className="cl-dispatch-muted">{t('dispatch.alarm.muted')}</span>;
}

/** What it is, in a word, so that a refill is never taken for chest pain. */
export function ClassChip({ card }: { card: DispatchCard }) {
  return <Chip tone={isGrave(card) ? 'red' : 'amber'}>{t(`messages.urgency.${card.urgency}`)}</Chip>;
}

/** Large, as it is read from across a desk; what it counts to stands under it. */
export function Countdown({ card }: { card: DispatchCard }) {
  const now = useNow(1000).getTime();
  const next = countdownOf(card, now);
  if (next === null) return null;
  return (
    <div className="cl-dispatch-countdown">
      <Timer
        until={next.at}
        size="large"
        tone={isGrave(card) ? 'red' : 'amber'}
        label={t(`dispatch.countdown.${next.kind}`)}
      />
      <span className="cl-dispatch-countdown-what">{t(`dispatch.countdown.${next.kind}`)}</span>
      <Muted />
    </div>
  );
}
