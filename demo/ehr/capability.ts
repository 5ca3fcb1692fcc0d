// What the sample EHR says that it can do: clients read this once and hide what isn't there. A test asks for everything that
// stands here.
import { globalSchema } from '@medplum/core';
import type {
  CapabilityStatement,
  CapabilityStatementRestResource,
  CapabilityStatementRestResourceSearchParam,
} from '@medplum/fhirtypes';
import type { Behaviour } from './behaviour.ts';
import type { ServedType } from './types.ts';

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

/** Parameters of Medplum's own, of no meaning to other clients. */
const own = new Set([
  '_project',
  '_compartment',
  '_deleted',
  '_filter',
  '_content',
  '_text',
  '_list',
  '_query',
]);
const phoneParameters = new Set(['phone', 'telecom']);

function parameters(type: string, behaviour: Behaviour): CapabilityStatementRestResourceSearchParam[] {
  return Object.values(globalSchema.types[type]?.searchParams ?? {}).flatMap((p) => {
    if (own.has(p.code) || p.type === 'composite' || p.type === 'special') return [];
    if (behaviour.phone === 'refused' && phoneParameters.has(p.code)) return [];
    return [{ name: p.code, type: p.type, ...(p.url && { definition: p.url }) }];
  });
}

/** Reference parameters that `_include` follows from this type. */
const includes = (type: string): string[] =>
  Object.values(globalSchema.types[type]?.searchParams ?? {}).flatMap((p) =>
    p.type === 'reference' ? [`${type}:${p.code}`] : [],
  );

const reverse = (types: readonly string[], to: string): string[] =>
  types.flatMap((from) =>
    Object.values(globalSchema.types[from]?.searchParams ?? {}).flatMap((p) =>
      p.type === 'reference' && p.target?.includes(to as never) ? [`${from}:${p.code}`] : [],
    ),
  );

export interface Statement {
  base: string;
  /** ISO 8601. */
  now: string;
  types: readonly ServedType[];
  behaviour: Behaviour;
  authorizeUrl: string;
  tokenUrl: string;
}

export const capabilityStatement = (s: Statement): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  kind: 'instance',
  date: s.now,
  software: { name: 'Careline sample EHR (synthetic people)', version: '2' },
  implementation: { description: 'Synthetic records on this computer', url: s.base },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'json'],
  patchFormat: ['application/json-patch+json'],
  rest: [
    {
      mode: 'server',
      security: {
        service: [
          {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                code: 'SMART-on-FHIR',
              },
            ],
          },
        ],
        description: 'SMART App Launch and Backend Services; a static bearer token for the demo',
        extension: [
          {
            url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
            extension: [
              { url: 'authorize', valueUri: s.authorizeUrl },
              { url: 'token', valueUri: s.tokenUrl },
            ],
          },
        ],
      },
      ...(s.behaviour.batch && { interaction: [{ code: 'batch' }, { code: 'transaction' }] }),
      resource: s.types.map((type): CapabilityStatementRestResource => ({
        type,
        interaction: interactions.map((code) => ({ code })),
        versioning: 'versioned-update',
        readHistory: true,
        updateCreate: true,
        conditionalCreate: s.behaviour.conditionalCreate,
        conditionalRead: 'not-match',
        referencePolicy: ['literal', 'logical'],
        searchInclude: includes(type),
        searchRevInclude: reverse(s.types, type),
        searchParam: parameters(type, s.behaviour),
      })),
    },
  ],
});
