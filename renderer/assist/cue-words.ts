// A cue in plain words: the state, a notch softer the less sure it is.
import type { Cue } from '#shared/domain/assist/view.ts';
import { t } from '../text/t.ts';

export const cueWords = (cue: Cue): string =>
  cue.kind === 'praise'
    ? t(cue.state === 'grateful' ? 'assist.praise.grateful' : 'assist.praise.calm')
    : t(`assist.state.${cue.sure}.${cue.state}`);
