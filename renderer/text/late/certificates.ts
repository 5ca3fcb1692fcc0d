import certificates from '../en/certificates.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('certificates', certificates);
