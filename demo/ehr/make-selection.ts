// Which patients the sample EHR holds, and why each was chosen. A hand-picked list, so that the demo has every kind of
// record that the panel must get right; change it and run make.ts again.

/** First eight characters of the patient id → what the record is there to show. */
export const chosen2019: Readonly<Record<string, string>> = {
  '0b779465': 'young adult with a preferred name',
  '3f1fe154': 'Portuguese, cancelled appointment',
  '618b2992': 'older man, no allergy recorded',
  '030b3765': 'second, mobile number',
  '9eb43ac3': 'Chinese, interpreter, maiden name',
  '806be451': 'flag: hearing impaired',
  '0af711aa': 'allergies, flag: limit access',
  '2c4e4abf': 'maiden name, severe penicillin allergy',
  ca95b2c5: 'missed appointment, flag',
  d5457ac9: 'spouse, shares a phone with df3f2f4e',
  df3f2f4e: 'spouse, shares a phone with d5457ac9',
  '9184e31a': 'minor with allergies, shares the mother’s phone',
  '14b0104f': 'mother of 9184e31a',
  '50650c55': 'minor',
  cf842278: 'young adult, shellfish allergy',
  d6e95d44: 'minor, cancelled appointment',
  '2be9b668': 'Spanish, preferred name',
  '963dabe4': 'Spanish, many allergies, missed appointment',
  b2eeab29: 'apostrophe, maiden name, flag, three appointments ahead',
  db5c2af9: 'Spanish, accent, deceased',
  '911103a3': 'Spanish, accents, phone in +1 form',
  d809375c: 'Spanish, maiden name',
  '67130619': 'Spanish, tilde, flag',
  '7777f4bb': 'Spanish minor, accent, egg allergy',
  '9e691882': 'Spanish, three given names, accent',
  a9dd69c1: 'Spanish, accent, maiden name',
  '43b6ae50': 'Spanish, interpreter, severe penicillin allergy',
  '523ce6ff': 'minor with eight allergies',
  '95efed54': 'maiden name with an apostrophe',
  a2ed1b98: 'French, allergies',
  a656ed17: 'Russian',
  ab54e775: 'Italian',
  '5fbee500': 'six allergies, none of them severe',
  '57a5a683': 'Spanish, fifteen medicines',
  '9de30b5a': 'the one restricted record',
  c5ed5d78: 'deceased, longest medicine list',
  '45ecc2b1': 'deceased, maiden name',
  '54d0aacd': 'ninety-two visits',
  '6daf3d7c': 'minor with eight allergies',
  af1667b5: 'youngest school child',
  '7217c081': 'many visits and medicines',
  f1c01f54: 'two appointments ahead and one cancelled',
  '75e95f92': 'phone with brackets, shellfish allergy',
};

export const chosen2022: Readonly<Record<string, string>> = {
  '3fc4d5b0': 'small child, later dialect',
  d1376fd1: 'missed appointment, later dialect',
  '6dff1468': 'minor, later dialect',
  cd5a6b35: 'fifty-three conditions, later dialect',
};

/** The record that is restricted as a whole. */
export const restrictedId = '9de30b5a';

/** Patients who said that they have no allergy (SNOMED 716186003); the others without one have nothing recorded. */
export const noKnownAllergies = [
  '0b779465',
  '030b3765',
  'd5457ac9',
  '14b0104f',
  '2be9b668',
  'b2eeab29',
  '911103a3',
  'd809375c',
  '95efed54',
  'a656ed17',
  'f1c01f54',
  'd1376fd1',
  '3fc4d5b0',
];

export const severePenicillin = ['2c4e4abf', '43b6ae50', '9e691882'];

/** Names that people go by, beside the legal one. */
export const preferredNames: Readonly<Record<string, string>> = {
  '0b779465': 'Barry',
  '2be9b668': 'Toni',
  '9e691882': 'Carmen',
  d5457ac9: 'Rob',
  '54d0aacd': 'Ozzie',
  '7217c081': 'Tan',
};

