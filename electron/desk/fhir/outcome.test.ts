import { expect, it } from 'vitest';
import { readStatement } from './abilities.ts';
import { codeOf, issuesOf } from './outcome.ts';

const outcome = (...issue: unknown[]) => ({ resourceType: 'OperationOutcome', issue });

it.each<[number, string, boolean, string]>([
  [400, 'not-supported', false, 'ehr-unsupported'],
  [400, 'throttled', false, 'ehr-busy'],
  [400, 'required', true, 'ehr-invalid'],
  [422, 'business-rule', true, 'ehr-invalid'],
  [422, 'duplicate', true, 'ehr-conflict'],
  [403, 'suppressed', false, 'ehr-refused'],
  [409, 'conflict', true, 'ehr-conflict'],
  [412, 'multiple-matches', true, 'ehr-conflict'],
  [410, 'deleted', false, 'not-found'],
  [429, 'throttled', true, 'ehr-busy'],
  [503, 'transient', true, 'ehr-busy'],
])('%i %s, writing %s: %s', (status, code, writing, wanted) =>
  expect(codeOf(status, issuesOf(outcome({ severity: 'error', code })), writing)).toBe(wanted),
);
it('the weightiest issue decides, and nothing of the server’s words is kept', () => {
  const issues = issuesOf(
    outcome(
      { severity: 'information', code: 'informational', diagnostics: 'Elena Alcantar' },
      { severity: 'error', code: 'conflict', details: { text: '555-123-4567' } },
      { severity: 'loud', code: 'Not A Code!' },
      null,
      'x',
    ),
  );
  expect(codeOf(400, issues, true)).toBe('ehr-conflict');
  expect(issues).toEqual([
    { severity: 'information', code: 'informational' },
    { severity: 'error', code: 'conflict' },
    { severity: 'error', code: '' },
  ]);
});
it.each([
  null,
  7,
  'x',
  [],
  {},
  { resourceType: 'Patient', issue: [{}] },
  outcome('x'),
  { resourceType: 'OperationOutcome', issue: 'x' },
])('%j has no issues', (value) => expect(issuesOf(value)).toEqual([]));
it.each([
  null,
  { resourceType: 'Patient' },
  { resourceType: 'CapabilityStatement', fhirVersion: '5.0.0', rest: [{ mode: 'server' }] },
  { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: 'none' },
])('%j is no statement of R4', (raw) => expect(readStatement(raw)).toBeNull());
it('a hostile statement is read as far as it makes sense', () => {
  const resource = [
    null,
    7,
    { type: '__proto__' },
    { type: 'Slot', interaction: 'all', searchParam: [{ name: 5 }] },
  ];
  const rest = [{ mode: 'client' }, { mode: 'server', interaction: [{ code: 'batch' }, null], resource }];
  expect(readStatement({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest })).toMatchObject({
    system: ['batch'],
    types: { Slot: { interactions: [], search: [], conditionalCreate: null } },
  });
});
