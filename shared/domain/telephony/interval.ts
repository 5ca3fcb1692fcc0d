// Row 60: counts by quarter of an hour and queue, for the tools that plan staff. Offered, answered and abandoned count where
// the caller came to the queue; work counts where its wrap-up ended, as in `metrics.ts`. Ids and counts only, no person.
import { Temporal } from 'temporal-polyfill';
import { acwSeconds, handledAt, talkOf, waitedOf, type Interval, type Leg, type Wait } from './metrics.ts';

export const intervalMinutes = 15;
export interface QueueLeg extends Leg {
  queueId: string;
}
/** A ring at an agent's that went by: the caller went on to the next one. */
export interface PassedRing {
  queueId: string;
  endedAt: string;
  declined: boolean;
}
export interface IntervalRow {
  /** UTC, and the same moment with the zone's offset: an hour that comes twice stays two. */
  startsAt: string;
  local: string;
  queueId: string;
  offered: number;
  answered: number;
  answeredInTime: number;
  abandoned: number;
  shortAbandons: number;
  callbacks: number;
  voicemails: number;
  flowedOut: number;
  waitSeconds: number;
  longestWaitSeconds: number;
  handled: number;
  talkSeconds: number;
  holdSeconds: number;
  consultSeconds: number;
  wrapUpSeconds: number;
  /** Rings that nobody answered, or that a phone was not there for; and those that were declined. No calls: one may have several. */
  missedRings: number;
  declinedRings: number;
}
export interface IntervalOptions {
  zone: string;
  thresholdSeconds: number;
  /** Counted as offered too, and apart. */
  shortAbandonSeconds: number;
}

const size = intervalMinutes * 60_000;
const slotOf = (at: string): number => Math.floor(Date.parse(at) / size) * size;

function emptyRow(start: number, queueId: string, zone: string): IntervalRow {
  const instant = Temporal.Instant.fromEpochMilliseconds(start);
  return {
    startsAt: new Date(start).toISOString(),
    local: instant.toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' }),
    queueId,
    offered: 0,
    answered: 0,
    answeredInTime: 0,
    abandoned: 0,
    shortAbandons: 0,
    callbacks: 0,
    voicemails: 0,
    flowedOut: 0,
    waitSeconds: 0,
    longestWaitSeconds: 0,
    handled: 0,
    talkSeconds: 0,
    holdSeconds: 0,
    consultSeconds: 0,
    wrapUpSeconds: 0,
    missedRings: 0,
    declinedRings: 0,
  };
}

/** Every quarter of an hour that begins in the interval, for each queue named, also those in which nothing was. */
export function intervalRows(
  waits: readonly Wait[],
  legs: readonly QueueLeg[],
  queueIds: readonly string[],
  { from, to }: Interval,
  options: IntervalOptions,
  passed: readonly PassedRing[] = [],
): IntervalRow[] {
  const rows = new Map<string, IntervalRow>();
  const key = (start: number, queueId: string): string => `${start} ${queueId}`;
  for (let start = Math.ceil(Date.parse(from) / size) * size; start < Date.parse(to); start += size)
    for (const queueId of queueIds) rows.set(key(start, queueId), emptyRow(start, queueId, options.zone));
  for (const wait of waits) {
    const row = rows.get(key(slotOf(wait.queuedAt), wait.queueId));
    if (row !== undefined && !wait.callbackLeg) addWait(row, wait, options);
  }
  for (const leg of legs) {
    const at = handledAt(leg);
    const row = at === null ? undefined : rows.get(key(slotOf(at), leg.queueId));
    if (row === undefined) continue;
    row.handled += 1;
    row.talkSeconds += talkOf(leg);
    row.holdSeconds += leg.heldSeconds;
    row.consultSeconds += leg.consultSeconds;
    row.wrapUpSeconds += acwSeconds(leg);
  }
  for (const ring of passed) {
    const row = rows.get(key(slotOf(ring.endedAt), ring.queueId));
    if (row === undefined) continue;
    if (ring.declined) row.declinedRings += 1;
    else row.missedRings += 1;
  }
  return [...rows.values()];
}

function addWait(row: IntervalRow, wait: Wait, options: IntervalOptions): void {
  const seconds = waitedOf(wait);
  row.offered += 1;
  row.waitSeconds += seconds;
  row.longestWaitSeconds = Math.max(row.longestWaitSeconds, seconds);
  if (wait.left === 'answered') {
    row.answered += 1;
    if (seconds <= options.thresholdSeconds) row.answeredInTime += 1;
  } else if (wait.left === 'abandoned') {
    if (seconds < options.shortAbandonSeconds) row.shortAbandons += 1;
    else row.abandoned += 1;
  } else if (wait.left === 'callback') row.callbacks += 1;
  else if (wait.left === 'voicemail') row.voicemails += 1;
  else if (wait.left === 'flowed-out') row.flowedOut += 1;
}

const columns = [
  'startsAt',
  'local',
  'queueId',
  'offered',
  'answered',
  'answeredInTime',
  'abandoned',
  'shortAbandons',
  'callbacks',
  'voicemails',
  'flowedOut',
  'waitSeconds',
  'longestWaitSeconds',
  'handled',
  'talkSeconds',
  'holdSeconds',
  'consultSeconds',
  'wrapUpSeconds',
  'missedRings',
  'declinedRings',
] as const satisfies readonly (keyof IntervalRow)[];

/** A cell that a spreadsheet would run as a formula is made text; commas, quotes and line ends are quoted. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
/** RFC 4180, with the names of the columns first. */
export const intervalCsv = (rows: readonly IntervalRow[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((c) => cell(row[c])).join(','))]
    .map((text) => `${text}\r\n`)
    .join('');
