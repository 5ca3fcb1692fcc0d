// What the status bar says, as pure sentences of the desk's status: what is known, since when, what is not known.
import type { SessionState } from '#shared/contract/session.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { ScheduleOrigin } from '#shared/contract/oncall.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import { formatDate, formatSpan, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import type { Tone } from '../ui/cx.ts';

export const itemIds = [
  'connection',
  'lease',
  'clock',
  'phone',
  'recording',
  'queue',
  'on-call',
  'sync',
  'knowledge',
  'ehr',
  'vault',
] as const;
export type ItemId = (typeof itemIds)[number];

export interface StatusLine {
  id: ItemId;
  /** Colours the words; never the only sign. */
  tone: Extract<Tone, 'neutral' | 'amber' | 'red' | 'green'>;
  text: string;
  /** Said aloud when it changes: without the parts that only count time. */
  spoken: string | null;
  /** Sentences of the details: what it means, what is safe, what to do. */
  details: string[];
  /** A real line: its page and its devices are opened from here. */
  actions?: boolean;
}

/** `just now`, `12 min`, `1 h 12 min`, `3 days`: how long something lasts. */
export function lasting(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  if (minutes < 60) return t('status.for.minutes', { minutes });
  if (minutes < 24 * 60)
    return t('status.for.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return t('status.for.days', { days: Math.floor(minutes / (24 * 60)) });
}

/** The clock alone today, with the day when it was another day. */
function at(iso: string, now: Date): string {
  const today = formatDate(iso) === formatDate(now.toISOString());
  return today
    ? formatTime(iso)
    : `${formatDate(iso, { weekday: true, now: now.toISOString() })} ${formatTime(iso)}`;
}

function connection({ backend }: StatusValue, now: Date): Omit<StatusLine, 'id'> {
  const contact =
    backend.lastContact === null
      ? t('status.contact.never')
      : t('status.contact.last', { time: at(backend.lastContact, now) });
  switch (backend.state) {
    case 'online':
      return {
        tone: 'green',
        text: t('status.online'),
        spoken: t('status.online'),
        details: [t('status.online.what'), contact],
      };
    case 'offline': {
      const since = backend.since ?? now.toISOString();
      return {
        tone: 'amber',
        text: t('status.offline', { time: at(since, now), span: lasting(since, now) }),
        spoken: t('status.offline.spoken'),
        details: [t('status.offline.what'), contact, t('status.offline.next')],
      };
    }
    case 'refused':
      return {
        tone: 'red',
        text: t('status.refused'),
        spoken: t('status.refused'),
        details: [t('status.refused.what'), contact, t('status.refused.next')],
      };
    case 'none':
      return { tone: 'neutral', text: t('status.none'), spoken: null, details: [t('status.none.what')] };
    case 'unknown':
      return {
        tone: 'neutral',
        text: t('status.unknown'),
        spoken: null,
        details: [t('status.unknown.what'), contact],
      };
  }
}

/** C37: said above two minutes; less is nobody's concern. */
const mostSkewMs = 2 * 60_000;
function clock({ clock: c }: StatusValue, now: Date): Omit<StatusLine, 'id'> | null {
  if (c.offsetMs === null || Math.abs(c.offsetMs) <= mostSkewMs) return null;
  const span = lasting(new Date(now.getTime() - Math.abs(c.offsetMs)).toISOString(), now);
  const way = c.offsetMs > 0 ? 'ahead' : 'behind';
  return {
    tone: 'amber',
    text: t(`status.clock.${way}`, { span }),
    spoken: t('status.clock.spoken'),
    details: [
      t(`status.clock.${way}.what`, { span }),
      ...(c.at === null ? [] : [t('status.clock.next', { time: at(c.at, now) })]),
    ],
  };
}

/** `toPhone`: somebody must be phoned; rows of the urgent lane that only tell what was done wait like others. */
function sync(
  { sync: s, backend, knowledge: { feed } }: StatusValue,
  now: Date,
  toPhone: boolean,
  messages: number | null,
  atRecord: number,
  practice: boolean,
): Omit<StatusLine, 'id'> {
  // What waits for the patient record is not synced, whatever the backend has.
  const record = atRecord === 0 ? null : t('status.sync.record', { count: atRecord });
  // Nor is what was said of articles.
  const unsent = feed?.unsent ?? 0;
  const beside = [
    ...(record === null ? [] : [record]),
    ...(unsent === 0 ? [] : [t('status.sync.notes', { count: unsent })]),
  ];
  const besideWhat = [
    ...(record === null ? [] : [t('status.sync.record.what')]),
    ...(unsent === 0 ? [] : [t('status.sync.notes.what')]),
  ];
  const counted = t(practice ? 'status.sync.practice.counted' : 'status.sync.counted', {
    acknowledged: s.acknowledged,
    waiting: s.waiting,
  });
  const more =
    s.quarantined > 0
      ? [t('status.sync.quarantined', { count: s.quarantined }), t('status.sync.quarantined.next')]
      : [];
  const all = t(practice ? 'status.sync.practice' : 'status.sync.all');
  if (s.waiting === 0)
    return {
      tone: more.length > 0 ? 'red' : record === null ? 'neutral' : 'amber',
      text:
        [...more.slice(0, 1), ...beside].join(' · ') ||
        (s.acknowledged === 0 ? t('status.sync.nothing') : all),
      spoken: [...more.slice(0, 1), ...beside].join('. ') || all,
      details: [...more, ...besideWhat, counted],
    };
  const oldest = s.oldest === null ? null : lasting(s.oldest, now);
  const parts = [
    messages === null || messages >= s.waiting
      ? t('status.sync.waiting', { count: s.waiting })
      : t('status.sync.waiting.split', { count: s.waiting, messages, reports: s.waiting - messages }),
    ...(oldest === null ? [] : [t('status.sync.oldest', { span: oldest })]),
    ...(s.urgent > 0 ? [t('status.sync.urgent', { count: s.urgent })] : []),
    ...beside,
  ];
  return {
    tone: (s.urgent > 0 && toPhone) || more.length > 0 ? 'red' : 'amber',
    text: parts.join(' · '),
    spoken: t('status.sync.spoken', { count: s.waiting, urgent: s.urgent }),
    details: [
      t(practice ? 'status.sync.practice.safe' : 'status.sync.safe'),
      ...(s.urgent > 0 && toPhone && backend.state !== 'online' ? [t('status.sync.phone-it')] : []),
      ...(s.paused === null ? [] : [t('status.sync.paused')]),
      ...more,
      ...besideWhat,
      counted,
    ],
  };
}

/** Where each lane stands, when somebody looks: the urgent one first, since it goes first. */
export interface LaneFacts {
  lane: 'urgent' | 'normal';
  waiting: number;
  oldest: string | null;
  quarantined: number;
  paused: string | null;
}
const laneSentence = (lane: LaneFacts, now: Date): string =>
  lane.waiting === 0
    ? t('status.sync.lane.empty', { lane: t(`status.sync.lane.${lane.lane}`) })
    : t('status.sync.lane', {
        lane: t(`status.sync.lane.${lane.lane}`),
        count: lane.waiting,
        span: lane.oldest === null ? '–' : lasting(lane.oldest, now),
      });

function withLanes(
  line: Omit<StatusLine, 'id'>,
  lanes: readonly LaneFacts[],
  now: Date,
): Omit<StatusLine, 'id'> {
  return { ...line, details: [...line.details, ...lanes.map((lane) => laneSentence(lane, now))] };
}

/** The on-call list that counts now: version, age, and what the age means (4d.7). */
function onCall(origin: ScheduleOrigin, now: Date): Omit<StatusLine, 'id'> {
  const text = t('status.on-call', { version: origin.version, span: lasting(origin.asOf, now) });
  return {
    tone: origin.age === 'expired' ? 'red' : origin.age === 'old' ? 'amber' : 'neutral',
    text,
    spoken: origin.age === 'fresh' ? null : t(`status.on-call.${origin.age}`),
    details: [
      t(`status.on-call.${origin.age}`),
      t(`status.on-call.${origin.source}`, { time: at(origin.asOf, now) }),
    ],
  };
}

function phone({ phone: p }: StatusValue): Omit<StatusLine, 'id'> {
  if (p.state === 'down')
    return {
      tone: 'red',
      text: t('status.phone.down'),
      spoken: t('status.phone.down'),
      details: [t('status.phone.down.what')],
    };
  if (p.state === 'none')
    return {
      tone: 'neutral',
      text: t('status.phone.none'),
      spoken: null,
      details: [t('status.phone.none.what')],
    };
  return {
    tone: 'neutral',
    text: t('status.phone.practice'),
    spoken: null,
    details: [t('status.phone.practice.what')],
  };
}

/** Articles that nobody has asked the backend about for longer are said to be old. */
const staleMs = 24 * 3_600_000;
function knowledge({ knowledge: k }: StatusValue, now: Date): Omit<StatusLine, 'id'> {
  if (k.importing !== null)
    return {
      tone: 'neutral',
      text: t('status.knowledge.importing', { count: k.importing }),
      spoken: null,
      details: [t('status.knowledge.importing.what')],
    };
  if (k.articles === 0 || k.asOf === null)
    return {
      tone: 'neutral',
      text: t('status.knowledge.none'),
      spoken: null,
      details: [t('status.knowledge.none.what')],
    };
  const { feed } = k;
  const old = feed !== null && now.getTime() - Date.parse(k.asOf) > staleMs;
  return {
    tone: old || feed?.setBack ? 'amber' : 'neutral',
    text: t(old ? 'status.knowledge.old' : 'status.knowledge', { time: at(k.asOf, now) }),
    spoken: null,
    details: [
      t('status.knowledge.what', { count: k.articles }),
      ...(old ? [t('status.knowledge.old.what')] : []),
      ...(feed?.setBack ? [t('status.knowledge.set-back', { count: feed.setBack.ahead })] : []),
      ...(feed !== null && feed.aside > 0 ? [t('status.knowledge.aside', { count: feed.aside })] : []),
      ...(feed !== null && feed.unsent > 0 ? [t('status.knowledge.unsent', { count: feed.unsent })] : []),
    ],
  };
}

function ehr({ ehr: e }: StatusValue, now: Date): Omit<StatusLine, 'id'> {
  if (e.state === 'offline')
    return {
      tone: 'amber',
      text:
        e.since === null
          ? t('status.ehr.offline')
          : t('status.ehr.offline.since', { time: at(e.since, now) }),
      spoken: t('status.ehr.offline'),
      details: [t('status.ehr.offline.what')],
    };
  const shut = e.state === 'signed-out' || e.state === 'refused';
  return {
    tone: shut ? 'amber' : 'neutral',
    text: t(`status.ehr.${e.state}`),
    spoken: shut ? t(`status.ehr.${e.state}`) : null,
    details: [t(`status.ehr.${e.state}.what`)],
  };
}

/** `locksAt` comes from the session: it moves with every key, the status does not. */
export function vaultLine(locksAt: string | null, minutes: number, now: Date): StatusLine {
  const left = locksAt === null ? null : Math.max(0, (Date.parse(locksAt) - now.getTime()) / 1000);
  return {
    id: 'vault',
    tone: left !== null && left < 60 ? 'amber' : 'neutral',
    text: left === null ? t('status.vault.open') : t('status.vault.locks', { span: formatSpan(left) }),
    spoken: left !== null && left < 60 ? t('status.vault.soon') : null,
    details: [t('status.vault.what', { minutes })],
  };
}

/**
 * All lines but the vault's. A status that was never read says so in one line rather than showing old words; while the
 * desk is away, that it is.
 */
export function statusLines(
  status: StatusValue | null,
  now: Date,
  away = false,
  more: {
    lanes?: readonly LaneFacts[];
    onCall?: ScheduleOrigin | null;
    toPhone?: boolean;
    /** Of what waits, whole messages; the rest only reports about one. Null = not counted. */
    messages?: number | null;
    /** Acts of this desk that wait for the patient record. */
    atRecord?: number;
    /** The demo moved this desk's clock: that it differs is no news. */
    clockShifted?: boolean;
    /** Nothing is ever sent from here. */
    practice?: boolean;
    /** What a real line has to say in the place of the practice line: phone, recording, queue. */
    telephony?: readonly StatusLine[];
  } = {},
): StatusLine[] {
  if (status === null && away)
    return [
      {
        id: 'connection',
        tone: 'amber',
        text: t('status.away'),
        spoken: null,
        details: [t('status.away.what')],
      },
    ];
  if (status === null)
    return [
      {
        id: 'connection',
        tone: 'neutral',
        text: t('status.unread'),
        spoken: null,
        details: [t('status.unread.what')],
      },
    ];
  const skewed = more.clockShifted === true ? null : clock(status, now);
  return [
    { id: 'connection', ...connection(status, now) },
    ...(skewed === null ? [] : [{ id: 'clock' as const, ...skewed }]),
    ...(more.telephony ?? [{ id: 'phone' as const, ...phone(status) }]),
    ...(more.onCall ? [{ id: 'on-call' as const, ...onCall(more.onCall, now) }] : []),
    {
      id: 'sync',
      ...withLanes(
        sync(
          status,
          now,
          more.toPhone ?? true,
          more.messages ?? null,
          more.atRecord ?? 0,
          more.practice === true,
        ),
        more.lanes ?? [],
        now,
      ),
    },
    { id: 'knowledge', ...knowledge(status, now) },
    { id: 'ehr', ...ehr(status, now) },
  ];
}

/** The presence chip says only what the desk knows: on a call, after one, or not, and in which mode. */
export type Presence = 'on-call' | 'ringing' | 'wrap-up' | 'after-hours' | 'ready' | 'no-phone' | 'unknown';
/** The colour of its chip, in every window. */
export const presenceTones = {
  'on-call': 'accent',
  ringing: 'amber',
  'wrap-up': 'amber',
  'after-hours': 'amber',
  ready: 'green',
  'no-phone': 'neutral',
  unknown: 'neutral',
} as const satisfies Record<Presence, Tone>;
export function presenceOf(
  status: StatusValue | null,
  person: SessionState['person'],
  calls: readonly Pick<Call, 'state'>[],
): Presence {
  const some = (...states: Call['state'][]): boolean => calls.some((call) => states.includes(call.state));
  if (status?.phone.onCall || some('active', 'held', 'dialling')) return 'on-call';
  if (some('ringing')) return 'ringing';
  if (some('wrap-up')) return 'wrap-up';
  const phone = status?.phone.state;
  // Whether calls come here is the server's word: until it is heard, that the phone is there says nothing.
  if (phone === undefined || phone === 'live' || phone === 'starting') return 'unknown';
  if (phone !== 'practice-line') return 'no-phone';
  return person?.role === 'after-hours' ? 'after-hours' : 'ready';
}
