// Who may do what for a patient on this call (appointments, and the acts of `../acts`): asked before anything is fetched or
// sent, and again before it is answered. The rules are the domain's (C19, C20).
import { type Action, levelForAction } from '#shared/domain/disclosure/actions.ts';
import type { Level } from '#shared/domain/disclosure/facts.ts';
import { mayShowField } from '#shared/domain/disclosure/matrix.ts';
import type { Scope } from '#shared/domain/disclosure/scope.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import { fail, type Failure } from '#shared/domain/result.ts';

/** What the patient room knows. */
export interface PatientGate {
  isChosen(contextId: string, patientId: string): boolean;
  standing(
    contextId: string,
    patientId: string,
  ): { level: Level; scope: Scope; locked: boolean; caller: { caller: Caller } | null };
  /** The record's own label (C26); null = it is not known at this desk. */
  restricted(patientId: string): boolean | null;
  /** As `restricted`, from the record where it isn't known yet. */
  known(patientId: string, at: { now: string; signal: AbortSignal }): Promise<Failure | null>;
}
export interface About {
  contextId: string;
  patientId: string;
}
export type BookingAction = 'book' | 'move' | 'cancel';

/** Null = allowed. `role` null: nobody sits at the desk. */
export function refusal(
  gate: PatientGate,
  action: Action,
  { contextId, patientId }: About,
  role: string | null,
): Failure | null {
  if (role === null) return fail('not-signed-in');
  if (!gate.isChosen(contextId, patientId)) return fail('conflict', 'another patient is chosen');
  const { level, scope, locked, caller } = gate.standing(contextId, patientId);
  const needed = levelForAction(action, role, scope, caller?.caller === 'self');
  if (needed === null) return fail('not-for-caller');
  if (locked || level < needed) return fail('not-verified');
  // Only after that: whether a record is restricted is itself something of the record.
  return gate.restricted(patientId) === true ? fail('record-restricted') : null;
}

const cuttable = ['what', 'practitioner', 'place', 'bring', 'end', 'status'] as const;
export type Cuttable = (typeof cuttable)[number];
/** Of a visit: what this caller may not hear, on a call about appointments. */
export function hiddenFields(gate: PatientGate, { contextId, patientId }: About, role: string): Cuttable[] {
  const { level, scope } = gate.standing(contextId, patientId);
  const asked = { reason: 'reschedule', role, level, scope };
  return cuttable.filter((field) => !mayShowField(asked, 'appointments', field));
}
