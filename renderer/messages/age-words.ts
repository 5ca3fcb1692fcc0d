// Ages as they are said (M5): an infant in days or weeks.
import type { AgeParts } from '#shared/domain/time/age.ts';
import { t } from '../text/t.ts';

export const ageInWords = ({ unit, value }: AgeParts): string => t(`messages.age.${unit}`, { value });
