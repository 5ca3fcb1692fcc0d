// What kind of visit, with whom, where and when: filled with what is likely, each changed by one key or press.
import type { BookingRules } from '#shared/domain/booking/visit.ts';
import { partsOfDay } from '#shared/domain/booking/clock.ts';
import { formatDate } from '../text/format.ts';
import { currentLocale, t, type TextKey } from '../text/t.ts';
import { DateField, Select, ToggleChips, ToggleButton, useNow, type Option } from '../ui/index.ts';
import type { Here } from './here.ts';
import type { Clinics } from './reads.ts';
import { type askedDays, offersKind, spans, type Wish } from './wish.ts';
import { placeOf, whoOf } from './words.ts';

const whichever = 'any';
const lengths = ['15', '30', '45', '60'];

const kindOptions = (rules: BookingRules): Option[] => [
  ...rules.kinds.map((k) => ({
    id: k.id,
    title: k.label,
    detail: t('booking.kind.detail', { minutes: k.minutes }),
  })),
  { id: whichever, title: t('booking.kind.any') },
];

type Clinic = Clinics['clinics'][number];
/** Each once, in the order of their names; who doesn't do this kind of visit says so and can't be chosen. */
function peopleOf(clinics: readonly Clinic[], wish: Wish, usual: Clinics['usual']): Option[] {
  const by = new Map<string, Clinic[]>();
  for (const c of clinics)
    if (c.practitionerId !== null) by.set(c.practitionerId, [...(by.get(c.practitionerId) ?? []), c]);
  const people = [...by].map(([id, all]): Option => {
    const does = all.some((c) => offersKind(c, wish.kindId));
    const where = [...new Set(all.map((c) => placeOf(c.place)))].join(', ');
    const seen = usual?.practitionerId === id ? t('booking.with.usual') : '';
    return {
      id,
      title: whoOf(all[0]?.practitioner ?? null),
      detail: [seen, does ? where : t('booking.with.not-kind')].filter(Boolean).join(' · '),
      isDisabled: !does,
    };
  });
  return [
    { id: whichever, title: t('booking.with.any') },
    ...people.toSorted(
      (a, b) =>
        Number(a.isDisabled) - Number(b.isDisabled) || a.title.localeCompare(b.title, currentLocale()),
    ),
  ];
}
function placesOf(clinics: readonly Clinic[], wish: Wish): Option[] {
  const fit = clinics.filter((c) => wish.practitionerId === null || c.practitionerId === wish.practitionerId);
  const by = new Map(
    fit.flatMap((c) => (c.placeId === null ? [] : [[c.placeId, placeOf(c.place)] as const])),
  );
  return [
    { id: whichever, title: t('booking.place.any') },
    ...[...by]
      .map(([id, title]) => ({ id, title }))
      .toSorted((a, b) => a.title.localeCompare(b.title, currentLocale())),
  ];
}

export interface WishFieldsProps {
  here: Here;
  wish: Wish;
  onChange: (wish: Wish) => void;
  clinics: readonly Clinic[];
  usual: Clinics['usual'];
  days: ReturnType<typeof askedDays>;
  /** Words of the caller that filled it. */
  heard: readonly string[];
}

export function WishFields({ here, wish, onChange, clinics, usual, days, heard }: WishFieldsProps) {
  const change = (part: Partial<Wish>): void => onChange({ ...wish, ...part });
  const now = useNow(60_000).toISOString();
  const asDay = (day: string): string => formatDate(day, { now });
  const shownDays = days.ok ? { from: asDay(days.from), to: asDay(days.to) } : { from: '', to: '' };
  const typed = wish.span === null;
  return (
    <div className="cl-booking-wish" role="group" aria-label={t('booking.wish')}>
      <Select
        label={t('booking.kind')}
        options={kindOptions(here.rules)}
        value={wish.kindId ?? whichever}
        onChange={(id) => {
          const kind = here.rules.kinds.find((k) => k.id === id);
          const does = clinics.some(
            (c) => c.practitionerId === wish.practitionerId && offersKind(c, kind?.id ?? null),
          );
          change({
            kindId: kind?.id ?? null,
            minutes: kind?.minutes ?? wish.minutes,
            practitionerId: does ? wish.practitionerId : null,
          });
        }}
      />
      {wish.kindId === null && (
        <ToggleChips
          label={t('booking.minutes')}
          mustChoose
          options={lengths.map((id) => ({ id, title: id }))}
          value={String(wish.minutes)}
          onChange={(id) => id !== null && change({ minutes: Number(id) })}
        />
      )}
      {clinics.length > 0 && (
        <>
          <Select
            label={t('booking.with')}
            options={peopleOf(clinics, wish, usual)}
            value={wish.practitionerId ?? whichever}
            onChange={(id) => change({ practitionerId: id === whichever ? null : id, placeId: null })}
          />
          <Select
            label={t('booking.place')}
            options={placesOf(clinics, wish)}
            value={wish.placeId ?? whichever}
            onChange={(id) => change({ placeId: id === whichever ? null : id })}
          />
        </>
      )}
      <ToggleChips
        label={t('booking.when')}
        options={spans.map((id) => ({ id, title: t(`booking.span.${id}`) }))}
        value={wish.span}
        onChange={(span) => change(span === null ? { span: 'soonest' } : { span })}
      />
      <div className="cl-booking-days">
        {(['from', 'to'] as const).map((end) => (
          <DateField
            key={end}
            label={t(`booking.${end}`)}
            value={typed ? wish[end] : shownDays[end]}
            placeholder={t(`booking.${end}.placeholder`)}
            error={end === 'from' && !days.ok ? t(`booking.days.${days.problem}`) : undefined}
            onChange={(text) => {
              const other = end === 'from' ? 'to' : 'from';
              change({
                span: null,
                [other]: typed ? wish[other] : end === 'to' ? shownDays.from : '',
                [end]: text,
              });
            }}
          />
        ))}
      </div>
      <ToggleChips
        label={t('booking.part')}
        mustChoose
        options={partsOfDay.map((id) => ({ id, title: t(`booking.part.${id}`) }))}
        value={wish.part}
        onChange={(part) => part !== null && change({ part })}
      />
      <div className="cl-booking-week" role="group" aria-label={t('booking.weekdays')}>
        {[1, 2, 3, 4, 5].map((day) => (
          <ToggleButton
            key={day}
            size="small"
            isSelected={wish.weekdays.includes(day)}
            onChange={(on) =>
              change({
                weekdays: on ? [...wish.weekdays, day].toSorted() : wish.weekdays.filter((d) => d !== day),
              })
            }
          >
            {t(`booking.weekday.${day}` as TextKey)}
          </ToggleButton>
        ))}
      </div>
      {heard.length > 0 && (
        <p className="cl-detail">
          {t('booking.heard', { words: heard.map((word) => t('booking.heard.word', { word })).join(', ') })}
        </p>
      )}
    </div>
  );
}
