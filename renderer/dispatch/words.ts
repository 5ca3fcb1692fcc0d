// Words that several parts of the dispatch card share.
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { formatAge, formatPhone } from '../text/format.ts';
import { hasText, t } from '../text/t.ts';
import { labelOf, type Try } from './pick.ts';

/** `Primary`; a role that no sentence knows stays as the schedule has it. */
export function roleName(role: string): string {
  const key = `dispatch.role.${role}`;
  return hasText(key) ? t(key) : role;
}

/** Version, age, and what the age means (4d.7). */
export function scheduleWords(schedule: DispatchCard['schedule'], now: Date): string {
  const head = t('dispatch.schedule', { version: schedule.version, age: formatAge(schedule.asOf, now) });
  const source = schedule.source === 'shipped' ? t('dispatch.schedule.shipped') : null;
  return [head, source, t(`dispatch.schedule.${schedule.age}`)].filter(Boolean).join(' · ');
}

/** `office, no answer`, `617 555 0100, voicemail`, `text, delivered`. */
export function tryWords(card: Pick<DispatchCard, 'ladder'>, each: Try): string {
  const way =
    each.method === 'voice'
      ? (labelOf(card, each.to) ?? formatPhone(each.to))
      : t(`dispatch.method.${each.method}`);
  return t('dispatch.try', { name: each.contact.name, way });
}
