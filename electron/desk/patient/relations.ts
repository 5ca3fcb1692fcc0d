// Who else is on file for a patient, and what the patient allowed or forbade: RelatedPerson and Consent read into what
// `whoMayHear` asks (C20). Names are compared here and go nowhere. Whatever can't be read is taken as the stricter thing.
import { z } from 'zod';
import { compareFact, type Comparison, type ReadAs } from '#shared/domain/disclosure/compare.ts';
import type { Allowance, OnFile, Relation } from '#shared/domain/disclosure/who.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import { concept, humanName } from '../fhir/resources.ts';
import { hasCode, isAbout } from './mapped.ts';
import { isRestricted } from './person.ts';

const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const label = z
  .object({ security: z.array(z.object({ code: z.string().optional() })).optional() })
  .optional();
const span = z.object({ start: z.string().optional(), end: z.string().optional() }).optional();
const reference = z.object({ reference: z.string().optional() });

const relatedPerson = z.object({
  id,
  meta: label,
  active: z.boolean().optional(),
  patient: reference,
  relationship: z.array(concept).default([]),
  name: z.array(humanName).default([]),
  period: span,
});

interface Provision {
  type?: 'deny' | 'permit' | undefined;
  period?: { start?: string | undefined; end?: string | undefined } | undefined;
  actor?: { role?: z.infer<typeof concept> | undefined; reference: { reference?: string | undefined } }[];
  class?: { code?: string | undefined }[] | undefined;
  code?: unknown[] | undefined;
  data?: unknown[] | undefined;
  securityLabel?: unknown[] | undefined;
  provision?: Provision[] | undefined;
}
const provision: z.ZodType<Provision> = z.lazy(() =>
  z.object({
    type: z.enum(['deny', 'permit']).optional(),
    period: span,
    actor: z.array(z.object({ role: concept.optional(), reference })).optional(),
    class: z.array(z.object({ code: z.string().optional() })).optional(),
    code: z.array(z.unknown()).optional(),
    data: z.array(z.unknown()).optional(),
    securityLabel: z.array(z.unknown()).optional(),
    provision: z.array(provision).max(50).optional(),
  }),
);
const consent = z.object({
  id,
  status: z.string(),
  patient: reference,
  policyRule: concept.optional(),
  sourceReference: reference.optional(),
  sourceAttachment: z.record(z.string(), z.unknown()).optional(),
  provision: provision.optional(),
});
type ConsentResource = z.infer<typeof consent>;

/** v3-RoleCode and v2-0131 by what they mean here. What is none of them is a contact: it gives no right to hear. */
const relationCodes: readonly (readonly [Relation, string])[] = [
  ['parent', 'PRN MTH FTH NPRN NMTH NFTH ADOPTP ADOPTM ADOPTF STPPRN STPMTH STPFTH GESTM'],
  ['guardian', 'GUARD GUADLTM'],
  ['proxy', 'POWATT HPOWATT DPOWATT SPOWATT'],
  ['executor', 'EXCEST'],
  ['spouse', 'SPS HUSB WIFE DOMPART S'],
  [
    'relative',
    'FAMMEMB CHILD SON DAU DAUC SONC SIB BRO SIS GRPRN GRMTH GRFTH GRNDCHILD AUNT UNCLE COUSN NIECE NEPHEW EXT F N',
  ],
];
const relationOf = (c: z.infer<typeof concept>): Relation =>
  relationCodes.find(([, codes]) => hasCode(c, ...codes.split(' ')))?.[0] ?? 'contact';

/** `today` is YYYY-MM-DD; a start or end that is no date can't be relied on. */
function within(period: z.infer<typeof span>, today: string): boolean {
  const day = (text: string | undefined): string | null | undefined =>
    text === undefined ? undefined : /^\d{4}(-\d{2}(-\d{2})?)?/.test(text) ? text.slice(0, 10) : null;
  const [start, end] = [day(period?.start), day(period?.end)];
  if (start === null || end === null) return false;
  return (start === undefined || start <= today) && (end === undefined || end >= today.slice(0, end.length));
}

interface Rule {
  decision: 'permit' | 'deny';
  /** Ids of `RelatedPerson`; null = names nobody. Someone else (an organisation, a practitioner) is an empty list. */
  people: string[] | null;
  roles: Relation[];
  about: Allowance['about'] | 'other';
}

