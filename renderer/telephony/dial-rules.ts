// The rules that stand against a call, above the dial button: what this page can know before anybody dials, what the backend
// answered, and which of them an agent may pass with a reason (C20, C23). The backend has the last word. Pure.
import type { Account } from '#shared/domain/accounts/account.ts';
import { outboundRules, type OutboundRule } from '#shared/domain/telephony/acts.ts';
import { zonesOf } from '#shared/domain/telephony/area-codes.ts';
import { defaultCaps, mayOverride, quietIn, standingRules } from '#shared/domain/telephony/outbound.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';

export interface KnownHere {
  /** E.164. */
  to: string;
  account: Account | null;
  /** The person asked to be called, or a clinician on call is reached. */
  expected: boolean;
  now: string;
}
/** What the account alone tells: our own lines, emergency numbers, the hour over there. */
export function rulesHere({ to, account, expected, now }: KnownHere): OutboundRule[] {
  // Dispatchers and poison control have whole numbers so that they can be called for somebody who cannot.
  const emergency = Object.values(account?.emergencyNumbersByRegion ?? {}).flatMap((set) => [
    set.ambulance,
    set.crisis,
  ]);
  return standingRules({
    to,
    now,
    expected,
    flags: [],
    listed: false,
    ownNumbers: (account?.lines ?? []).map((l) => l.dnis),
    emergencyNumbers: emergency,
    zone: account?.zone ?? null,
    before: [],
    caps: defaultCaps,
  });
}

const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** Why it is no time to call there: the hour that it is, or that nobody knows it. Without a reason of its own: the rule. */
export function quietWords({ to, account, now }: Pick<KnownHere, 'to' | 'account' | 'now'>): string {
  const own = zonesOf(to);
  if (own.length === 0 && account === null) return t('telephony.rule.quiet-hours.unknown');
  const time = (zone: string): string => formatTime(now, zone);
  if (own.length === 0 && account !== null)
    return quietIn([account.zone], now).length > 0
      ? t('telephony.rule.quiet-hours.practice', { time: time(account.zone) })
      : t('telephony.rule.quiet-hours.what');
  // Several zones of one area code may show the same hour: it is said once, by the first.
  const places = quietIn(own, now).filter(
    (zone, i, all) => all.findIndex((z) => time(z) === time(zone)) === i,
  );
  if (places.length === 0) return t('telephony.rule.quiet-hours.what');
  return t('telephony.rule.quiet-hours.there', {
    times: places
      .map((zone) => t('telephony.rule.quiet-hours.time', { time: time(zone), place: placeOf(zone) }))
      .join(', '),
  });
}

/** Both lists as one, in the order in which rules are shown. */
export const together = (here: readonly OutboundRule[], told: readonly OutboundRule[]): OutboundRule[] =>
  outboundRules.filter((rule) => here.includes(rule) || told.includes(rule));

export const shortestReason = 3;
export type Reasons = Readonly<Partial<Record<OutboundRule, string>>>;

/** What goes with the dial: each rule that is shown, with its reason; null while one of them stands without. */
export function overridesOf(
  rules: readonly OutboundRule[],
  reasons: Reasons,
): { rule: OutboundRule; reason: string }[] | null {
  const given = rules.map((rule) => ({ rule, reason: (reasons[rule] ?? '').trim() }));
  return given.every(({ rule, reason }) => mayOverride(rule) && reason.length >= shortestReason)
    ? given
    : null;
}
