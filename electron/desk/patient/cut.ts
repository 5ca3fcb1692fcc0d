// Takes out of a card what the matrix doesn't show on this call, field by field, and says which fields those were (C18).
// The cache keeps the whole card: another call, or another role at this desk, may be shown more of it.
import { type Asked, shownFields } from '#shared/domain/disclosure/matrix.ts';
import type {
  AllergyRow,
  AppointmentRow,
  CardView,
  ConditionRow,
  CoverageRow,
  IdentityRow,
  MedicineRow,
} from '#shared/domain/patient/card.ts';
import { panelBlanks } from './blanks-panel.ts';

/** What stands in place of a field that was cut. A card without its key field isn't answered at all. */
export const blanks = {
  identity: {
    preferredName: '',
    language: null,
    interpreterNeeded: false,
    pronunciation: null,
    legalName: '',
    otherNames: [],
    pronouns: null,
    birthDate: null,
    age: null,
    gender: null,
    birthSex: null,
    deceased: false,
    flags: [],
    mrn: null,
    phones: [],
    email: null,
    address: [],
  } satisfies Omit<IdentityRow, 'numbersOnFile'>,
  appointments: {
    start: null,
    end: null,
    status: 'other',
    what: null,
    practitioner: null,
    place: null,
    bring: null,
    provenance: null,
  } satisfies Omit<AppointmentRow, 'id' | 'when'>,
  conditions: {
    text: '',
    onset: null,
    clinical: 'unknown',
    confirmed: false,
    provenance: null,
  } satisfies Omit<ConditionRow, 'id'>,
  allergies: {
    substance: '',
    criticality: 'unknown',
    kind: 'unknown',
    reactions: [],
    confirmed: false,
    recorded: null,
    provenance: null,
  } satisfies Omit<AllergyRow, 'id'>,
  medicines: {
    text: '',
    dosage: null,
    status: 'active',
    since: null,
    prescriber: null,
    provenance: null,
  } satisfies Omit<MedicineRow, 'id'>,
  coverage: {
    plan: null,
    payer: null,
    memberId: null,
    group: null,
    from: null,
    until: null,
    active: false,
    verified: false,
    provenance: null,
  } satisfies Omit<CoverageRow, 'id'>,
  ...panelBlanks,
} as const;

/** The row with each field outside `shown` blanked; what `blank` doesn't name is no field of the record (ids). */
export function cutRow<R extends object>(row: R, blank: object, shown: readonly string[]): R {
  const emptied = Object.entries(blank).filter(([field]) => !shown.includes(field));
  return { ...row, ...Object.fromEntries(emptied) };
}

export function cut(view: CardView, asked: Asked): CardView {
  const shown: readonly string[] = shownFields(asked, view.card);
  const blank = blanks[view.card];
  const gone = Object.keys(blank).filter((f) => !shown.includes(f));
  const rows = view.rows.map((row) => {
    const r = cutRow(row, blank, shown);
    if ('bringFrom' in r && !shown.includes('bring')) delete r.bringFrom;
    return 'numbersOnFile' in r && r.numbersOnFile !== undefined
      ? { ...r, numbersOnFile: r.numbersOnFile.filter((n) => shown.includes(n)) }
      : r;
  });
  // Each row is what it was, with fields emptied that may be empty: the schema of the reply is asked once more.
  return { ...view, ...(gone.length === 0 ? {} : { hidden: gone }), rows } as CardView;
}