/** A rule and its exceptions, each with what it inherits: in R4 a nested provision keeps its parent's actors. */
function rulesOf(p: Provision, inherited: Provision, today: string, depth = 0): Rule[] {
  const type = p.type ?? inherited.type ?? 'permit';
  const actor = p.actor ?? inherited.actor;
  const nested = (p.provision ?? []).flatMap((n) =>
    depth < 5 ? rulesOf(n, { ...p, type, ...(actor === undefined ? {} : { actor }) }, today, depth + 1) : [],
  );
  // A denial that is out of its period is over; so is a permit.
  if (!within(p.period, today)) return nested;
  const classes = p.class?.map((c) => c.code ?? '') ?? [];
  const narrowed = [p.class, p.code, p.data, p.securityLabel].some((l) => (l?.length ?? 0) > 0);
  const people = actor?.flatMap(
    (a) => /(?:^|\/)RelatedPerson\/([A-Za-z0-9.-]{1,64})$/.exec(a.reference.reference ?? '')?.[1] ?? [],
  );
  const own: Rule = {
    decision: type,
    people: people ?? null,
    roles: actor?.flatMap((a) => (a.role === undefined ? [] : [relationOf(a.role)])) ?? [],
    about: !narrowed ? 'record' : classes.includes('Appointment') ? 'visits' : 'other',
  };
  return [own, ...nested];
}

export interface OnRecord {
  onFile: OnFile | null;
  allowances: Allowance[];
  /** What comparing the caller's own name with the people on file said; null when no name was given or nobody is there. */
  named: Comparison | null;
}

/**
 * `stated` is the name that the caller gives as their own. Consents that can't be read, or that there are more of than
 * were fetched, may forbid: then nobody else hears.
 */
export function onRecord(
  related: SearchAnswer,
  consents: SearchAnswer,
  patientId: string,
  stated: string | null,
  as: ReadAs,
): OnRecord {
  const people = related.resources.flatMap((raw) => {
    const read = relatedPerson.safeParse(raw);
    return read.success && isAbout(read.data.patient.reference, patientId) ? [read.data] : [];
  });
  const compare = (p: (typeof people)[number]): Comparison => {
    const names = p.name.map((n) => ({ given: n.given, family: n.family ?? '', text: n.text ?? '' }));
    // A name that is kept as its text only beside its parts is the same name.
    const record = { names, birthDate: null, addresses: [], phones: [], multipleBirth: false };
    const byParts = compareFact(record, 'fullName', stated ?? '', as);
    if (byParts === 'matched') return byParts;
    const texts = names.map((n) => ({ given: [], family: '', text: n.text }));
    return compareFact({ ...record, names: texts }, 'fullName', stated ?? '', as) === 'matched'
      ? 'matched'
      : byParts;
  };
  const compared = stated === null ? [] : people.map((p) => ({ p, outcome: compare(p) }));
  const hits = compared.filter((c) => c.outcome === 'matched').map((c) => c.p);
  const named: Comparison | null =
    compared.length === 0
      ? null
      : hits.length > 0
        ? 'matched'
        : (compared.find((c) => c.outcome === 'unclear')?.outcome ?? 'not-matched');
  const ids = hits.map((p) => p.id);

  const allowances: Allowance[] = [];
  const roles: Relation[] = [];
  let paper: string | null = null;
  // Withheld or unreadable consents are there and may forbid.
  if (consents.unreadable > 0 || consents.more || consents.suppressed)
    allowances.push({ decision: 'deny', names: false, about: 'record', document: null });
  for (const raw of consents.resources) {
    const read = consent.safeParse(raw);
    if (!read.success || !isAbout(read.data.patient.reference, patientId)) {
      // Whatever became of a revoked one, it allows nothing; an unreadable one may forbid.
      if (!read.success) allowances.push({ decision: 'deny', names: false, about: 'record', document: null });
      continue;
    }
    if (read.data.status !== 'active') continue;
    const document = documentOf(read.data);
    const optOut = hasCode(read.data.policyRule, 'OPTOUT', 'OPTOUTE');
    const root: Provision = { type: optOut ? 'deny' : 'permit' };
    for (const rule of rulesOf(read.data.provision ?? {}, root, as.today)) {
      const names = rule.people !== null;
      if (names && !rule.people?.some((p) => ids.includes(p))) continue;
      if (rule.decision === 'deny') {
        allowances.push({ decision: 'deny', names, about: 'record', document });
        continue;
      }
      if (rule.about === 'other') continue;
      allowances.push({ decision: 'permit', names, about: rule.about, document });
      if (!names || document === null) continue;
      roles.push(...rule.roles);
      if (rule.about === 'record') paper ??= document;
    }
  }
  const onFile: OnFile | null =
    hits.length === 0
      ? null
      : {
          relations: [...new Set([...hits.flatMap((p) => p.relationship.map(relationOf)), ...roles])],
          current: hits.some((p) => p.active !== false && within(p.period, as.today)),
          document: paper,
        };
  return { onFile: onFile === null || !hits.some(isRestricted) ? onFile : null, allowances, named };
}

/** The paper itself where there is one: a document, an image, or the form that was signed. */
function documentOf(c: ConsentResource): string | null {
  const target = /([A-Za-z]{1,40}\/[A-Za-z0-9.-]{1,64})(\/_history\/[^/]+)?$/.exec(
    c.sourceReference?.reference ?? '',
  )?.[1];
  if (target !== undefined) return target;
  return c.sourceAttachment === undefined ? null : `Consent/${c.id}`;
}
