// What a call of a reason must not lack (row 53): identity before a record, a number that is read back, the emergency line on
// clinical calls, a close, words for every mood.
import type { ReasonCode } from '../accounts/reason.ts';
import { fieldsOf } from './fill.ts';
import { moods, type Script, type ScriptStep } from './script.ts';
import { route } from './walk.ts';
import { onByBranches, onByNext, reached, waysOn } from './ways.ts';

export const criticalProblems = [
  'no-greeting',
  'no-close',
  'no-verify',
  'record-before-verify',
  'no-read-back',
  'not-read-back',
  'visit-not-whole',
  'no-emergency-line',
  'no-emergency-act',
  'not-clinical',
  'mood-without-words',
] as const;
export type CriticalProblem = (typeof criticalProblems)[number];
export interface CriticalFinding {
  stepId: string;
  problem: CriticalProblem;
  text: string;
}

/** Nothing of a record is opened on these calls; on every other one identity is asked first (C19). */
const withoutRecord: readonly ReasonCode[] = [
  'hours_directions',
  'general',
  'coverage_question',
  'urgent',
  'crisis',
  'after_hours',
  'intake',
  'complaint',
  'provider_or_pharmacy',
];
/** Rows 1 and 3: a visit is said whole, and what is not known is said as not known. */
const saysVisit: readonly ReasonCode[] = ['new_appointment', 'confirm_appointment'];
const visit = ['when', 'with', 'where', 'bring'].map((part) => `appointment.next.${part}`);
/** What is said on these is clinical, whatever the file says of itself. */
const clinicalReasons: readonly ReasonCode[] = [
  'after_hours',
  'clinical_message',
  'crisis',
  'follow_up',
  'provider_or_pharmacy',
  'refill',
  'test_results',
  'urgent',
  'visit_instructions',
];
export const isClinical = (script: Pick<Script, 'clinical' | 'reason'>): boolean =>
  script.clinical || clinicalReasons.includes(script.reason);
/** The emergency card leads on these. */
const cardLeads: readonly ReasonCode[] = ['urgent', 'crisis'];

const linesOf = (step: ScriptStep): string[] => [
  ...step.say,
  ...Object.values(step.sayWhen).flatMap((lines) => lines ?? []),
  ...step.required.map((r) => r.text),
  ...step.phrases.map((p) => p.text),
  ...(step.teachBack === null ? [] : [step.teachBack.ask, step.teachBack.again]),
];
const saysEmergency = (step: ScriptStep): boolean =>
  step.required.some((r) => fieldsOf(r.text).includes('emergency.ambulance'));
/** Off the plain way the emergency card, or a clinician to whom the caller is handed, says it. */
const leadsToHelp = (step: ScriptStep): boolean =>
  saysEmergency(step) || (step.aside && (step.act === 'emergency' || step.act === 'transfer'));
const namesRecord = (step: ScriptStep): string | undefined =>
  linesOf(step).find((text) =>
    fieldsOf(text).some((f) => f.startsWith('appointment.') || f.startsWith('patient.')),
  );
/** Digits and times are heard wrong; identity is the exception, there a read-back would offer the fact. */
const mustBeReadBack = ['phone', 'time', 'date'];

/** The last step on the way there that was left by a choice; null = Next alone leads there. */
function byChoice(
  steps: readonly ScriptStep[],
  from: ReadonlyMap<string, ScriptStep | null>,
  to: string,
): ScriptStep | null {
  let at = to;
  for (let step = from.get(at) ?? null; step !== null; step = from.get(at) ?? null) {
    if (onByNext(steps, step) !== at) return step;
    at = step.id;
  }
  return null;
}

/** One way through: the steps of a script, or of its brief variant. */
export function lintCritical(script: Script, steps: readonly ScriptStep[]): CriticalFinding[] {
  const out: CriticalFinding[] = [];
  const add = (stepId: string, problem: CriticalProblem, text: string) => out.push({ stepId, problem, text });
  const plain = route(steps);
  if (steps[0]?.kind !== 'greeting') add(steps[0]?.id ?? '', 'no-greeting', script.title);
  if (!plain.some((s) => s.kind === 'close')) add(plain.at(-1)?.id ?? '', 'no-close', script.title);

  if (!plain.some((s) => s.kind === 'verify') && !withoutRecord.includes(script.reason))
    add('', 'no-verify', script.title);
  // By whatever way: nothing of the record before identity was asked. Who could not show it leaves that step by a branch.
  const unknown = reached(steps, (s) => (s.kind === 'verify' ? onByBranches(steps, s) : waysOn(steps, s)));
  // What is said while verifying has a finding of its own.
  for (const told of steps.filter((s) => s.kind !== 'verify' && unknown.has(s.id))) {
    const words = namesRecord(told);
    if (words !== undefined) add(told.id, 'record-before-verify', words);
  }

  for (const step of steps.filter((s) => s.kind !== 'verify'))
    for (const f of step.fields)
      if (mustBeReadBack.includes(f.kind) && !f.readBack) add(step.id, 'not-read-back', f.label);
  const taken = plain.findIndex((s) => s.fields.some((f) => f.readBack));
  if (taken >= 0 && !plain.some((s, i) => i >= taken && s.kind === 'read_back'))
    add(plain[taken]?.id ?? '', 'no-read-back', plain[taken]?.title ?? '');

  const said = plain.flatMap((s) => s.say.flatMap(fieldsOf));
  if (saysVisit.includes(script.reason) && visit.some((part) => !said.includes(part)))
    add('', 'visit-not-whole', visit.filter((part) => !said.includes(part)).join(', '));

  if (isClinical(script)) {
    if (!script.clinical) add('', 'not-clinical', script.title);
    // By whatever way: no call is closed before the emergency line was said.
    const unsaid = reached(steps, (s) => (leadsToHelp(s) ? [] : waysOn(steps, s)));
    const closes = steps.filter((s) => s.kind === 'close' && !saysEmergency(s) && unsaid.has(s.id));
    if (closes.length > 0 || unsaid.has('end')) {
      const left = byChoice(steps, unsaid, closes[0]?.id ?? 'end');
      add(left?.id ?? '', 'no-emergency-line', left?.title ?? script.title);
    }
  }
  if (cardLeads.includes(script.reason) && !plain.some((s) => s.act === 'emergency'))
    add('', 'no-emergency-act', script.title);
  return out;
}

/** Row 29: in each mood but calm there are words for it somewhere in the script. */
export const lintMoods = (script: Script): CriticalFinding[] =>
  moods
    .filter((mood) => mood !== 'calm')
    .filter((mood) => !script.steps.some((s) => s.phrases.some((p) => p.moods.includes(mood))))
    .map((mood) => ({ stepId: '', problem: 'mood-without-words', text: mood }));
