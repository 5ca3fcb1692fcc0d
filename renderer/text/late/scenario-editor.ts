import scenarioEditor from '../en/scenario-editor.json' with { type: 'json' };
import { addTexts } from '../t.ts';

addTexts('scenario-editor', scenarioEditor);
