import knowledge from '../en/knowledge.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('knowledge', knowledge);
