// Content check of a whole script or path: its form, each spoken line, the way through it, and what it must and must not do.
// The editor shows each finding at its step; only what has none can be submitted.
import { criticalProblems, isClinical, lintCritical, lintMoods } from './critical-lint.ts';
import { fieldsOf } from './fill.ts';
import { flowProblems, lintFlow } from './flow-lint.ts';
import type { Lang } from './languages.ts';
import { fewestOfLine, fewestWords, gradeOf, hardestGrade, hardestLine } from './reading.ts';
import { mostSteps, path, script, type Path, type Script, type ScriptStep } from './script.ts';
import { lintSpoken, lintUnspoken, spokenProblems, spokenWords } from './spoken-lint.ts';

const ownProblems = [
  'form',
  'too-many-steps',
  'hard-to-read',
  'verify-offers-fact',
  'too-many-questions',
  'phrase-twice',
  'reviewed-clinical',
] as const;
/** Every code of a finding; the editor has a sentence for each. */
export const scriptProblems = [
  ...ownProblems,
  ...spokenProblems,
  ...flowProblems,
  ...criticalProblems,
] as const;
export type ScriptProblem = (typeof scriptProblems)[number];

export interface ScriptFinding {
  /** '' = the whole script. */
  stepId: string;
  where: 'steps' | 'brief' | '';
  problem: ScriptProblem;
  /** The line, the label, or the place in the file. */
  text: string;
}

/** More than this helps nobody who writes. */
const mostFindings = 200;

const spokenOf = (step: ScriptStep): string[] => [
  ...step.say,
  ...Object.values(step.sayWhen).flatMap((lines) => lines ?? []),
  ...step.phrases.map((p) => p.text),
  ...step.required.map((r) => r.text),
  ...(step.teachBack === null ? [] : [step.teachBack.ask, step.teachBack.again]),
];
const unspokenOf = (step: ScriptStep): string[] => [
  step.title,
  step.why,
  ...step.ticks,
  ...step.fields.flatMap((f) => [f.label, ...f.choices]),
  ...step.branches.map((b) => b.when),
  ...(step.teachBack?.listenFor ?? []),
];

function lintStep(step: ScriptStep, lang: Lang): Pick<ScriptFinding, 'problem' | 'text'>[] {
  const out: Pick<ScriptFinding, 'problem' | 'text'>[] = [
    ...spokenOf(step).flatMap((text) => lintSpoken(text).map((problem) => ({ text, problem }))),
    ...unspokenOf(step).flatMap((text) => lintUnspoken(text).map((problem) => ({ text, problem }))),
  ];
  const said = spokenOf(step).join(' ');
  if (spokenWords(said) >= fewestWords && gradeOf(said, lang) > hardestGrade)
    out.push({ problem: 'hard-to-read', text: `${step.title} (${gradeOf(said, lang)})` });
  for (const text of spokenOf(step))
    if (spokenWords(text) >= fewestOfLine && gradeOf(text, lang) > hardestLine)
      out.push({ problem: 'hard-to-read', text });
  // C19: identity is asked, never offered. No fact of the record may stand in what is said while verifying.
  if (step.kind === 'verify')
    for (const text of spokenOf(step))
      if (fieldsOf(text).some((f) => !f.startsWith('agent.') && !f.startsWith('practice.')))
        out.push({ text, problem: 'verify-offers-fact' });
  // Row 27: at most five open questions a reason's step.
  if (step.phrases.filter((p) => p.kind === 'explore').length > 5)
    out.push({ text: step.title, problem: 'too-many-questions' });
  const ids = [step.phrases, step.required, step.fields].flatMap((list) =>
    list.length > new Set<string>(list.map((x) => x.id)).size ? [step.title] : [],
  );
  return [...out, ...ids.map((text): (typeof out)[number] => ({ text, problem: 'phrase-twice' }))];
}

/** What the schema says of it: empty or overlong lines, a greeting or close that lacks, a step twice. */
function lintForm(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
  steps: readonly ScriptStep[],
  brief: readonly ScriptStep[] | null,
): ScriptFinding[] {
  return issues.map((issue) => {
    const [where, at] = issue.path;
    const list = where === 'steps' ? steps : where === 'brief' ? brief : null;
    const place = issue.path.map(String).join('.');
    return {
      stepId: (typeof at === 'number' ? list?.[at]?.id : undefined) ?? '',
      where: where === 'steps' || where === 'brief' ? where : '',
      problem: 'form',
      text: `${place}: ${issue.message}`.slice(0, 160),
    };
  });
}

function lintSteps(
  steps: readonly ScriptStep[],
  where: 'steps' | 'brief',
  content: Script | Path,
  paths: readonly Path[] | null,
): ScriptFinding[] {
  const names = paths === null ? null : paths.map((p) => p.path);
  return [
    ...steps.flatMap((step) =>
      lintStep(step, content.lang).map((f) => ({ stepId: step.id, where, problem: f.problem, text: f.text })),
    ),
    ...lintFlow(steps, 'path' in content, names).map((f) => ({ ...f, where })),
    ...('path' in content ? [] : lintCritical(content, steps).map((f) => ({ ...f, where }))),
  ];
}

const tooMany = (steps: readonly ScriptStep[], where: 'steps' | 'brief'): ScriptFinding[] =>
  steps.length > mostSteps
    ? [{ stepId: '', where, problem: 'too-many-steps', text: `${steps.length} > ${mostSteps}` }]
    : [];

/**
 * Empty = fit to be used. `paths`: the shared paths that exist, so that a branch into one that doesn't is found; absent = not
 * checked. A clinical script stays marked draft until a reviewer is added.
 */
export function lintScript(content: Script, paths: readonly Path[] | null = null): ScriptFinding[] {
  const many = [...tooMany(content.steps, 'steps'), ...tooMany(content.brief ?? [], 'brief')];
  if (many.length > 0) return many;
  const form = script.safeParse(content);
  const out: ScriptFinding[] = [
    ...lintForm(form.success ? [] : form.error.issues, content.steps, content.brief),
    ...unspoken(content, content.limits),
    ...lintSteps(content.steps, 'steps', content, paths),
    ...(content.brief === null ? [] : lintSteps(content.brief, 'brief', content, paths)),
    ...lintMoods(content).map((f) => ({ ...f, where: '' as const })),
  ];
  if (isClinical(content) && content.review !== 'draft')
    out.push({ stepId: '', where: '', problem: 'reviewed-clinical', text: content.title });
  return out.slice(0, mostFindings);
}

/** The same for a shared path. */
export function lintPath(content: Path, paths: readonly Path[] | null = null): ScriptFinding[] {
  const many = tooMany(content.steps, 'steps');
  if (many.length > 0) return many;
  const form = path.safeParse(content);
  return [
    ...lintForm(form.success ? [] : form.error.issues, content.steps, null),
    ...unspoken(content, [
      ...content.mayOffer,
      ...content.needsSupervisor,
      ...content.stopRules.flatMap((r) => [r.when, r.what]),
    ]),
    ...lintSteps(content.steps, 'steps', content, paths),
  ].slice(0, mostFindings);
}

const unspoken = (content: Script | Path, lines: readonly string[]): ScriptFinding[] =>
  [content.title, content.author, ...lines].flatMap((text) =>
    lintUnspoken(text).map((problem) => ({ stepId: '', where: '', problem, text })),
  );
