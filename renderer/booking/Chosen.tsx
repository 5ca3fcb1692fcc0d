// One time, before anything is written: what it is, what stands against it, and the words to ask the caller with. Enter books,
// but not the second tap of the Enter that chose: the button takes the focus only after the question could be seen.
import { CalendarCheck, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef } from 'react';
import type { OfferView, VisitView } from '#shared/contract/booking.ts';
import { useCardKeys } from '../app/card-keys.ts';
import { t } from '../text/t.ts';
import { Button, Icon, useNow } from '../ui/index.ts';
import type { Here } from './here.ts';
import type { Visits } from './reads.ts';
import { against, deskClock, isRed } from './times.ts';
import { oldWhen, placeOf, type Told, whoOf } from './words.ts';

export interface ChosenProps {
  here: Here;
  offer: OfferView;
  /** The appointment that is moved. */
  old: VisitView | null;
  /** Of the old one, what this caller may not hear. */
  hidden: Visits['hidden'];
  visits: readonly VisitView[];
  values: Told;
  onOther: () => void;
  onGo: () => void;
}

/** So long after the choice nothing can be booked by a bare Enter, ms: longer than a double tap. */
export const restMs = 600;
const isEnter = (event: KeyboardEvent): boolean => /^(?:Numpad)?Enter$/.test(event.code);

export function Chosen({ here, offer, old, hidden, visits, values, onOther, onGo }: ChosenProps) {
  const now = useNow(60_000);
  const box = useRef<HTMLDivElement>(null);
  const go = useRef<HTMLButtonElement>(null);
  const other = useRef<HTMLButtonElement>(null);
  const question = useId();
  const found = against(offer, visits, now);
  const what = old === null ? 'book' : 'move';
  const past = offer.conflicts?.some((c) => c.kind === 'past') === true;
  const overlaps = isRed(offer);
  const { within, drawn, giveFocus } = useCardKeys({ choose: () => false, enter: () => !past && onGo() });
  const goOnHere = useEffectEvent(() => giveFocus(box.current));
  useEffect(() => {
    // A frame later: a press of the mouse puts the focus elsewhere after the list is gone.
    const frame = requestAnimationFrame(() => goOnHere());
    // Another time is what Enter offers first where the patient is elsewhere then.
    const rested = setTimeout(() => {
      if (document.activeElement === box.current)
        (overlaps ? other : go).current?.focus({ preventScroll: true });
    }, restMs);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(rested);
    };
  }, [offer.offerId, overlaps]);
  /** Over a visit of the patient's own nothing is booked in passing: the button itself, or Alt+Enter. */
  const hold = (event: KeyboardEvent): void => {
    const onButton = event.target instanceof Element && event.target.closest('button') !== null;
    if (overlaps && isEnter(event) && !event.altKey && !onButton) event.preventDefault();
  };
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-labelledby={question}
      className="cl-booking-chosen"
      onKeyDown={hold}
      {...within}
    >
      <p id={question} className="cl-said">
        {t(`booking.chosen.say.${what}`, values)}
      </p>
      <div className="cl-booking-beside">
        {old !== null && (
          <Facts
            title={t('booking.old')}
            when={oldWhen(old.start, here.zone, now)}
            who={hidden.includes('practitioner') ? t('booking.old.unsaid') : whoOf(old.practitioner)}
            place={hidden.includes('place') ? t('booking.old.unsaid') : placeOf(old.place)}
          />
        )}
        <Facts
          title={t(old === null ? 'booking.chosen' : 'booking.new')}
          when={values.when}
          who={whoOf(offer.practitioner)}
          place={placeOf(offer.place)}
          clock={deskClock(offer)}
          minutes={(Date.parse(offer.end) - Date.parse(offer.start)) / 60_000}
        />
      </div>
      {found.map((one) => (
        <p key={one.words} className={`cl-booking-against cl-tone-${one.tone}`}>
          <Icon of={TriangleAlert} size={15} />
          <span>{one.words}</span>
        </p>
      ))}
      <footer className="cl-booking-acts">
        <Button
          kind="primary"
          icon={CalendarCheck}
          ref={go}
          keys={overlaps ? 'Alt+Enter' : drawn('Enter')}
          isDisabled={past}
          onPress={onGo}
        >
          {t(`booking.chosen.${what}`)}
        </Button>
        <Button ref={other} onPress={onOther}>
          {t('booking.chosen.other')}
        </Button>
      </footer>
    </div>
  );
}

interface FactsProps {
  title: string;
  when: string;
  who: string;
  place: string;
  clock?: string | null;
  minutes?: number;
}
function Facts({ title, when, who, place, clock = null, minutes }: FactsProps) {
  return (
    <section className="cl-booking-facts" aria-label={title}>
      <h3 className="cl-detail">{title}</h3>
      <strong>{when}</strong>
      {minutes !== undefined && (
        <span className="cl-detail">
          {[t('booking.chosen.lasts', { minutes }), clock].filter(Boolean).join(' · ')}
        </span>
      )}
      <span>{who}</span>
      <span className="cl-detail">{place}</span>
    </section>
  );
}
