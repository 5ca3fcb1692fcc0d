// A script as lines that a person reads, one below the other: what two versions are compared by. Pure.
import { isPath, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { ScriptStep } from '#shared/domain/script/script.ts';

/** `step` is the step's title, for the lines below it; `what` names the part. */
export interface ContentLine {
  step: string;
  what: string;
  text: string;
}

function ofStep(step: ScriptStep): ContentLine[] {
  const line = (what: string, text: string): ContentLine => ({ step: step.title, what, text });
  return [
    line('title', step.title),
    ...step.say.map((s) => line('say', s)),
    ...Object.entries(step.sayWhen).flatMap(([mood, say]) => (say ?? []).map((s) => line(`say.${mood}`, s))),
    ...step.required.map((r) => line('required', r.text)),
    line('why', step.why),
    ...step.ticks.map((s) => line('tick', s)),
    ...step.fields.map((f) => line('field', [f.label, ...f.choices].join(' / '))),
    ...(step.teachBack === null
      ? []
      : [
          line('teach', step.teachBack.ask),
          ...step.teachBack.listenFor.map((s) => line('teach', s)),
          line('teach', step.teachBack.again),
        ]),
    ...step.phrases.map((p) => line('phrase', p.text)),
    ...step.branches.map((b) => line('branch', `${b.when} → ${b.to}`)),
    ...(step.next === null ? [] : [line('next', step.next)]),
    ...(step.act === null ? [] : [line('act', step.act)]),
  ];
}

export function linesOf(content: ScriptContent): ContentLine[] {
  const whole = (what: string, text: string): ContentLine => ({ step: '', what, text });
  const rules = isPath(content)
    ? [
        ...content.mayOffer.map((s) => whole('offer', s)),
        ...content.needsSupervisor.map((s) => whole('supervisor', s)),
        ...content.stopRules.map((r) => whole('stop', `${r.when}: ${r.what}`)),
      ]
    : content.limits.map((s) => whole('limit', s));
  const brief = isPath(content) ? [] : (content.brief ?? []);
  return [
    whole('title', content.title),
    ...rules,
    ...content.steps.flatMap(ofStep),
    ...brief.flatMap(ofStep).map((l) => ({ ...l, step: `${l.step} *` })),
  ];
}
