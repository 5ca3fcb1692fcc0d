// How calls are put in words: pure, so that a test can hold them.
import type { Account } from '#shared/domain/accounts/account.ts';
import { dispositions, type Call, type Disposition } from '#shared/domain/calls/call.ts';
import type { Transfer } from '#shared/domain/telephony/live.ts';
import { formatDate, formatPhone, formatSpan, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import type { Verified } from '../app/verified.ts';

/** Whom the call is about. Where somebody else is on the line, nobody is called verified: the facts are the patient's. */
export const aboutWhom = ({
  preferredName: name,
  caller = 'self',
}: Pick<Verified, 'preferredName' | 'caller'>) =>
  caller === 'self'
    ? t('calls.about', { name })
    : t('calls.about.else', { who: t(`caller.as.${caller}`), name });

/** In groups as it is dialled; masked or withheld numbers say so. */
export const shownNumber = (call: Pick<Call, 'number'>): string =>
  call.number === '' ? t('calls.number.withheld') : formatPhone(call.number);

/** `Results and referrals, Riverside Family Practice`: which line was dialled (M1), as far as it is known. */
export function shownLine(call: Pick<Call, 'dnis'>, account: Account | null): string {
  if (account === null) return t('calls.line.unknown', { number: formatPhone(call.dnis) });
  const line = account.lines.find((l) => l.dnis === call.dnis);
  return line ? t('calls.line', { line: line.label, practice: account.name }) : account.name;
}

/** Row 116: longer than this many seconds is long; the one who answers should say sorry for it. */
export const longWait = 60;

/** Seconds from joining the queue until it was answered (or `now`); null when the line doesn't say. */
export function waited(call: Call, now: string): number | null {
  if (call.waitedSeconds === null) return null;
  const rang = (Date.parse(call.answeredAt ?? call.endedAt ?? now) - Date.parse(call.rangAt)) / 1000;
  return call.waitedSeconds + Math.max(0, rang);
}

export const reasonLabel = (code: string | null, account: Account | null): string | null =>
  code === null ? null : (account?.reasons.find((r) => r.code === code)?.label ?? code.replaceAll('_', ' '));

/**
 * How this agent's part of a call ended where the caller's goes on: handed over (it may ring there still), or left to the
 * others in it. Null = it was simply ended.
 * @param transfer as the server says it now; the log's own word is taken where it says nothing any more
 */
export function gaveAway(
  call: Pick<Call, 'endedBy' | 'handedOn' | 'callerNow'>,
  transfer: Pick<Transfer, 'kind' | 'state'> | null,
): 'handed' | 'left' | null {
  if (call.endedBy !== 'agent') return null;
  const last = transfer ?? call.handedOn;
  // A colleague who was only asked first was never handed the caller.
  if (last?.state === 'completed' || (last?.state === 'ringing' && last.kind === 'blind')) return 'handed';
  return call.callerNow === 'with-others' ? 'left' : null;
}

/** What can be chosen after a call; “transferred” only of one that was given away, and last: no key of another moves. */
export const offeredDispositions = (given: boolean): Disposition[] => [
  ...dispositions.filter((d) => d !== 'transferred'),
  ...(given ? (['transferred'] as const) : []),
];
export const dispositionLabel = (d: Disposition): string => t(`calls.disposition.${d}`);

export interface LogRow {
  call: Call;
  missed: boolean;
  /** Dialled here. */
  out: boolean;
  title: string;
  detail: string;
  time: string;
}
export interface LogSection {
  /** The day as YYYY-MM-DD of this computer's zone, or of `zone`. */
  day: string;
  title: string;
  missed: number;
  rows: LogRow[];
}

const dayOf = (iso: string, zone?: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(iso));

/** Days, newest first, as the calls come (newest first). */
export function logSections(
  calls: readonly Call[],
  accounts: readonly Account[],
  now: string,
  zone?: string,
): LogSection[] {
  const sections: LogSection[] = [];
  for (const call of calls) {
    const day = dayOf(call.rangAt, zone);
    let section = sections.find((s) => s.day === day);
    if (!section) {
      const title =
        day === dayOf(now, zone)
          ? t('calls.log.today')
          : day === dayOf(new Date(Date.parse(now) - 86_400_000).toISOString(), zone)
            ? t('calls.log.yesterday')
            : formatDate(call.rangAt, { zone, weekday: true, now });
      section = { day, title, missed: 0, rows: [] };
      sections.push(section);
    }
    const missed = call.state === 'missed';
    if (missed) section.missed++;
    section.rows.push({
      call,
      missed,
      out: call.direction === 'outgoing',
      title: shownNumber(call),
      detail: logDetail(call, accounts.find((a) => a.id === call.accountId) ?? null),
      time: formatTime(call.rangAt, zone),
    });
  }
  return sections;
}

/** To whom it was given away, where that came to be. */
function handedTo(call: Call): string | null {
  if (gaveAway(call, null) === null) return null;
  const to = call.handedOn?.label;
  return to === undefined ? t('calls.log.handed') : t('calls.log.handed.to', { to: formatPhone(to) });
}

/** Whom the caller waited for while this agent asked them: names of who was spoken to, once each. */
export const consultedNames = (call: Pick<Call, 'consulted'>): string[] => [
  ...new Set((call.consulted ?? []).filter((one) => one.talked).map((one) => formatPhone(one.label))),
];
/** `10:44: Dr Okafor, then back to the caller`, one for each time. */
export const consultedLines = (call: Pick<Call, 'consulted'>, zone?: string): string[] =>
  (call.consulted ?? []).map(({ at, label, state, talked }) =>
    t('calls.past.consulted.line', {
      time: formatTime(at, zone),
      who: formatPhone(label),
      how: !talked ? 'unreached' : state === 'completed' ? 'handed' : 'back',
    }),
  );

function logDetail(call: Call, account: Account | null): string {
  const waitedFor = call.state === 'missed' ? waited(call, call.endedAt ?? call.rangAt) : null;
  return [
    call.state === 'missed'
      ? waitedFor === null
        ? t('calls.log.missed')
        : t('calls.log.missedAfter', { waited: formatSpan(waitedFor) })
      : null,
    reasonLabel(call.reasonCode, account),
    call.disposition === null ? null : dispositionLabel(call.disposition),
    ...consultedNames(call).map((who) => t('calls.log.consulted', { who })),
    handedTo(call),
    call.recorded === true ? t('calls.log.recorded') : null,
    account?.name ?? null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** The newest page joined with what is shown already: rows that slid over the edge between two reads are not doubled. */
export const joined = (newer: readonly Call[], older: readonly Call[]): Call[] => [
  ...newer,
  ...older.filter((o) => !newer.some((n) => n.id === o.id)),
];
