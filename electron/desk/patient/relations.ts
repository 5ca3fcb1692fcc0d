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
  /** Names this caller; false: nobody. Rules for others are left out. */
  names: boolean;
  roles: Relation[];
  about: Allowance['about'] | 'other';
}

/** Whom a rule is for: nobody in particular, this caller, or somebody else. */
function aimOf(actor: Provision['actor'], ids: readonly string[]): 'all' | 'caller' | 'other' | 'unknown' {
  if (actor === undefined || actor.length === 0) return 'all';
  const targets = actor.map((a) => a.reference.reference);
  const hit = targets.some((r) => {
    const id = /(?:^|\/)RelatedPerson\/([A-Za-z0-9.-]{1,64})(\/_history\/[^/]+)?$/.exec(r ?? '')?.[1];
    return id !== undefined && ids.includes(id);
  });
  if (hit) return 'caller';
  // By name or number only: it may be this caller.
  return targets.some((r) => r === undefined) ? 'unknown' : 'other';
}

/** A rule and its exceptions. In R4 a nested provision is an exception to its parent and keeps the parent's actors. */
function rulesOf(
  p: Provision,
  inherited: Provision,
  ids: readonly string[],
  today: string,
  depth = 0,
): Rule[] {
  const type = p.type ?? inherited.type ?? 'permit';
  const actor = p.actor ?? inherited.actor;
  const nested = (p.provision ?? []).flatMap((n) =>
    depth < 5 ? rulesOf(n, { type, actor }, ids, today, depth + 1) : [],
  );
  // Too deep to be followed: what is in there may forbid.
  if (depth >= 5 && (p.provision?.length ?? 0) > 0)
    nested.push({ decision: 'deny', names: false, roles: [], about: 'record' });
  // A rule that is out of its period is over, a "no" too.
  if (!within(p.period, today)) return nested;
  const aim = aimOf(actor, ids);
  if (aim === 'other' || (aim === 'unknown' && type === 'permit')) return nested;
  // "Nobody but my sister": the exception is the rule for her.
  if (type === 'deny' && aim === 'all' && nested.some((n) => n.decision === 'permit' && n.names))
    return nested;
  const narrowed = [p.class, p.code, p.data, p.securityLabel].some((l) => (l?.length ?? 0) > 0);
  const visits = p.class?.some((c) => c.code === 'Appointment') ?? false;
  const own: Rule = {
    decision: type,
    names: aim === 'caller',
    roles: actor?.flatMap((a) => (a.role === undefined ? [] : [relationOf(a.role)])) ?? [],
    about: !narrowed ? 'record' : visits ? 'visits' : 'other',
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
    const ours = read.success && isAbout(read.data.patient.reference, patientId) && !isRestricted(read.data);
    return ours ? [read.data] : [];
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
  const matched = compared.filter((c) => c.outcome === 'matched').map((c) => c.p);
  const inForce = matched.filter((p) => p.active !== false && within(p.period, as.today));
  // What somebody was before says nothing while they are something now.
  const hits = inForce.length > 0 ? inForce : matched;
  const outcomes = compared.map((c) => c.outcome);
  const named: Comparison | null =
    (['matched', 'unclear', 'not-matched', 'not-on-file'] as const).find((o) => outcomes.includes(o)) ?? null;
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
    for (const rule of rulesOf(read.data.provision ?? {}, root, ids, as.today)) {
      const { decision, names, about } = rule;
      if (decision === 'deny') allowances.push({ decision, names, about: 'record', document });
      else if (about !== 'other') {
        allowances.push({ decision, names, about, document });
        if (!names || document === null) continue;
        roles.push(...rule.roles);
        if (about === 'record') paper ??= document;
      }
    }
  }
  const onFile: OnFile | null =
    hits.length === 0
      ? null
      : {
          relations: [...new Set([...hits.flatMap((p) => p.relationship.map(relationOf)), ...roles])],
          current: inForce.length > 0,
          document: paper,
        };
  return { onFile, allowances, named };
}

/** The paper itself where there is one: a document, an image, or the form that was signed. */
function documentOf(c: ConsentResource): string | null {
  const target = /([A-Za-z]{1,40}\/[A-Za-z0-9.-]{1,64})(\/_history\/[^/]+)?$/.exec(
    c.sourceReference?.reference ?? '',
  )?.[1];
  if (target !== undefined) return target;
  return c.sourceAttachment === undefined ? null : `Consent/${c.id}`;
}
