// Neutral service and clinical talk: what people say to a desk or a doctor without any feeling being meant. Trained on as
// neutral, so that symptom words alone don't read as anger. Part of it is held out and only ever measured.
import type { Row } from './sets.ts';

export interface NeutralLine {
  text: string;
  from: 'clinc' | 'banking' | 'primock' | 'mts';
  /** Said by a patient or for one: nearest to what a caller says. */
  patient: boolean;
}
interface Sets {
  sets(name: string): Row[];
}
const textOf = (row: Row): string => row['text'] ?? '';

/** 15 of the 45 consultations are never trained on: every third, in the order of their names. */
export function heldOutConsultations(rows: readonly Row[]): Set<string> {
  const names = [...new Set(rows.map((r) => r['consultation'] ?? ''))].sort();
  return new Set(names.filter((_, i) => i % 3 === 2));
}
/** Those who call or come: patients, and those who speak for them. Clinicians are left out. */
const isPatient = (row: Row): boolean => /^(patient|guest_family\w*)$/i.test(row['speaker'] ?? '');

export function neutralLines(have: Sets): NeutralLine[] {
  const primock = have.sets('primock57-utterances');
  const out = heldOutConsultations(primock);
  const line =
    (from: NeutralLine['from']) =>
    (row: Row): NeutralLine => ({ text: textOf(row), from, patient: isPatient(row) });
  return [
    ...have.sets('clinc150-train').map(line('clinc')),
    ...have.sets('banking77-train').map(line('banking')),
    ...primock.filter((r) => !out.has(r['consultation'] ?? '')).map(line('primock')),
    ...have.sets('mtsdialog-train').map(line('mts')),
  ].filter((l) => l.text.trim() !== '');
}

export function heldOutNeutral(have: Sets): NeutralLine[] {
  const primock = have.sets('primock57-utterances');
  const out = heldOutConsultations(primock);
  return [
    ...primock
      .filter((r) => out.has(r['consultation'] ?? '') && isPatient(r))
      .map((r) => ({ text: textOf(r), from: 'primock' as const, patient: true })),
    ...have
      .sets('mtsdialog-dev')
      .filter(isPatient)
      .map((r) => ({ text: textOf(r), from: 'mts' as const, patient: true })),
  ].filter((l) => l.text.trim() !== '');
}
