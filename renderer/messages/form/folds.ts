// Which parts of the form stand open: those that the reason needs, those that a person opened, those where something lacks.
// And what a folded one says about itself. Pure.
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Problem } from '#shared/domain/messages/complete.ts';
import { stated, urgencyRank, type DraftFields } from '#shared/domain/messages/message.ts';
import { isClinical } from '#shared/domain/messages/urgency.ts';
import { t } from '../../text/t.ts';
import { fieldOf } from '../rules.ts';
import { verificationWords } from '../verification-words.ts';

export const foldIds = ['symptoms', 'conditions', 'medicines', 'refill', 'asked', 'ending'] as const;
export type FoldId = (typeof foldIds)[number];

export interface Folds {
  isOpen(id: FoldId): boolean;
  set(id: FoldId, open: boolean): void;
}

/** The fields inside a part that can be folded, by their `data-field`. */
const inside: Record<FoldId, readonly string[]> = {
  symptoms: ['symptom', 'since', 'worse', 'tried'],
  conditions: ['pregnant', 'recent-birth', 'recent-surgery', 'immune', 'blood-thinner', 'diabetes'],
  medicines: ['medicines', 'allergies'],
  refill: [
    'refill-drug',
    'refill-strength',
    'refill-last',
    'refill-days-left',
    'refill-pharmacy',
    'refill-pharmacy-phone',
    'refill-hours',
    'refill-prescriber',
  ],
  asked: ['caller-type', 'consent-recording', 'consent-share', 'interpreter', 'relay', 'refused'],
  ending: ['told-call-by', 'told-expect', 'told-if-worse', 'summary'],
};
/** The part that holds a field; null = it is never folded. */
export const foldOf = (field: string): FoldId | null =>
  foldIds.find((id) => inside[id].includes(field)) ?? null;

/** Open by itself: what this message needs asked. A person's own choice goes before it. */
export function opensItself(id: FoldId, f: DraftFields, account: Account): boolean {
  const clinical = f.reasonCode !== '' && isClinical(account, f.reasonCode);
  const urgent = f.urgency !== null && urgencyRank(f.urgency) <= urgencyRank('urgent-clinical');
  const refill = f.reasonCode === 'refill';
  switch (id) {
    case 'symptoms':
    case 'conditions':
      return (clinical && !refill) || urgent || f.redFlags.length > 0;
    case 'medicines':
      return refill || (clinical && account.template.asks.includes('medicines'));
    case 'refill':
      return refill;
    case 'asked':
      return false;
    case 'ending':
      return clinical || urgent;
  }
}

/** The part is open although nobody opened it: something in it lacks. */
export const lacksInside = (id: FoldId, lacking: ReadonlySet<Problem>): boolean =>
  [...lacking].some((problem) => inside[id].includes(fieldOf[problem]));

const join = (parts: readonly (string | false)[]): string =>
  parts.filter((part): part is string => part !== false && part.trim() !== '').join(' · ');
const spokenFor = (answer: (typeof stated)[number], what: string): string | false =>
  answer === 'yes' && t(`messages.stated.yes.of`, { what });

/** What stands in a folded part; empty = nothing yet. */
export const contentOf = {
  symptoms: ({ symptoms: s }: Pick<DraftFields, 'symptoms'>): string =>
    join([
      s.what,
      s.since !== '' && t('messages.symptoms.since.of', { since: s.since }),
      s.worse === 'yes' && t('messages.symptoms.worse.yes'),
    ]),
  conditions: ({ conditions: c }: Pick<DraftFields, 'conditions'>): string => {
    const yes = join([
      spokenFor(c.pregnant, t('messages.conditions.pregnant')),
      spokenFor(c.recentBirth, t('messages.conditions.recentBirth')),
      spokenFor(c.recentSurgery, t('messages.conditions.recentSurgery')),
      spokenFor(c.immuneProblem, t('messages.conditions.immuneProblem')),
      spokenFor(c.bloodThinner, t('messages.conditions.bloodThinner')),
      spokenFor(c.diabetes, t('messages.conditions.diabetes')),
    ]);
    const asked = [
      c.pregnant,
      c.recentBirth,
      c.recentSurgery,
      c.immuneProblem,
      c.bloodThinner,
      c.diabetes,
    ].filter((a) => a !== 'not-asked').length;
    return yes !== '' || asked === 0 ? yes : t('messages.conditions.asked', { count: asked });
  },
  medicines: (f: Pick<DraftFields, 'medicines' | 'allergies'>): string =>
    join([f.medicines, f.allergies !== '' && t('messages.allergies.of', { what: f.allergies })]),
  refill: ({ refill: r }: Pick<DraftFields, 'refill'>): string =>
    r === null ? '' : join([r.drug, r.strength, r.outNow && t('messages.refill.out'), r.pharmacyName]),
  asked: (f: Pick<DraftFields, Asked>): string =>
    join([
      f.callerType !== 'public' && t(`messages.caller-type.${f.callerType}`),
      verificationWords(f.verificationLevel),
      f.consentToShare === 'no' && t('messages.consent.share.no'),
      f.interpreterId !== '' && t('messages.interpreter.of', { id: f.interpreterId }),
      f.relayCall && t('messages.relay'),
      f.refused !== '' && t('messages.refused.of', { what: f.refused }),
    ]),
  ending: ({ told, summary }: Pick<DraftFields, 'told' | 'summary'>): string =>
    join([
      told.callBy !== '' && t('messages.told.by.of', { when: told.callBy }),
      told.ifWorse && t('messages.told.if-worse.done'),
      summary.readBack && t('messages.summary.done'),
    ]),
} as const;
type Asked =
  | 'callerType'
  | 'verificationLevel'
  | 'consentToShare'
  | 'interpreterId'
  | 'relayCall'
  | 'refused';
