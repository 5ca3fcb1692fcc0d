// C20, C23: what stands against dialling a number. The dial asks: some rules an agent may pass with a reason that is kept,
// some nobody may. Used by the desk (which knows the patient's flags) and by the backend (which knows the organisation's
// list and what was dialled before); whoever knows less passes less, and the backend's answer counts.
import { Temporal } from 'temporal-polyfill';
import { zonesOf } from './area-codes.ts';
import type { OutboundRule } from './acts.ts';

/** From 8:00 until before 21:00 where the called person is. */
export const callingHours = { from: 8, until: 21 } as const;
export const defaultCaps = { day: 3, week: 7 } as const;
export const contactFlags = ['do-not-call', 'no-voicemail', 'patient-only'] as const;
export type ContactFlag = (typeof contactFlags)[number];

export interface OutboundFacts {
  /** As typed or E.164. */
  to: string;
  now: string;
  /** Of the person, where one is known (C20). */
  flags: readonly ContactFlag[];
  /** On the organisation's do-not-call list. */
  listed: boolean;
  /** Lines of the organisation itself. */
  ownNumbers: readonly string[];
  /** Numbers that must be dialled from a telephone, beside all of three digits. */
  emergencyNumbers: readonly string[];
  /** Taken when the number tells no zone; null = none. */
  zone: string | null;
  /** The person asked to be called at this time, or a clinician on call is reached: no quiet hours, no caps. */
  expected: boolean;
  /** When this number was dialled before, ISO. */
  before: readonly string[];
  caps: { day: number; week: number };
}

const digits = (text: string): string => text.replace(/\D/g, '');
const same = (a: string, b: string): boolean =>
  digits(a).replace(/^1(?=\d{10}$)/, '') === digits(b).replace(/^1(?=\d{10}$)/, '');
/** 911, 988, 112 … with or without a country code before: a softphone would reach the wrong town's dispatcher. */
export const isServiceNumber = (to: string): boolean => /^1?\d{1,3}$/.test(digits(to));

/** The number's zones, else the given one; empty = nobody knows what time it is there. */
export function zonesAt(to: string, fallback: string | null): readonly string[] {
  const known = zonesOf(to);
  return known.length > 0 || fallback === null ? known : [fallback];
}

/** Of these zones, those in which it is too early or too late to call. */
export function quietIn(zones: readonly string[], now: string): string[] {
  const instant = Temporal.Instant.from(now);
  return zones.filter((zone) => {
    const { hour } = instant.toZonedDateTimeISO(zone);
    return hour < callingHours.from || hour >= callingHours.until;
  });
}

/** Quiet when it is quiet in any zone that the number may be in, or when none is known. */
export function isQuiet(to: string, now: string, fallback: string | null): boolean {
  const zones = zonesAt(to, fallback);
  return zones.length === 0 || quietIn(zones, now).length > 0;
}

function capReached({ before, now, caps }: OutboundFacts): boolean {
  const age = (at: string): number => Date.parse(now) - Date.parse(at);
  const within = (ms: number): number => before.filter((at) => age(at) >= 0 && age(at) < ms).length;
  return within(86_400_000) >= caps.day || within(7 * 86_400_000) >= caps.week;
}

/** Every rule that stands against this call, in the order in which it is shown. */
export function standingRules(facts: OutboundFacts): OutboundRule[] {
  const { to, flags } = facts;
  const found: OutboundRule[] = [];
  if (isServiceNumber(to) || facts.emergencyNumbers.some((n) => same(n, to))) found.push('emergency-number');
  if (facts.ownNumbers.some((n) => same(n, to))) found.push('own-number');
  if (facts.listed || flags.includes('do-not-call')) found.push('do-not-call');
  if (flags.includes('patient-only')) found.push('patient-only');
  if (flags.includes('no-voicemail')) found.push('no-voicemail');
  if (!facts.expected && isQuiet(to, facts.now, facts.zone)) found.push('quiet-hours');
  if (!facts.expected && capReached(facts)) found.push('attempt-cap');
  return found;
}

/** Nobody may dial these; everything else an agent may, with a reason. A machine may pass none (C23). */
export const neverOverridden: readonly OutboundRule[] = ['emergency-number', 'own-number'];
export const mayOverride = (rule: OutboundRule): boolean => !neverOverridden.includes(rule);

/** Rules that still stand after the reasons that were given; empty = dial. */
export function refusing(
  standing: readonly OutboundRule[],
  overrides: readonly { rule: OutboundRule; reason: string }[],
  automated = false,
): OutboundRule[] {
  const passed = (rule: OutboundRule): boolean =>
    !automated && mayOverride(rule) && overrides.some((o) => o.rule === rule && o.reason.trim().length >= 3);
  return standing.filter((rule) => !passed(rule));
}

/** C20: what may be left on somebody's machine, and nothing else; the words around it are the catalogue's. */
export const voicemailParts = ['name', 'organisation', 'number'] as const;
const tells =
  /appointment|result|test|lab|doctor|nurse|clinic\b|oncolog|cancer|pregnan|refill|prescri|medic|pharmac|bill|balance|insur|patient|diagnos|treat|surg|urgent|health/i;
/**
 * What a voicemail script says beyond name, organisation and callback number; empty = it may be read out.
 * @param named whether it may name the organisation: not to a machine that anybody may hear
 */
export function voicemailProblems(template: string, named = true): string[] {
  const parts = voicemailParts.filter((part) => named || part !== 'organisation');
  const problems: string[] = [];
  for (const [, name] of template.matchAll(/\{([^}]*)\}/g))
    if (!parts.some((part) => part === name)) problems.push(`placeholder ${name ?? ''}`);
  for (const part of parts) if (!template.includes(`{${part}}`)) problems.push(`without ${part}`);
  const words = template.replace(/\{[^}]*\}/g, '');
  const told = tells.exec(words);
  if (told) problems.push(`tells “${told[0].toLowerCase()}”`);
  if (/\d/.test(words)) problems.push('digits of its own');
  if (words.length > 120) problems.push('longer than 120 characters');
  return problems;
}
