// What a form begins with: what the record already says is not typed again (row 43), and is marked as the record's. Pure.
import type { Act, ActKind, ActOf } from '#shared/domain/acts/act.ts';
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import type { CardView } from '#shared/domain/patient/card.ts';

type Rows<C extends Card> = Extract<CardView, { card: C }>['rows'];
/** What was read of the record for this form; absent = not asked, not shown, or away. */
export type OnRecord = { [C in Card]?: Rows<C> };

/** What the record said late is shown at once while nobody wrote anything, or where it adds nothing to what stands there. */
export const takesItself = (before: OnRecord, now: OnRecord, words: object): boolean =>
  Object.keys(words).length === 0 ||
  Object.entries(now).every(([card, rows]) => before[card as Card] === rows || rows.length === 0);

/** Cards that a form is filled from, and the reason that it is for: opening the form states it. */
export const needs: Readonly<Record<ActKind, { cards: readonly Card[]; reason: ReasonCode }>> = {
  'insurance-update': { cards: ['coverage'], reason: 'insurance' },
  'benefit-request': { cards: ['coverage'], reason: 'coverage_question' },
  'refill-request': { cards: ['medicines', 'allergies'], reason: 'refill' },
  'referral-request': { cards: ['care-team', 'coverage'], reason: 'referral' },
  'records-request': { cards: [], reason: 'records' },
  'contact-note': { cards: ['contacts'], reason: 'follow_up' },
  'follow-up': { cards: ['contacts'], reason: 'follow_up' },
  preferences: { cards: ['identity'], reason: 'reminder_preference' },
  'reminder-consent': { cards: [], reason: 'reminder_preference' },
};

export interface Known {
  record: OnRecord;
  /** What the call is about, as stated; null = not yet. */
  reason: ReasonCode | null;
  /** Notes of the call so far. */
  notes: string;
  incoming: boolean;
  /** When the call began, or now (UTC instant). */
  at: string;
  article: { articleId: string; version: number; title: string } | null;
}
type Plan = Rows<'coverage'>[number];
export const planName = (p: Pick<Plan, 'payer' | 'plan'>): string =>
  (p.payer?.toLowerCase() === p.plan?.toLowerCase() ? [p.payer] : [p.payer, p.plan])
    .filter(Boolean)
    .join(', ');
/** A day of the record, when it has one. */
const day = (when: string | null): string => /^\d{4}-\d\d-\d\d/.exec(when ?? '')?.[0] ?? '';

/** Of another payer nothing of the plan before holds: neither its group nor its number nor its days. */
export function insuranceOf(
  plans: readonly Plan[],
  chosen: { replaces?: string | null; payer?: string },
): Omit<ActOf<'insurance-update'>, 'kind'> {
  const first = plans.find((p) => p.active) ?? plans[0];
  const replaces = chosen.replaces === undefined ? (first?.id ?? null) : chosen.replaces;
  const plan = plans.find((p) => p.id === replaces);
  const same = plan !== undefined && (chosen.payer === undefined || chosen.payer.trim() === plan.payer);
  return {
    replaces: plan === undefined ? null : replaces,
    payer: plan?.payer ?? '',
    plan: same ? (plan.plan ?? '') : '',
    memberId: '',
    memberKept: same && plan.memberId !== null,
    memberReadBack: false,
    group: same ? (plan.group ?? '') : '',
    heldBy: 'patient',
    subscriber: '',
    from: same ? day(plan.from) : '',
    until: same ? day(plan.until) : '',
  };
}

/** `patch`: what the agent has changed; it decides what of the record still fits. */
export function firstOf(kind: ActKind, known: Known, patch: Partial<Record<string, unknown>>): Act {
  const { record } = known;
  const plans = record.coverage ?? [];
  const plan = plans.find((p) => p.active) ?? plans[0];
  switch (kind) {
    case 'insurance-update':
      return {
        kind,
        ...insuranceOf(plans, {
          ...('replaces' in patch && { replaces: patch['replaces'] as string | null }),
          ...('payer' in patch && { payer: patch['payer'] as string }),
        }),
      };
    case 'benefit-request': {
      const asked = plans.find((p) => p.id === patch['coverageId']) ?? plan;
      return {
        kind,
        coverageId: asked?.id ?? '',
        payer: asked === undefined ? '' : (asked.payer ?? ''),
        purposes: ['benefits'],
        service: '',
        serviceDate: '',
        article: known.article,
      };
    }
    case 'refill-request': {
      const medicine = record.medicines?.find((m) => m.id === patch['medicineId']);
      return {
        kind,
        medicineId: medicine?.id ?? null,
        drug: medicine?.text.slice(0, 160) ?? '',
        strength: '',
        daysLeft: '',
        outNow: false,
        pharmacyName: '',
        pharmacyPhone: '',
        pharmacyReadBack: false,
        prescriber: medicine?.prescriber?.slice(0, 160) ?? '',
        allergies: '',
        note: '',
      };
    }
    case 'referral-request':
      return {
        kind,
        from:
          (
            record['care-team']?.find((c) => /primary|general|family/i.test(c.role ?? '')) ??
            record['care-team']?.[0]
          )?.name?.slice(0, 160) ?? '',
        to: '',
        reason: '',
        insurance: plan === undefined ? '' : planName(plan).slice(0, 200),
        coverageId: plan?.id ?? null,
        by: '',
        note: '',
      };
    case 'records-request':
      return {
        kind,
        what: ['visit-notes'],
        from: '',
        until: '',
        for: 'patient',
        recipient: '',
        way: 'portal',
        to: '',
        article: known.article,
        note: '',
      };
    case 'contact-note':
      return {
        kind,
        direction: known.incoming ? 'in' : 'out',
        reason: known.reason ?? 'general',
        at: known.at,
        text: known.notes.slice(0, 2000),
        inResponseTo: null,
      };
    case 'follow-up':
      return {
        kind,
        queue: 'front-desk',
        what: '',
        priority: 'routine',
        from: '',
        by: '',
        contact: null,
        note: '',
      };
    case 'preferences': {
      const [phone] = record.identity?.[0]?.phones.filter((p) => !p.old) ?? [];
      return {
        kind,
        system: 'phone',
        value: phone?.number ?? '',
        onRecord: phone !== undefined,
        readBack: false,
      };
    }
    case 'reminder-consent':
      return { kind, decision: 'permit', channels: ['call'] };
  }
}

/** What is in the form: what was changed over what it began with. */
export const actOf = (kind: ActKind, known: Known, patch: Partial<Record<string, unknown>>): Act =>
  ({ ...firstOf(kind, known, patch), ...patch, kind }) as Act;

/** Fields that stand as the record has them; `first` without what was changed. */
export function asOnRecord(kind: ActKind, known: Known, patch: Partial<Record<string, unknown>>): string[] {
  const first = firstOf(kind, known, patch) as Record<string, unknown>;
  const told: Partial<Record<ActKind, readonly string[]>> = {
    'insurance-update': ['payer', 'plan', 'group', 'from', 'until'],
    'benefit-request': ['coverageId'],
    'refill-request': ['drug', 'prescriber'],
    'referral-request': ['from', 'insurance'],
    preferences: ['value'],
  };
  return (told[kind] ?? []).filter((field) => !(field in patch) && first[field] !== '');
}
