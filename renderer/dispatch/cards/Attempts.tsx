// Everything that was tried, by whomever, with its time: the list only grows.
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { useAccount } from '../../app/accounts.ts';
import { t } from '../../text/t.ts';
import { Icon } from '../../ui/index.ts';
import { timeOn } from '../clock-time.ts';
import { resultIcons } from '../results.ts';
import { sidesOf, triesOf, type Try } from '../pick.ts';
import { tryWords } from '../words.ts';

export interface AttemptsProps {
  card: DispatchCard;
  /** Whom the card names already. */
  inHand?: string | null;
}

export function Attempts({ card, inHand = null }: AttemptsProps) {
  const tries = triesOf(card);
  const sides = sidesOf(tries);
  if (tries.length === 0) return <p className="cl-detail-quiet">{t('dispatch.tried.none')}</p>;
  return (
    <>
      {sides !== null && (
        <p className="cl-dispatch-sides" role="status">
          {t('dispatch.sides', { desk: sides.desk.length, backend: sides.backend.length })}
        </p>
      )}
      <ol className="cl-dispatch-tries" aria-label={t('dispatch.tried')}>
        {tries.map((each) => (
          <Line key={each.attemptId} card={card} each={each} both={sides !== null} inHand={inHand} />
        ))}
      </ol>
    </>
  );
}

interface LineProps {
  card: DispatchCard;
  each: Try;
  both: boolean;
  inHand: string | null;
}

function Line({ card, each, both, inHand }: LineProps) {
  const live = each.result === 'dialling';
  const zone = useAccount(card.accountId)?.zone;
  return (
    <li>
      <span className="cl-mono">{timeOn(each.at, zone)}</span>
      <Icon of={resultIcons[each.result]} size={14} />
      <span>
        {tryWords(card, each, inHand)},{' '}
        <strong className={live ? undefined : 'cl-dispatch-plain'}>
          {t(live ? 'dispatch.result.now' : `dispatch.came.${each.result}`)}
        </strong>
        {each.before !== null && (
          <span className="cl-detail-quiet">
            {' '}
            {t('dispatch.corrected', { was: t(`dispatch.came.${each.before}`) })}
          </span>
        )}
        {both && (
          <span className="cl-detail-quiet">
            {' '}
            {t('dispatch.by', { who: each.byBackend ? t('dispatch.by.backend') : each.author })}
          </span>
        )}
      </span>
    </li>
  );
}
