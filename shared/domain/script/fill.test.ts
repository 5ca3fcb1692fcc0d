// Templates: filled, missing, hostile.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldLabels, scriptFields } from './fields.ts';
import { fieldsOf, fillTemplate, plainText } from './fill.ts';

describe('fillTemplate', () => {
  it('gives text, filled and missing segments in order', () => {
    expect(
      fillTemplate('Hello {caller.preferredName}, your visit is {appointment.next.when}.', {
        'caller.preferredName': 'Elena',
      }),
    ).toEqual([
      { kind: 'text', text: 'Hello ' },
      { kind: 'filled', text: 'Elena', field: 'caller.preferredName' },
      { kind: 'text', text: ', your visit is ' },
      { kind: 'missing', text: 'date and time of the appointment', field: 'appointment.next.when' },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each([undefined, null, '', '   ', '\n\t'])('shows %j as missing, never blank', (value) => {
    const [segment] = fillTemplate('{agent.name}', { 'agent.name': value });
    expect(segment).toEqual({ kind: 'missing', text: fieldLabels['agent.name'], field: 'agent.name' });
  });

  it('shows an unknown field as missing, also when it names something of the object itself', () => {
    for (const field of ['constructor', 'toString', 'agent.naem', 'patient.ssn'])
      expect(fillTemplate(`{${field}}`, {})).toEqual([{ kind: 'missing', text: field, field }]);
  });

  it('does not read a value as a template again', () => {
    const out = fillTemplate('{caller.preferredName}', { 'caller.preferredName': '{agent.name} <b>$&</b>' });
    expect(out).toEqual([{ kind: 'filled', text: '{agent.name} <b>$&</b>', field: 'caller.preferredName' }]);
  });

  it('leaves braces that are no field alone', () => {
    expect(plainText(fillTemplate('a { b } {} {1x} {agent.name', {}))).toBe('a { b } {} {1x} {agent.name');
  });

  it('never gives an empty segment, and keeps every letter of the text around', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom(...scriptFields.map((f) => `{${f}}`)));
    const facts = fc.dictionary(fc.constantFrom(...scriptFields), fc.string());
    fc.assert(
      fc.property(fc.array(part), facts, (parts, known) => {
        const template = parts.join('');
        const out = fillTemplate(template, known);
        expect(out.every((s) => s.text !== '')).toBe(true);
        const back = out.map((s) => (s.kind === 'text' ? s.text : `{${s.field}}`)).join('');
        expect(back).toBe(template);
      }),
    );
  });

  it('lists the fields of a template once', () => {
    expect(fieldsOf('{agent.name} {practice.name} {agent.name}')).toEqual(['agent.name', 'practice.name']);
    expect(plainText(fillTemplate('At {practice.address}.', {}))).toBe('At [practice address].');
  });
});
