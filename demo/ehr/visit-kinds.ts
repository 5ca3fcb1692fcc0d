// The kinds of visit that the sample EHR books, with its own codes, as each EHR has its own. Minutes are what a visit takes;
// longer than one slot means several in a row.
export const visitKindSystem = 'urn:example:visit-kind';

export const visitKinds = [
  { code: 'follow-up', display: 'Follow-up visit', minutes: 30 },
  { code: 'sick', display: 'Sick visit', minutes: 30 },
  { code: 'physical', display: 'Annual physical', minutes: 60 },
  { code: 'wellness', display: 'Annual wellness visit', minutes: 30 },
  { code: 'new-patient', display: 'New patient visit', minutes: 60 },
  { code: 'well-child', display: 'Well child visit', minutes: 30 },
  { code: 'telehealth', display: 'Telehealth visit', minutes: 30 },
  { code: 'medication', display: 'Medication review', minutes: 30 },
  { code: 'lab', display: 'Lab draw', minutes: 15 },
  { code: 'vaccination', display: 'Vaccination', minutes: 15 },
] as const;
export type VisitKind = (typeof visitKinds)[number]['code'];

/** What a schedule offers, and how long its slots are. */
export interface Offer {
  slotMinutes: 15 | 30;
  kinds: readonly VisitKind[];
}
export const family: Offer = {
  slotMinutes: 30,
  kinds: [
    'follow-up',
    'sick',
    'physical',
    'wellness',
    'new-patient',
    'well-child',
    'telehealth',
    'medication',
  ],
};
export const short: Offer = { slotMinutes: 15, kinds: ['lab', 'vaccination'] };

export const conceptOf = (code: VisitKind) => {
  const kind = visitKinds.find((k) => k.code === code);
  const display = kind?.display ?? code;
  return { coding: [{ system: visitKindSystem, code, display }], text: display };
};
