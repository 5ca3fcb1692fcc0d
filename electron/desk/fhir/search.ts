// A search as it goes over the wire: parameters, how many pages, and which of them may stand in an address when a server
// takes no POST search (several don't for some types). Names, numbers and dates of birth never may.
export interface Search {
  type: string;
  /** Name and value; repeated names are "and", commas in a value "or" (see `either`). */
  params: readonly (readonly [string, string])[];
  /** Pages are followed up to this many matches (default 100). */
  most?: number;
}

export const pageSize = 100;
const fewestPages = 5;
const mostPages = 60;
/** Several servers send no more than 20 a page, whatever was asked. */
export const pagesFor = (s: Search): number =>
  Math.min(Math.max(Math.ceil((s.most ?? pageSize) / 20), fewestPages), mostPages);

/** Values joined by "or", with FHIR's own marks escaped. */
export const either = (values: readonly string[]): string =>
  values.map((v) => v.replace(/[\\,$|]/g, (c) => `\\${c}`)).join(',');

export function paramsOf(s: Search): URLSearchParams {
  const params = new URLSearchParams(s.params.map(([name, value]): [string, string] => [name, value]));
  if (!params.has('_count')) params.set('_count', String(Math.min(s.most ?? pageSize, pageSize)));
  return params;
}

/** Ids, statuses and the like. Not `identifier` (a record number), not `name`, `phone`, `birthdate`. */
const opaque = new Set(
  (
    '_id _count _sort _include _revinclude _elements _summary _total _lastUpdated patient subject beneficiary for ' +
    'actor status category intent date type code schedule slot start service-type clinical-status encounter'
  ).split(' '),
);
export const mayStandInAddress = (s: Search): boolean =>
  s.params.every(([name]) => opaque.has(name.split(':')[0] ?? ''));
