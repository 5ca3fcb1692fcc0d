import admin from '../en/admin.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('admin', admin);
