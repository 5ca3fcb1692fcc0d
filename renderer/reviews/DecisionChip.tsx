// What was decided, in words and not by colour alone.
import type { Decision, ReportKind } from '#shared/protocol/reports.ts';
import { t } from '../text/t.ts';
import { Chip, type Tone } from '../ui/index.ts';

const tones: Readonly<Record<Decision, Tone>> = {
  appropriate: 'green',
  'not-appropriate': 'red',
  'follow-up': 'amber',
};
export const decisionText = (kind: ReportKind, decision: Decision): string =>
  t(kind === 'break-glass' ? `reviews.decision.${decision}` : `reviews.incident.decision.${decision}`);

export function DecisionChip({ kind, decision }: { kind: ReportKind; decision: Decision }) {
  return <Chip tone={tones[decision]}>{decisionText(kind, decision)}</Chip>;
}
