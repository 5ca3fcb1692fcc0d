// What is said to a clinician, a department or a contact of the practice whom we called: who calls, about whom, what was said,
// how urgent, which number, said back. Nobody is verified as a patient there. Draft wording, no clinician has reviewed it. Pure.
import { nothingMore, type Script } from '#shared/domain/script/script.ts';
import { hasText, t } from '../text/t.ts';

const steps = [
  { id: 'who', kind: 'greeting' },
  { id: 'situation', kind: 'need' },
  { id: 'said', kind: 'message' },
  { id: 'number', kind: 'action' },
  { id: 'back', kind: 'read_back' },
  { id: 'close', kind: 'close' },
] as const;

const lines = (step: (typeof steps)[number]['id'], part: 'say' | 'tick'): string[] =>
  [1, 2].flatMap((n) => {
    const key = `script.hand.${step}.${part}${n}`;
    // Filled like every other line: what is missing shows as missing.
    return hasText(key) ? t(key, { agent: '{agent.name}', practice: '{practice.name}' }) : [];
  });

/** In the place of the reason's script: that one is a patient's. */
export const handOverScript = (): Script => ({
  id: 'script.hand-over',
  reason: 'general',
  title: t('script.hand.title'),
  lang: 'en',
  accountId: null,
  version: 1,
  author: t('script.hand.author'),
  date: '2026-11-22',
  clinical: true,
  review: 'draft',
  brief: null,
  limits: [t('script.hand.limit1'), t('script.hand.limit2')],
  steps: steps.map(({ id, kind }) => ({
    id: `hand-${id}`,
    kind,
    title: t(`script.hand.${id}.title`),
    say: lines(id, 'say'),
    sayWhen: {},
    why: t(`script.hand.${id}.why`),
    ticks: lines(id, 'tick'),
    phrases: [],
    ...nothingMore,
  })),
});