export const pronouns: Readonly<Record<string, 'she' | 'he' | 'they'>> = {
  '9e691882': 'she',
  '2be9b668': 'he',
  d5457ac9: 'they',
  '14b0104f': 'she',
};

/** One flag each, beside the supplement's. */
export const flags: Readonly<Record<string, string>> = {
  '9e691882': 'Do not leave voicemail',
  '54d0aacd': 'Do not leave voicemail',
  '43b6ae50': 'Interpreter required',
};

export const interpreterRequired = ['43b6ae50', '57a5a683', '9eb43ac3'];

/** Telephone forms as EHRs really hold them; everybody else keeps Synthea's 555-123-4567. */
export const phoneForms: Readonly<Record<string, string>> = {
  '911103a3': '+15553264292',
  '75e95f92': '(555) 410-2777',
  '9184e31a': '555-250-8037',
  df3f2f4e: '555-697-8838',
};
/** Who lives with whom: the first has the second's address. */
export const sameHome: readonly (readonly [string, string])[] = [
  ['9184e31a', '14b0104f'],
  ['df3f2f4e', 'd5457ac9'],
];
export const mobiles: Readonly<Record<string, string>> = {
  '030b3765': '555-146-9138',
  '95efed54': '5556339907',
};

/** Booked visits made here: patient, days after the file's anchor day, UTC time, kind, what to bring. */
export const visitsAhead: readonly (readonly [string, number, string, string, string])[] = [
  ['0b779465', 1, '14:15', 'Follow-up visit', 'Bring the list of your medicines.'],
  ['2be9b668', 1, '15:00', 'Annual physical', 'Come fasting; water is fine.'],
  ['9184e31a', 1, '19:30', 'Sick visit', 'A parent or guardian must come along.'],
  ['b2eeab29', 2, '14:45', 'Blood pressure check', 'Bring your home readings.'],
  ['b2eeab29', 9, '16:30', 'Cardiology referral visit', 'Bring the referral letter and your insurance card.'],
  ['911103a3', 2, '18:00', 'Diabetes follow-up', 'Bring your glucose meter.'],
  ['43b6ae50', 3, '15:30', 'Medication review', 'Bring every bottle, also over-the-counter ones.'],
  ['7777f4bb', 3, '20:00', 'Well child visit', 'Bring the vaccination card.'],
  ['9e691882', 4, '14:00', 'Results discussion', 'Bring your insurance card.'],
  ['14b0104f', 4, '17:15', 'Follow-up visit', 'Bring the list of your medicines.'],
  ['54d0aacd', 5, '15:45', 'Wound check', 'Wear loose clothing.'],
  ['d809375c', 5, '18:30', 'Annual physical', 'Come fasting; water is fine.'],
  ['cf842278', 6, '16:00', 'Allergy consultation', 'Stop antihistamines three days before.'],
  ['57a5a683', 7, '14:30', 'Medication review', 'Bring every bottle, also over-the-counter ones.'],
  ['67130619', 8, '19:00', 'Physical therapy', 'Wear sports shoes.'],
  ['a2ed1b98', 10, '15:15', 'Allergy consultation', 'Stop antihistamines three days before.'],
  ['cd5a6b35', 6, '17:00', 'Follow-up visit', 'Bring the list of your medicines.'],
  ['3fc4d5b0', 9, '18:45', 'Well child visit', 'Bring the vaccination card.'],
];

/** Who may hear of whom, beside the general consents: by a form that was signed, or by word of mouth. */
export const mayHear: Readonly<Record<string, 'signed' | 'spoken'>> = {
  '9e691882': 'signed',
  '2be9b668': 'spoken',
};

/** Whose benefits an insurer was asked about lately: the copay of an office visit, in dollars. */
export const benefitsAsked: Readonly<Record<string, number>> = {
  '9e691882': 25,
  b2eeab29: 30,
  '911103a3': 20,
  '57a5a683': 15,
  '2be9b668': 40,
  cd5a6b35: 25,
};
