// Two organisations for tests: whatever one sends, the other must never see.
import type { Seed } from '../people/seed.ts';

export const organisations: readonly Seed[] = [
  {
    organisation: { id: 'org-one', name: 'One Answering (synthetic)' },
    people: [{ id: 'person-1', name: 'Person One', initials: 'PO', role: 'agent' }],
  },
  {
    organisation: { id: 'org-two', name: 'Two Answering (synthetic)' },
    people: [{ id: 'person-2', name: 'Person Two', initials: 'PT', role: 'nurse' }],
  },
];
