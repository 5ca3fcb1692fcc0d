import { describe, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import { emptyAnswer } from './bundle.ts';
import { createResolver } from './resolve.ts';

const base = 'http://127.0.0.1:1/fhir';
const iyer = { resourceType: 'Practitioner', id: 'd1', name: [{ family: 'Iyer', prefix: ['Dr.'] }] };
const go = new AbortController().signal;

function open(found: object[] = [iyer]) {
  const asked: string[] = [];
  const resolver = createResolver({
    base,
    read: async (type, id) => {
      asked.push(`${type}/${id}`);
      return ok({ modified: true, resource: iyer, etag: null });
    },
    search: async (s) => {
      asked.push(`${s.type} ${s.params.map(([, v]) => v).join()}`);
      return ok({ ...emptyAnswer(), resources: found as never[] });
    },
  });
  return { resolver, asked };
}

describe('a reference', () => {
  it.each([
    ['Practitioner/d1'],
    ['Practitioner/d1/_history/3'],
    [`${base}/Practitioner/d1`],
    ['Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99'],
  ])('%s is read once', async (reference) => {
    const { resolver, asked } = open();
    expect(resolver.at({ reference })).toEqual({ name: null, how: 'none' });
    await resolver.fetch([{ reference }, { reference }], go);
    await resolver.fetch([{ reference }], go);
    expect(resolver.at({ reference }).name).toBe('Dr. Iyer');
    expect(asked).toHaveLength(1);
  });
  it.each([
    'http://127.0.0.1:2/fhir/Practitioner/d1',
    'https://evil.example/Practitioner/d1',
    'javascript:Practitioner/d1',
    '//evil.example/Practitioner/d1',
    'Patient',
    '#self',
    'urn:uuid:1',
    'Observation/1',
  ])('%s is never asked for', async (reference) => {
    const { resolver, asked } = open();
    await resolver.fetch([{ reference }], go);
    expect(asked).toEqual([]);
    expect(resolver.at({ reference, display: 'Dr. Shown' })).toMatchObject({ name: 'Dr. Shown' });
  });
  it('contained, and a circle in it, ends', () => {
    const { resolver } = open();
    const holder = {
      resourceType: 'Task',
      contained: [{ resourceType: 'Organization', id: 'o', name: 'Harbor', partOf: { reference: '#o' } }],
    };
    expect(resolver.at({ reference: '#o' }, holder)).toEqual({ name: 'Harbor', how: 'contained' });
  });
  it('two with one identifier are no answer', async () => {
    const { resolver } = open([iyer, { ...iyer, id: 'd2' }]);
    const reference = 'Practitioner?identifier=a|b';
    await resolver.fetch([{ reference }], go);
    expect(resolver.at({ reference, display: 'Shown' })).toEqual({ name: 'Shown', how: 'display' });
  });
  it('no more than a few are read', async () => {
    const { resolver, asked } = open();
    await resolver.fetch(
      Array.from({ length: 50 }, (_, n) => ({ reference: `Practitioner/x${n}` })),
      go,
    );
    expect(asked).toHaveLength(12);
  });
});
