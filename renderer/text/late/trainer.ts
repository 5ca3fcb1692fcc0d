import trainer from '../en/trainer.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('trainer', trainer);
