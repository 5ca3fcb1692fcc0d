// Acts in words: the lines of the message that stands in, how it is done, what became of it.
import type { ActView } from '#shared/contract/acts.ts';
import type { Act, ActKind } from '#shared/domain/acts/act.ts';
import { type How, queueOf, type Why } from '#shared/domain/acts/how.ts';
import { actLines, type ActLine } from '#shared/domain/acts/lines.ts';
import { shownNumber, toE164 } from '#shared/domain/phone/phone.ts';
import { formatDate, formatPhone, formatTime } from '../text/format.ts';
import { hasText, t, type TextKey } from '../text/t.ts';

export const nameOf = (kind: ActKind): string => t(`acts.name.${kind}`);
/** A code of a form in words; what is no code stays as it is. */
export function wordOf(field: string, code: string): string {
  const key = `acts.word.${field}.${code}`;
  return hasText(key) ? t(key) : code;
}
function valueOf({ key, value }: ActLine): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value, {});
  if (key === 'at') return `${formatDate(value, {})} ${formatTime(value)}`;
  if (['purposes', 'recordKinds', 'channels'].includes(key))
    return value
      .split(', ')
      .map((code) => wordOf(key, code))
      .join(', ');
  if (key === 'pharmacyPhone') return shownNumber(value);
  return wordOf(key, value);
}
/** One sentence a line, in the order in which the desk reads them. */
export const linesOf = (act: Act, verified = false): string[] =>
  actLines(act)
    .filter((line) => !(verified && line.key === 'unverified'))
    .map((line) =>
      t(`acts.line.${line.key}` as TextKey, { value: valueOf(line) })
        .trim()
        .slice(0, 2400),
    );
/** The same, label and value apart, as the pane shows them. */
export const rowsOf = (act: Act, verified = false): { label: string; value: string }[] =>
  actLines(act)
    .filter((line) => !(verified && line.key === 'unverified'))
    .map((line) => ({
      label: t(`acts.line.${line.key}` as TextKey, { value: '' }).replace(/:\s*$/, ''),
      value: line.key === 'pharmacyPhone' ? formatPhone(toE164(line.value) ?? line.value) : valueOf(line),
    }));
/** What happens when it is sent, and why it happens that way. */
export function howText(how: How, why: Why, act: Act): string {
  const queue = t(`acts.queue.${queueOf(act)}`);
  if (how === 'record') return t(why === 'untold' ? 'acts.how.record.untold' : 'acts.how.record');
  if (how === 'task') return t(why === 'no-create' ? 'acts.how.task.no-create' : 'acts.how.task', { queue });
  return t(why === 'no-record' ? 'acts.how.message.no-record' : 'acts.how.message');
}
/** The sentence of what became of it. */
export function endText(view: ActView): string {
  const queue = t(`acts.queue.${queueOf(view.act)}`);
  if (view.state === 'done')
    return t(view.how === 'task' ? 'acts.end.done.task' : 'acts.end.done', { queue });
  if (view.state === 'open' && view.code === 'act-unread') return t('acts.end.unread');
  if (view.state === 'refused' && view.perhaps) return t('acts.end.refused.perhaps');
  if (view.state === 'queued' && view.code === 'act-other-person') return t('acts.end.queued.other');
  if (view.state === 'queued' && view.perhaps) return t('acts.end.queued.perhaps');
  return t(`acts.end.${view.state}`, { queue });
}
