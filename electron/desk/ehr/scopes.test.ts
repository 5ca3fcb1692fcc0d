import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { roles } from '#shared/contract/kinds.ts';
import { actKinds } from '#shared/domain/acts/act.ts';
import { actionOf, recordTypeOf } from '#shared/domain/acts/how.ts';
import { levelForAction } from '#shared/domain/disclosure/actions.ts';
import { cardsOf, type Card } from '#shared/domain/disclosure/table.ts';
import { panelNames, specs } from '../patient/cards/panel.ts';
import { backendScopes, launchScopes, notGranted, rightsOf } from './scopes.ts';

const about = { patientId: 'p', now: '2026-11-22T03:00:00.000Z', today: '2026-11-22' };
const typesOf = (card: Card): string[] => {
  const name = panelNames.find((n) => n === card);
  return name === undefined ? [] : specs[name].searches(about).map(({ type }) => type);
};

it.each(roles)('a %s may read what the cards of that role are made of', (role) => {
  const rights = rightsOf(role);
  for (const card of cardsOf(role))
    for (const type of typesOf(card))
      expect([card, type, rights[type]]).toEqual([card, type, expect.stringMatching(/r.*s/)]);
});

it.each(roles)('a %s may write what that role’s acts are at the record', (role) => {
  for (const kind of actKinds) {
    const as = recordTypeOf[kind] ?? { type: 'Task', interaction: 'create' };
    if (levelForAction(actionOf[kind], role) === null) continue;
    const letter = as.interaction === 'create' ? 'c' : 'u';
    expect([kind, rightsOf(role)[as.type]]).toEqual([kind, expect.stringContaining(letter)]);
  }
});

it('grants no more than that: no clinical letters for the office, no money for a nurse, nothing for a trainer', () => {
  for (const role of ['trainer', 'auditor', 'administrator'] as const) expect(rightsOf(role)).toEqual({});
  expect(Object.keys(rightsOf('agent'))).not.toContain('MedicationRequest');
  for (const role of ['nurse', 'after-hours'] as const)
    for (const type of ['Coverage', 'Invoice', 'ExplanationOfBenefit', 'Account'])
      expect(Object.keys(rightsOf(role))).not.toContain(type);
  for (const role of roles)
    for (const [type, letters] of Object.entries(rightsOf(role)))
      expect([type, letters]).toEqual([type, expect.stringMatching(/^c?r?u?s?$/)]);
});

it('stands in docs/ehr.md as it is', () => {
  const page = readFileSync(new URL('../../../docs/ehr.md', import.meta.url), 'utf8');
  const shown = ['agent', 'supervisor', 'after-hours', 'nurse'] as const;
  const types = new Set(shown.flatMap((role) => Object.keys(rightsOf(role))));
  for (const type of types) {
    const line = `| ${type} | ${shown.map((role) => rightsOf(role)[type] ?? '–').join(' | ')} |`;
    expect(page).toContain(`\n${line}\n`);
  }
});

it('speaks the version that the server says, and asks for a lasting sign-in only where there is one', () => {
  expect(launchScopes('agent', null)).toContain('offline_access user/Patient.crus');
  const old = launchScopes('agent', ['permission-v1', 'permission-online']);
  expect(old).toMatch(/^online_access /);
  expect(old).toContain('user/Slot.read');
  expect(old).toContain('user/Appointment.*');
  expect(launchScopes('nurse', ['permission-v2'])).not.toContain('access');
  expect(backendScopes(null)).toContain('system/Slot.rs');
});

it('says what was not granted', () => {
  expect(notGranted('user/Slot.rs user/Appointment.crus', 'user/Appointment.rs')).toEqual([
    'Slot',
    'Appointment',
  ]);
  expect(notGranted('user/Slot.rs user/Appointment.crus', 'user/*.cruds openid')).toEqual([]);
  expect(notGranted('user/Slot.rs', 'user/Slot.read')).toEqual([]);
  expect(notGranted('user/Slot.rs', null)).toEqual([]);
});
