import audit from '../en/audit.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('audit', audit);
