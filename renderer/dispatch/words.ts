// Words that several parts of the dispatch card share.
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { toE164 } from '#shared/domain/phone/phone.ts';
import { lasting } from '../status/sentences.ts';
import { formatPhone } from '../text/format.ts';
import { hasText, t } from '../text/t.ts';
import { labelOf, type Try } from './pick.ts';

/** A number as somebody typed it, drawn as every other one. */
export const typedNumber = (typed: string): string => formatPhone(toE164(typed) ?? typed);

/** `Primary`; a role that no sentence knows stays as the schedule has it. */
export function roleName(role: string): string {
  const key = `dispatch.role.${role}`;
  return hasText(key) ? t(key) : role;
}

/** Version, age, and what the age means (4d.7). */
export function scheduleWords(schedule: DispatchCard['schedule'], now: Date): string {
  const { version } = schedule;
  const isNew = now.getTime() - Date.parse(schedule.asOf) < 60_000;
  const head = isNew
    ? t('dispatch.schedule.new', { version })
    : t('dispatch.schedule', { version, age: lasting(schedule.asOf, now) });
  const source = schedule.source === 'shipped' ? t('dispatch.schedule.shipped') : null;
  return [head, source, t(`dispatch.schedule.${schedule.age}`)].filter(Boolean).join(' · ');
}

/** `office, no answer`, `617 555 0100, voicemail`, `text, delivered`. */
export function tryWords(card: Pick<DispatchCard, 'ladder'>, each: Try, inHand: string | null): string {
  const way =
    each.method === 'voice'
      ? (labelOf(card, each.to) ?? formatPhone(each.to))
      : t(`dispatch.method.${each.method}`);
  // The person who is called now need not be named in each line.
  return each.contact.personId === inHand ? way : t('dispatch.try', { name: each.contact.name, way });
}
