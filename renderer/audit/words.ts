// A row in plain words. Pure.
import type { AuditRowView } from '#shared/contract/audit.ts';
import { roles } from '#shared/contract/kinds.ts';
import { isRefused } from '#shared/domain/audit/events.ts';
import { errorText, hasText, t } from '../text/t.ts';
import type { Tone } from '../ui/index.ts';

/** `Read a card of the record`; a request that has no event of its own stands under its name. */
export function eventText(event: string): string {
  const key = `audit.event.${event}`;
  return hasText(key) ? t(key) : t('audit.event.other', { name: event });
}

export function outcomeText(outcome: string): { text: string; tone: Tone } {
  if (outcome === 'ok') return { text: t('audit.done'), tone: 'neutral' };
  if (outcome === 'asked') return { text: t('audit.asked'), tone: 'neutral' };
  if (outcome === 'answered') return { text: t('audit.answered'), tone: 'neutral' };
  return { text: errorText(outcome).sentence, tone: isRefused(outcome) ? 'amber' : 'neutral' };
}

export const roleText = (role: string): string =>
  (roles as readonly string[]).includes(role) ? t(`app.role.${role as (typeof roles)[number]}`) : role;

export interface About {
  key: string;
  label: string;
  value: string;
  /** It can be filtered by. */
  isId: boolean;
}
const ids = [
  'patientId',
  'callId',
  'messageId',
  'draftId',
  'articleId',
  'accountId',
  'personId',
  'breakGlassId',
  'reportId',
];

/** What a row is about, in the order in which it is kept; nothing where that can't be read. */
export function aboutOf({ subjects }: Pick<AuditRowView, 'subjects'>): About[] {
  let value: unknown;
  try {
    value = JSON.parse(subjects);
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, of]) => {
    const label = `audit.about.${key}`;
    const match = `audit.match.${String(of)}`;
    return {
      key,
      label: hasText(label) ? t(label) : key,
      value: key === 'match' && hasText(match) ? t(match) : String(of),
      isId: ids.includes(key) && String(of) !== '[refused]',
    };
  });
}

/** Start of a day that a person wrote, in this computer's zone; `more` days later. Undefined: no such day. */
export function dayStart(written: string, more = 0): string | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written.trim());
  if (found === null) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]) - 1, Number(found[3])];
  const at = new Date(year, month, day);
  if (at.getMonth() !== month || at.getDate() !== day) return undefined;
  return new Date(year, month, day + more).toISOString();
}
