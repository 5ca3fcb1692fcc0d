import signIn from '../en/sign-in.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('sign-in', signIn);
