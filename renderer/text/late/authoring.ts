import authoring from '../en/authoring.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('authoring', authoring);
