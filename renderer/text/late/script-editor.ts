import scriptEditor from '../en/script-editor.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('script-editor', scriptEditor);
