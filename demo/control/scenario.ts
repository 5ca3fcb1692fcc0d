// What a demo caller says: the schema of `demo/calls/*.json` and the pick of a scenario and a fitting patient.
import { z } from 'zod';
import { callerIs } from '#shared/domain/messages/message.ts';
import { feelKinds } from '#shared/domain/calls/ring-kinds.ts';
import type { RingAnswer, RingBody } from '#shared/protocol/demo.ts';
import angryBilling from '../calls/angry-billing.json' with { type: 'json' };
import angryRefill from '../calls/angry-refill.json' with { type: 'json' };
import chestPainSelf from '../calls/chest-pain-self.json' with { type: 'json' };
import chestPainSpouse from '../calls/chest-pain-spouse.json' with { type: 'json' };
import feelsAfraid from '../calls/feels-afraid.json' with { type: 'json' };
import feelsAngry from '../calls/feels-angry.json' with { type: 'json' };
import feelsSad from '../calls/feels-sad.json' with { type: 'json' };
import feelsConfused from '../calls/feels-confused.json' with { type: 'json' };
import feelsInPain from '../calls/feels-in-pain.json' with { type: 'json' };
import feelsGrateful from '../calls/feels-grateful.json' with { type: 'json' };
import feelsCalm from '../calls/feels-calm.json' with { type: 'json' };
import hospiceNight from '../calls/hospice-night.json' with { type: 'json' };
import movedVisit from '../calls/moved-visit.json' with { type: 'json' };
import worriedFever from '../calls/worried-fever.json' with { type: 'json' };
import worriedResults from '../calls/worried-results.json' with { type: 'json' };

export const scenario = z.strictObject({
  id: z.string().regex(/^[a-z-]{3,40}$/),
  /** Always true: nobody's real words. */
  synthetic: z.literal(true),
  kind: z.enum(['worried', 'chest-pain', 'angry-hold', 'calm', ...feelKinds]),
  accountId: z.string(),
  dnis: z.string().regex(/^\+1\d{10}$/),
  relation: z.enum(callerIs),
  /** Who rings when it isn't the patient; `{family}` is the patient's family name. */
  callerName: z.string().nullable(),
  patientAge: z.strictObject({ from: z.int().min(0), to: z.int().max(130) }),
  waitedSeconds: z.strictObject({ from: z.int().min(0), to: z.int().max(3600) }),
  captions: z
    .array(z.strictObject({ atMs: z.int().min(0).max(600_000), text: z.string().min(1).max(300) }))
    .min(3)
    .max(20),
});
export type Scenario = z.infer<typeof scenario>;

export const scenarios: readonly Scenario[] = z
  .array(scenario)
  .parse([
    worriedResults,
    worriedFever,
    chestPainSpouse,
    chestPainSelf,
    angryRefill,
    angryBilling,
    hospiceNight,
    movedVisit,
    feelsAfraid,
    feelsAngry,
    feelsSad,
    feelsConfused,
    feelsInPain,
    feelsGrateful,
    feelsCalm,
  ]);

/** What the pick needs of a caller (`demo/people/callers.ts`). */
export interface Ringable {
  patientId: string;
  givenName: string;
  familyName: string;
  phone: string;
  birthDate: string;
  deceased: boolean;
  restricted: boolean;
}

/** Whole years at `today` (YYYY-MM-DD). */
function ageAt(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Numbers in [0, 1) that follow from the seed (mulberry32). */
function drawer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same seed, people and day give the same call. @throws when nobody fits (a data mistake, not a user's). */
export function makeRing(
  body: RingBody & { seed: number },
  callers: readonly Ringable[],
  today: string,
): RingAnswer {
  const draw = drawer(body.seed);
  const one = <T>(list: readonly T[], what: string): T => {
    const picked = list[Math.floor(draw() * list.length)];
    if (picked === undefined) throw new Error(`no ${what} to pick`);
    return picked;
  };
  const told = one(
    scenarios.filter((s) => (body.kind === 'random' ? !s.kind.startsWith('feels-') : s.kind === body.kind)),
    'scenario',
  );
  const patient = one(
    callers.filter((c) => {
      const age = ageAt(c.birthDate, today);
      return !c.deceased && !c.restricted && age >= told.patientAge.from && age <= told.patientAge.to;
    }),
    'patient',
  );
  const fullName = `${patient.givenName} ${patient.familyName}`;
  const callerName = told.callerName?.replace('{family}', patient.familyName) ?? fullName;
  const filled = (text: string): string =>
    text
      .replaceAll('{caller}', callerName)
      .replaceAll('{patient}', fullName)
      .replaceAll('{given}', patient.givenName.split(' ')[0] ?? '');
  const { from, to } = told.waitedSeconds;
  return {
    scenario: told.id,
    seed: body.seed,
    number: patient.phone,
    dnis: told.dnis,
    accountId: told.accountId,
    callerName,
    relation: told.relation,
    patientId: patient.patientId,
    waitedSeconds: from + Math.floor(draw() * (to - from + 1)),
    captions: told.captions.map((c) => ({ atMs: c.atMs, text: filled(c.text) })),
    facts: { fullName, birthDate: patient.birthDate },
  };
}
