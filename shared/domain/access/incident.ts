// Privacy incidents (C21; 164.308(a)(6), breach rule 164.400-414): what can be reported, and the clocks that run from the
// discovery. Pure. A report holds ids, never content: who looks into it opens the call or the message where it is kept.
import { Temporal } from 'temporal-polyfill';

export const incidentKinds = ['wrong-person', 'wrong-message', 'lost-device', 'seen', 'other'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** How many people it is about, as far as is known; from `500` on the breach rule asks for more (164.406, 164.408). */
export const howMany = ['unknown', 'one', 'few', 'many', '500'] as const;
export type HowMany = (typeof howMany)[number];

/** The rule's outer limit for telling people, days after the discovery (164.404(b)); never a plan. */
export const limitDays = 60;
/** Within how many hours a client practice is told, where its account says nothing else (164.410 leaves it to the contract). */
export const usualNoticeHours = 24;
export const largeFrom = 500;

export interface IncidentClock {
  /** Instant by which the client practice is told: the business associate's own duty. */
  noticeDueAt: string;
  noticeOverdue: boolean;
  /** Instant by which people must have been told, at the latest. */
  limitAt: string;
  /** Whole days left of the sixty, not below 0. */
  daysLeft: number;
  limitOverdue: boolean;
  /** 500 people or more: the secretary and the media are told too, within the same limit. */
  large: boolean;
}

/** ISO instants; `noticeHours` as the account says. Sixty days are sixty times 24 hours, so no zone moves the limit. */
export function incidentClock(
  of: { discoveredAt: string; people: HowMany },
  now: string,
  noticeHours = usualNoticeHours,
): IncidentClock {
  const found = Temporal.Instant.from(of.discoveredAt);
  const at = Temporal.Instant.from(now);
  const text = (i: Temporal.Instant): string => i.toString({ smallestUnit: 'millisecond' });
  const notice = found.add({ hours: noticeHours });
  const limit = found.add({ hours: limitDays * 24 });
  const left = limit.epochMilliseconds - at.epochMilliseconds;
  return {
    noticeDueAt: text(notice),
    noticeOverdue: at.epochMilliseconds > notice.epochMilliseconds,
    limitAt: text(limit),
    daysLeft: Math.max(0, Math.floor(left / 86_400_000)),
    limitOverdue: left < 0,
    large: of.people === String(largeFrom),
  };
}

/** A report may say that it was found before it was told; not in the future, and not before anybody could know. */
export const mostLateDays = 400;
export function isDiscoveryPossible(discoveredAt: string, now: string): boolean {
  const found = Date.parse(discoveredAt);
  const at = Date.parse(now);
  return found <= at + 5 * 60_000 && found >= at - mostLateDays * 86_400_000;
}
