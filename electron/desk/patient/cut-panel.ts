// As `cut.ts`, for the rows of the panel's further cards: what the matrix doesn't show on this call stands empty (C18).
import { type Asked, shownFields } from '#shared/domain/disclosure/matrix.ts';
import type {
  BenefitRow,
  CareGapRow,
  CareTeamRow,
  ContactRow,
  ImmunisationRow,
  LabRow,
  MoneyRow,
  PanelCardName,
  PreferenceRow,
  Provenance,
  TaskRow,
} from '#shared/domain/patient/panel-rows.ts';
import { cutRow } from './cut.ts';

export interface PanelRow {
  contacts: ContactRow;
  immunisations: ImmunisationRow;
  labs: LabRow;
  benefits: BenefitRow;
  money: MoneyRow;
  'care-team': CareTeamRow;
  'care-gaps': CareGapRow;
  tasks: TaskRow;
  preferences: PreferenceRow;
}
const provenance: Provenance = { record: '', source: null, recorded: null };

export const panelBlanks: { readonly [N in PanelCardName]: PanelRow[N] } = {
  contacts: {
    at: null,
    channel: 'other',
    direction: 'unknown',
    what: null,
    by: null,
    status: '',
    provenance,
  },
  immunisations: { text: '', at: null, given: false, reason: null, provenance },
  labs: {
    text: '',
    code: null,
    value: null,
    unit: null,
    flag: null,
    range: null,
    at: null,
    preliminary: false,
    earlier: [],
    provenance,
  },
  benefits: {
    insurer: null,
    at: null,
    outcome: 'unknown',
    disposition: null,
    inForce: null,
    benefits: [],
    provenance,
  },
  money: { kind: 'invoice', what: null, at: null, status: '', amount: null, open: false, provenance },
  'care-team': { name: null, role: null, team: null, from: null, until: null, provenance },
  'care-gaps': { rule: '', status: 'unclear', because: [], lastAt: null, provenance },
  tasks: {
    what: null,
    note: null,
    status: '',
    priority: 'routine',
    owner: null,
    due: null,
    overdue: false,
    at: null,
    provenance,
  },
  preferences: {
    kind: 'consent',
    text: '',
    decision: null,
    active: false,
    from: null,
    until: null,
    provenance,
  },
};

/** The rows without what isn't shown, and which fields those were. Ask `mayShowField` of the key field before fetching. */
export function cutPanel<N extends PanelCardName>(
  name: N,
  rows: readonly PanelRow[N][],
  asked: Asked,
): { rows: PanelRow[N][]; hidden: string[] } {
  const shown: readonly string[] = shownFields(asked, name);
  const blank: object = panelBlanks[name];
  return {
    rows: rows.map((r) => cutRow(r, blank, shown)),
    hidden: Object.keys(blank).filter((f) => !shown.includes(f)),
  };
}
