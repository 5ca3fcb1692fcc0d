// What stands in place of a field of the panel's further cards that was cut: nothing that says something of the record.
import type { RowOfCard } from '#shared/domain/patient/card.ts';
import type { PanelCardName, Provenance } from '#shared/domain/patient/panel-rows.ts';

const none: Provenance = { kind: '', source: null, recorded: null, system: null };

export const panelBlanks: { readonly [N in PanelCardName]: Omit<RowOfCard<N>, 'id'> } = {
  contacts: {
    at: null,
    channel: 'other',
    direction: 'unknown',
    what: null,
    by: null,
    status: '',
    provenance: none,
  },
  immunisations: { text: '', at: null, given: false, reason: null, provenance: none },
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
    provenance: none,
  },
  benefits: {
    insurer: null,
    at: null,
    outcome: 'unknown',
    disposition: null,
    inForce: null,
    benefits: [],
    provenance: none,
  },
  money: { kind: 'invoice', what: null, at: null, status: '', amount: null, open: false, provenance: none },
  'care-team': { name: null, role: null, team: null, from: null, until: null, provenance: none },
  'care-gaps': { rule: '', status: 'unclear', because: [], lastAt: null, provenance: none },
  tasks: {
    what: null,
    note: null,
    status: '',
    priority: 'routine',
    owner: null,
    due: null,
    overdue: false,
    at: null,
    provenance: none,
  },
  preferences: {
    kind: 'consent',
    text: '',
    decision: null,
    active: false,
    from: null,
    until: null,
    provenance: none,
  },
};
