// Above what is in hand: the card of the message that shows, and every other urgent message that nobody has accepted as one
// line that can't be put away. During a call and while something else is read the lines alone stand there.
import { Phone, Siren } from 'lucide-react';
import { useEffect } from 'react';
import type { DispatchCard as Card } from '#shared/contract/dispatch.ts';
import { useDeskView } from '../app/desk-store.ts';
import { t } from '../text/t.ts';
import { Banner, Button, cx, Icon, Timer, useNow } from '../ui/index.ts';
import { DispatchCard } from './DispatchCard.tsx';
import { KeptFocus } from './KeptFocus.tsx';
import { byUrgency, countdownOf, dialOf, isGrave, isOverdue, needsHands } from './pick.ts';
import { typedNumber } from './words.ts';
import { readDispatch, useDispatch } from './store.ts';
import './dispatch.css';
import './cards/cards.css';
import './lines.css';

/** More lines than this would push what is in hand out of sight: the rest is counted. */
const linesShown = 3;

export function DispatchArea() {
  const { cards, failure } = useDispatch();
  const now = useNow(15_000).getTime();
  const centre = useDeskView((s) => s.centre);
  const show = useDeskView((s) => s.show);
  const open = (cards ?? []).filter((card) => needsHands(card) || isOverdue(card, now)).toSorted(byUrgency);
  const first = open[0]?.messageId ?? null;
  const empty = centre.kind === 'none';
  useEffect(() => {
    // Nothing else is in hand: the message that needs somebody is.
    if (empty && first !== null) show({ kind: 'message', messageId: first });
  }, [empty, first, show]);
  const shown =
    centre.kind === 'message' ? (cards?.find((card) => card.messageId === centre.messageId) ?? null) : null;
  const others = open.filter((card) => card !== shown);
  return (
    <>
      {failure !== null && (
        <Banner
          tone="red"
          title={t('dispatch.failed')}
          action={
            <Button size="small" onPress={() => void readDispatch()}>
              {t('dispatch.again')}
            </Button>
          }
        >
          {t('dispatch.failed.what')}
        </Banner>
      )}
      {others.length > 0 && shown !== null && needsHands(shown) ? null : <Lines cards={others} />}
      {shown !== null && (
        <KeptFocus key={shown.messageId}>
          <DispatchCard card={shown} />
        </KeptFocus>
      )}
      {others.length > 0 && shown !== null && needsHands(shown) && <Lines cards={others} />}
    </>
  );
}

function Lines({ cards }: { cards: readonly Card[] }) {
  if (cards.length === 0) return null;
  const more = cards.length - linesShown;
  return (
    <section className="cl-dispatch-lines" aria-label={t('dispatch.lines')}>
      <ul>
        {cards.slice(0, linesShown).map((card) => (
          <Line key={card.messageId} card={card} />
        ))}
      </ul>
      {more > 0 && (
        <Button size="small" kind="plain" onPress={() => useDeskView.getState().setLeftTab('messages')}>
          {t('dispatch.lines.more', { count: more })}
        </Button>
      )}
    </section>
  );
}

function Line({ card }: { card: Card }) {
  const now = useNow(1000).getTime();
  const found = dialOf(card);
  const next = countdownOf(card, now);
  const tone = isGrave(card) ? 'red' : 'amber';
  return (
    <li className={cx('cl-dispatch-line', !isGrave(card) && 'cl-dispatch-line-calm')}>
      <Icon of={isGrave(card) ? Siren : Phone} size={16} tone={tone} />
      <span className="cl-dispatch-line-words">
        <span className={`cl-ink-${tone}`}>{t(`messages.urgency.${card.urgency}`)}</span>{' '}
        <strong>{card.patientName.trim() || t('messages.list.no-name')}</strong>{' '}
        {card.state === 'accepted'
          ? t('dispatch.line.overdue', { name: card.accepted?.by ?? '' })
          : found === null
            ? t('dispatch.line.patient')
            : t('dispatch.line', { name: found.contact.name })}{' '}
        <span className="cl-dispatch-line-number">
          {typedNumber(
            card.state === 'accepted' || found === null ? card.callbackNumber : found.phone.number,
          )}
        </span>
      </span>
      {next !== null && <Timer until={next.at} tone={tone} label={t(`dispatch.countdown.${next.kind}`)} />}
      <Button
        size="small"
        kind={isGrave(card) ? 'danger-quiet' : 'quiet'}
        onPress={() => useDeskView.getState().show({ kind: 'message', messageId: card.messageId })}
      >
        {t('dispatch.line.open')}
      </Button>
    </li>
  );
}
