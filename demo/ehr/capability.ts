// What the sample EHR says that it can do: clients read this once and hide what isn't there.
import { globalSchema } from '@medplum/core';
import type { CapabilityStatement } from '@medplum/fhirtypes';
import { resourceTypes } from './types.ts';

const interactions = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'create',
  'search-type',
] as const;

export const capabilityStatement = (base: string, now: string): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  kind: 'instance',
  date: now,
  software: { name: 'Careline sample EHR (synthetic people)' },
  implementation: { description: 'Synthetic records on this computer', url: base },
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      security: { description: 'Static bearer token, for the demo only' },
      interaction: [{ code: 'batch' }, { code: 'transaction' }],
      resource: resourceTypes.map((type) => ({
        type,
        interaction: interactions.map((code) => ({ code })),
        versioning: 'versioned-update',
        conditionalCreate: true,
        searchParam: Object.values(globalSchema.types[type]?.searchParams ?? {}).map(
          ({ code, type: kind }) => ({ name: code, type: kind }),
        ),
      })),
    },
  ],
});
