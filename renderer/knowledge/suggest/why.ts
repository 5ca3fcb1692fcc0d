// Why an article is offered, in one short line. Pure.
import type { Suggestion } from '#shared/contract/knowledge.ts';
import { t } from '../../text/t.ts';

/** Reasons and words of one reason that still make a short line. */
const mostReasons = 2;
const mostWords = 3;

/** `labelOf`: the words of a reason's code. */
export const whyOf = (why: Suggestion['why'], labelOf: (code: string) => string): string =>
  why
    .slice(0, mostReasons)
    .map(({ kind, words }) =>
      words.length === 0 || kind === 'account' || kind === 'pinned'
        ? t(`knowledge.why.${kind}.plain`)
        : t(`knowledge.why.${kind}`, {
            words: (kind === 'reason' ? words.map(labelOf) : words).slice(0, mostWords).join(', '),
          }),
    )
    .join(' · ');
