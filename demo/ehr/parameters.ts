// Search parameters before Medplum sees them: which this server knows, which it leaves out when it is lenient, and a phone
// number that is found in any form when the switch says so.
import { globalSchema } from '@medplum/core';
import type { Patient, Resource } from '@medplum/fhirtypes';
import type { Behaviour } from './behaviour.ts';

const results = new Set(
  '_count _offset _sort _include _revinclude _include:iterate _revinclude:iterate _summary _elements _total _format _page _pretty'.split(
    ' ',
  ),
);
const everywhere = new Set(['_id', '_lastUpdated', '_tag', '_security', '_profile', '_has', '_filter']);

export const isKnown = (type: string, name: string): boolean => {
  const base = name.split(/[.:]/)[0] ?? '';
  return everywhere.has(base) || base in (globalSchema.types[type]?.searchParams ?? {});
};

export interface Prepared {
  query: string;
  /** Names that were left out. */
  ignored: string[];
  /** Of the people who alone may be found, or null for all. */
  only: ((r: Resource) => boolean) | null;
  /** A parameter that this server refuses by its switches. */
  refused: string | null;
}

/** The last ten digits: a North American number without its country code. */
const digits = (s: string): string => s.replace(/\D/g, '').slice(-10);
const isPhone = (type: string, name: string): boolean =>
  (type === 'Patient' || type === 'RelatedPerson') && (name === 'phone' || name === 'telecom');

export function prepare(type: string, query: string, behaviour: Behaviour): Prepared {
  const kept = new URLSearchParams();
  const ignored: string[] = [];
  let only: Prepared['only'] = null;
  let refused: string | null = null;
  for (const [name, value] of new URLSearchParams(query)) {
    if (isPhone(type, name) && behaviour.phone === 'refused') refused = name;
    else if (isPhone(type, name) && behaviour.phone === 'digits') {
      const wanted = new Set(value.split(',').map((v) => digits(v.replace(/^phone\|/, ''))));
      only = (r) => ((r as Patient).telecom ?? []).some((t) => t.value && wanted.has(digits(t.value)));
    } else if (results.has(name) || isKnown(type, name) || behaviour.handling === 'strict')
      kept.append(name, value);
    else ignored.push(name);
  }
  if (refused !== null && behaviour.handling === 'lenient') ignored.push(refused);
  return {
    query: kept.toString(),
    ignored,
    only,
    refused: behaviour.handling === 'lenient' ? null : refused,
  };
}
