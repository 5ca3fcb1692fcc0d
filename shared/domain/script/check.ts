// Whether something that somebody wrote may be said to callers: whole, of its form, and clean by the lint. The editor shows what
// this finds beside the line; the desk asks it again before anything is submitted or approved.
import { isPath, readContent, type ScriptContent } from './draft.ts';
import { lintScript } from './script-lint.ts';

export interface ContentFinding {
  /** Empty = the whole. */
  stepId: string;
  where: 'steps' | 'brief' | '';
  /** `shape` = not whole yet; else a code of the lint. */
  problem: string;
  /** The line it is about; for `shape` its place, `steps.0.say.1`. */
  text: string;
}

const place = /^(steps|brief)\.(\d+)\b/;

/** Empty = may be submitted. */
export function findingsOf(content: ScriptContent): ContentFinding[] {
  const whole = readContent(content);
  if (!whole.ok) {
    const text = whole.message.split(': ')[0] ?? '';
    const [, where, n] = place.exec(text) ?? [];
    const steps = where === 'brief' && !isPath(content) ? (content.brief ?? []) : content.steps;
    const stepId = n === undefined ? '' : (steps[Number(n)]?.id ?? '');
    return [{ stepId, where: where === 'brief' || where === 'steps' ? where : '', problem: 'shape', text }];
  }
  return isPath(whole.value) ? [] : lintScript(whole.value).map((f) => ({ where: 'steps', ...f }));
}
