// A message as an agent would take it, complete by the rules of complete.ts. All of it is invented.
import type { DraftFields } from '#shared/domain/messages/message.ts';
import type { Page } from './page.ts';

/** The fields of an opened draft filled in; `words` make it recognisable. */
export const filled = (fields: DraftFields, words: string): DraftFields => ({
  ...fields,
  callerName: 'Imogen Invented',
  callerNameSpelled: true,
  callerIs: 'self',
  callback: { number: '+16175550188', extension: '', second: '', readBack: true },
  patientName: 'Imogen Invented',
  patientBirthDate: '1961-03-04',
  locationNow: 'At home',
  reasonCode: 'reschedule',
  verbatim: words,
  urgency: 'urgent-clinical',
  told: { callBy: 'within half an hour', expect: true, ifWorse: true },
  summary: { readBack: true, whyNot: '' },
});

/** Opens a draft for the first sample practice and fills it in; not saved yet. */
export async function takeDraft(page: Page, id: string, words: string): Promise<DraftFields> {
  const draft = await page.get<{ fields: DraftFields }>('messages.open', {
    id,
    accountId: 'harbor',
    callId: null,
    otherPhoneWhy: 'practice phone rang',
  });
  return filled(draft.fields, words);
}
