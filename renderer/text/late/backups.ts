import backups from '../en/backups.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('backups', backups);
