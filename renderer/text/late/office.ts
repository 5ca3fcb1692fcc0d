import office from '../en/office.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('office', office);
