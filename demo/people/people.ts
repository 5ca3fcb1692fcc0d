// The sample staff: who may sit at a desk of the demo's organisation. Synthetic; one passphrase for all, shown on the first
// screen, because a demo has nothing to hide.
export const demoRoles = [
  'agent',
  'after-hours',
  'nurse',
  'trainer',
  'supervisor',
  'auditor',
  'administrator',
] as const;
export type DemoRole = (typeof demoRoles)[number];

export interface DemoPerson {
  id: string;
  name: string;
  initials: string;
  role: DemoRole;
}

export const demoOrganisation = { id: 'harbour-answering', name: 'Harbour Answering Service' } as const;

/** Pre-filled on the first screen of a demo profile; never offered outside one. */
export const demoPassphrase = 'quiet-harbour-lamp';

export const demoPeople: readonly DemoPerson[] = [
  { id: 'mara-keller', name: 'Mara Keller', initials: 'MK', role: 'agent' },
  { id: 'tomas-oyelaran', name: 'Tomas Oyelaran', initials: 'TO', role: 'after-hours' },
  { id: 'ingrid-solheim', name: 'Ingrid Solheim, RN', initials: 'IS', role: 'nurse' },
  { id: 'priya-natarajan', name: 'Priya Natarajan', initials: 'PN', role: 'trainer' },
  { id: 'joel-brandt', name: 'Joel Brandt', initials: 'JB', role: 'supervisor' },
  // A second one: nobody approves a script that they wrote themselves.
  { id: 'vera-lindqvist', name: 'Vera Lindqvist', initials: 'VL', role: 'supervisor' },
  { id: 'daria-voss', name: 'Daria Voss', initials: 'DV', role: 'auditor' },
  { id: 'henrik-aalto', name: 'Henrik Aalto', initials: 'HA', role: 'administrator' },
  { id: 'noor-haddad', name: 'Noor Haddad', initials: 'NH', role: 'agent' },
];

/** The person of the first screen's card for a role. */
export function demoPersonFor(role: DemoRole): DemoPerson {
  return demoPeople.find((p) => p.role === role) as DemoPerson;
}
