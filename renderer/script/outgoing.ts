// The opening of a call that we placed: nothing of the practice or the reason is said before it is known who answered, and on a
// machine only what may be left there (C20). The words of a caller's greeting would be wrong there. Pure.
import type { Script, ScriptStep } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';

/** The script as it is said to somebody whom we called. */
export const outgoingScript = (script: Script): Script => ({
  ...script,
  steps: script.steps.map((step) => (step.kind === 'greeting' ? opening(step) : step)),
});

const opening = (step: ScriptStep): ScriptStep => ({
  ...step,
  title: t('script.out.title'),
  // Filled like every other line: the name stays a field, so that a missing one shows as missing.
  say: [t('script.out.who', { name: '{agent.name}' }), t('script.out.sure')],
  sayWhen: {},
  why: t('script.out.why'),
  ticks: [],
  phrases: [],
});
