// A person has accepted: who, when, and what is still asked for, until what came of it is written down.
import { AlarmClock, UserCheck } from 'lucide-react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { useAccount } from '../../app/accounts.ts';
import { t } from '../../text/t.ts';
import { Chip, cx, Icon, useNow } from '../../ui/index.ts';
import { timeOn } from '../clock-time.ts';
import { isOverdue } from '../pick.ts';
import { typedNumber } from '../words.ts';
import { Attempts } from './Attempts.tsx';
import { Correct } from './Correct.tsx';
import { HelpFirst } from './HelpFirst.tsx';
import { OutcomeForm } from './OutcomeForm.tsx';

export function Accepted({ card }: { card: DispatchCard }) {
  const account = useAccount(card.accountId);
  const overdue = isOverdue(card, useNow(15_000).getTime());
  const { accepted, outcome, checkBackAt } = card;
  return (
    <section
      className={cx('cl-dispatch', overdue ? 'cl-dispatch-amber' : 'cl-dispatch-green')}
      aria-label={t('dispatch.accepted.label')}
    >
      {card.urgency === 'emergency' && outcome === null && <HelpFirst messageId={card.messageId} />}
      <header className="cl-dispatch-head">
        <Icon of={overdue ? AlarmClock : UserCheck} size={22} />
        <div className="cl-dispatch-head-words">
          <h2>
            {t('dispatch.accepted', {
              name: accepted?.by ?? '',
              time: timeOn(accepted?.at ?? '', account?.zone),
            })}
          </h2>
          <p>
            {outcome !== null
              ? t('dispatch.accepted.came', {
                  what: t(`dispatch.outcome.${outcome.what}`),
                  time: timeOn(outcome.at, account?.zone),
                })
              : overdue
                ? t('dispatch.accepted.overdue', {
                    name: card.patientName,
                    number: typedNumber(card.callbackNumber),
                  })
                : t('dispatch.accepted.ask', {
                    time: checkBackAt === null ? '–' : timeOn(checkBackAt, account?.zone),
                  })}
          </p>
        </div>
        {outcome !== null && <Chip tone="green">{t('dispatch.accepted.done')}</Chip>}
      </header>
      {outcome === null ? (
        <div className="cl-dispatch-body">
          <div className="cl-dispatch-dial">
            <OutcomeForm card={card} />
          </div>
          <div className="cl-dispatch-happened">
            <Correct card={card} />
            <Attempts card={card} />
          </div>
        </div>
      ) : (
        <div className="cl-dispatch-calm-body">
          {outcome.text !== '' && <p>{outcome.text}</p>}
          <Attempts card={card} />
        </div>
      )}
    </section>
  );
}
