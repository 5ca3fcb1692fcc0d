// A masked number on the screen: whether it may be asked for on this call, and when it is masked again. Pure.
import type { patient } from '#shared/contract/patient.ts';
import type { maskedNumbers, revealReasons } from '#shared/contract/patient.ts';
import type { Level } from '#shared/domain/disclosure/facts.ts';
import { levelFor } from '#shared/domain/disclosure/matrix.ts';
import { type Scope, within } from '#shared/domain/disclosure/scope.ts';
import type { z } from 'zod';

export type Masked = (typeof maskedNumbers)[number];
export type RevealWhy = (typeof revealReasons)[number];
export type Revealed = z.output<typeof patient.reveal.output>;

export interface RevealAbout {
  role: string;
  level: Level;
  scope: Scope;
  /** What the call is about; null = not stated yet. */
  reason: string | null;
}

/** `never`: no line is drawn. `reason`, `level`: drawn masked, with what is lacking. */
export type MayReveal = 'now' | 'reason' | 'level' | 'never';

/** The desk asks the same again, and decides. */
export function mayReveal(number: Masked, { role, level, scope, reason }: RevealAbout): MayReveal {
  const section = number === 'wholeMemberId' ? 'coverage' : 'identity';
  if (!within(scope, section, number)) return 'never';
  if (reason === null) return 'reason';
  const needed = levelFor(reason, role, section, number);
  if (needed === null) return 'never';
  return level >= needed ? 'now' : 'level';
}

/** Whole seconds until it is masked; 0 = it is. Never more than half a minute, whatever the clocks say. */
export function secondsLeft(until: string, nowMs: number): number {
  const left = Math.ceil((Date.parse(until) - nowMs) / 1000);
  return Number.isFinite(left) ? Math.min(30, Math.max(0, left)) : 0;
}
