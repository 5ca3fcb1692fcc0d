import proof from '../en/proof.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('proof', proof);
