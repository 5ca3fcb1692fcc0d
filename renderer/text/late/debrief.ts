import debrief from '../en/debrief.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('debrief', debrief);
