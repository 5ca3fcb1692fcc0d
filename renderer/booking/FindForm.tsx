// Finding a time, for a new appointment or for one that is moved: wishes at the left, times at the right, soonest first.
import { useMemo } from 'react';
import type { BookingView, OfferView } from '#shared/contract/booking.ts';
import { useKept } from '../app/kept-words.ts';
import type { Verified } from '../app/verified.ts';
import { t } from '../text/t.ts';
import { Skeleton, useNow } from '../ui/index.ts';
import { bookAndNote } from './act-and-note.ts';
import { names, type Old } from './acts.ts';
import { askToBook, askToMove, type Asking } from './asking.ts';
import { AsMessage } from './AsMessage.tsx';
import { useAwayMeanwhile } from './away.ts';
import { Chosen } from './Chosen.tsx';
import type { Here } from './here.ts';
import { OldVisit, PickVisit } from './OldVisit.tsx';
import { type OldWords, oldOf, startOldWords } from './old.ts';
import { useClinics, useSlots, useVisits, type SlotsAsked } from './reads.ts';
import { Refused } from './Refused.tsx';
import { Times } from './Times.tsx';
import { useHeard } from './use-heard.ts';
import { askedDays, dayAt, firstWish, type Wish } from './wish.ts';
import { WishFields } from './WishFields.tsx';
import { oldWhen, told } from './words.ts';

export interface FindFormProps {
  here: Here;
  patient: Verified;
  /** The time that somebody else took meanwhile. */
  taken: BookingView | null;
}

export function FindForm({ here, patient, taken }: FindFormProps) {
  const { contextId, task, rules, zone } = here;
  const { patientId } = patient;
  const at = names(contextId, task);
  const now = useNow(60_000);
  const today = dayAt(now, zone);
  const visits = useVisits(contextId, patientId);
  const clinics = useClinics(contextId, patientId);
  const heard = useHeard(contextId, rules.kinds);
  const [kept, setWish] = useKept<Wish | null>(at.wish, null);
  const [words, setWords] = useKept<OldWords>(at.old, startOldWords);
  const [chosen, setChosen] = useKept<OfferView | null>(at.offer, null);
  const [note] = useKept(at.note, '');
  const old = here.what === 'move' ? oldOf(visits.value?.visits ?? [], here.visitId ?? words.visitId) : null;
  const found = clinics.value;
  const wish = useMemo(
    () =>
      kept ??
      firstWish({
        kinds: rules.kinds,
        clinics: found?.clinics ?? [],
        usual: found?.usual ?? null,
        old: old && {
          kindId: old.kindId,
          practitionerId: old.practitionerId,
          minutes: old.end === null ? null : (Date.parse(old.end) - Date.parse(old.start)) / 60_000,
        },
        heard,
      }),
    [kept, rules.kinds, found, old, heard],
  );
  const days = askedDays(wish, today, rules.horizonDays);
  // With whom is a part of the first question: it waits until that is known, or can't be.
  const ready = (kept !== null || !clinics.reading) && (here.what === 'book' || old !== null) && days.ok;
  const asked: SlotsAsked | null = !ready
    ? null
    : {
        contextId,
        patientId,
        wish: {
          kindId: wish.kindId,
          minutes: Math.min(480, Math.max(5, Math.round(wish.minutes))),
          practitionerId: wish.practitionerId,
          placeId: wish.placeId,
          from: days.from,
          to: days.to,
          part: wish.part,
          weekdays: [...wish.weekdays],
        },
        moving: old?.visitId ?? null,
      };
  const slots = useSlots(asked);
  const who = found?.clinics.find((c) => c.practitionerId === wish.practitionerId)?.practitioner ?? '';
  const where = found?.clinics.find((c) => c.placeId === wish.placeId)?.place ?? '';
  const asking: Asking = {
    wish,
    days: days.ok ? days : null,
    kind: rules.kinds.find((k) => k.id === wish.kindId)?.label ?? '',
    practitioner: wish.practitionerId === null ? '' : who,
    place: wish.placeId === null ? '' : where,
    wanted: chosen,
    note,
  };
  const awaySlots = useAwayMeanwhile(slots);
  const awayVisits = useAwayMeanwhile(visits);
  const failure =
    slots.failure ??
    (here.what === 'move' ? visits.failure : null) ??
    // A visit that is not chosen yet is no answer that is waited for.
    (here.what === 'move' && old === null ? awayVisits : awaySlots);
  const again = (): void => {
    visits.again();
    clinics.again();
    slots.again();
  };
  const message = (
    <AsMessage
      here={here}
      away={failure !== null}
      ask={() => (here.what === 'move' && old !== null ? askToMove(old, asking) : askToBook(asking))}
    />
  );
  async function go(offer: OfferView): Promise<void> {
    const change: Old | null =
      old === null
        ? null
        : { visitId: old.visitId, start: old.start, reason: words.reason, note: words.note.trim() };
    await bookAndNote({ contextId, patientId, task }, offer.offerId, wish.kindId, change, zone);
  }
  if (here.what === 'move' && visits.reading && visits.value === null && failure === null)
    return (
      <div className="cl-booking-wait">
        <Skeleton lines={4} label={t('booking.reading')} />
      </div>
    );
  return (
    <div className="cl-booking-two">
      <div className="cl-booking-left">
        {here.what === 'move' && visits.value !== null && (
          <OldVisit here={here} found={visits.value} old={old} words={words} onWords={setWords} />
        )}
        {(here.what === 'book' || old !== null) && (
          <WishFields
            here={here}
            wish={wish}
            onChange={(next) => {
              setWish(next);
              setChosen(null);
            }}
            clinics={found?.clinics ?? []}
            usual={found?.usual ?? null}
            days={days}
            heard={kept === null ? heard.words : []}
          />
        )}
      </div>
      <div className="cl-booking-side">
        {failure !== null ? (
          <>
            <Refused failure={failure} onAgain={again} />
            {message}
          </>
        ) : chosen !== null ? (
          <Chosen
            here={here}
            offer={chosen}
            old={old}
            hidden={visits.value?.hidden ?? []}
            visits={visits.value?.visits ?? []}
            values={told(chosen, old === null ? '' : oldWhen(old.start, zone, now), zone, now)}
            onOther={() => setChosen(null)}
            onGo={() => void go(chosen)}
          />
        ) : here.what === 'move' && old === null ? (
          <PickVisit
            here={here}
            visits={visits.value?.visits ?? []}
            onPick={(visitId) => setWords({ ...words, visitId })}
          />
        ) : (
          <Times
            home={zone}
            slots={slots}
            asked={asked}
            wish={wish}
            taken={taken}
            onChoose={setChosen}
            onWish={setWish}
            foot={message}
          />
        )}
      </div>
    </div>
  );
}
