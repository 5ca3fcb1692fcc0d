// An organisation's own keys, made new, and a provider that cannot be asked.
import type { Parts } from '../parts.ts';
import { newOrganisationKeys, organisationKeysFrom } from '../seal/organisation-keys.ts';

export const noProvider = (): Pick<Parts, 'organisationKeys' | 'provider'> => ({
  organisationKeys: organisationKeysFrom(newOrganisationKeys()),
  provider: () => Promise.reject(new Error('no provider in this test')),
});
