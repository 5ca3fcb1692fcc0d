// Which words name a complaint, for the reach of a denial ("no fever, chills or cough"): a closed list, because the rule
// tables also use words like "right" and "side" that name nothing.
import { stem } from './stem.ts';

const words = new Set(
  (
    'pain hurt ache sore fever febrile chill cough bleed bleeding blood numb numbness weakness weak tingle droop slur slurred speech dizzy ' +
    'dizziness swelling swell swollen rash hive itch vomit vomiting nausea diarrhea seizure seize fit faint fainting pass syncope headache ' +
    'discharge fluid leak spotting contraction cramp injury distress tightness tight pressure heaviness breath breathing breathe trouble ' +
    'difficulty shortness short wheeze wheezing choke confusion confused lethargy drooping thought thoughts suicidal suicide homicidal harm ' +
    'kill die abuse abused hit hurting fall fell injure burn break cut wound overdose overdosed swallow poison sob palpitation racing sweat ' +
    'sweating visual vision sight change blur redness red pus drainage odor stiff limp floppy blue cyanosis fight violence violent bruise ' +
    'sign symptom problem issue complaint plan intent intention loss consciousness unconscious facial stroke attack chest heart ' +
    'balance swallowing anaphylaxis infection emergency urgent danger unsafe weapon gun self violent stool urine'
  )
    .split(' ')
    .map(stem),
);

export const isComplaint = (w: string): boolean => words.has(w);
