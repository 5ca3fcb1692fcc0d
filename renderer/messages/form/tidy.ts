// Numbers while they are typed: only a whole one is formatted, so that typing never jumps.
import { isDialable, shownNumber } from '#shared/domain/phone/phone.ts';

export const tidyNumber = (typed: string): string => (isDialable(typed) ? shownNumber(typed) : typed);
