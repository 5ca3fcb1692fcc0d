// Who may ask what, when: one pure decision for every request (architecture rule 2).
import type { PageSpec, RequestSpec, Role, Surface } from '#shared/contract/kinds.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';

export type Phase = 'first-run' | 'closed' | 'open' | 'locked' | 'broken';
/** What the rooms of guard/ know about this desk and whoever sits at it. */
export interface Guarded {
  /** The read-lease has ended: this desk takes messages and reads none (C10). */
  leaseEnded: boolean;
  /** Whoever sits here proved within the last five minutes that it is them (C8). */
  steppedUp: boolean;
}
export interface Standing extends Guarded {
  phase: Phase;
  role: Role | null;
  surface: Surface;
  demo: boolean;
  /** A practice desk: nobody in it is real. */
  practice: boolean;
}

/**
 * Null = allowed. The order matters: a wrong surface is told before anything about the vault's state, and a fresh proof is
 * asked of those alone who would otherwise get what they ask for.
 */
export function gate(name: string, spec: RequestSpec | PageSpec, s: Standing): ErrorCode | null {
  if (!spec.surfaces.includes(s.surface)) return 'wrong-surface';
  if (name.startsWith('demo.') && !s.demo) return 'demo-only';
  if (spec.when === 'open' && s.phase !== 'open') return s.phase === 'locked' ? 'locked' : 'vault-closed';
  if (spec.when === 'open-or-locked' && s.phase !== 'open' && s.phase !== 'locked') return 'vault-closed';
  if (spec.roles !== 'any') {
    if (s.role === null) return 'not-signed-in';
    if (!spec.roles.includes(s.role) && !(s.practice && spec.practice)) return 'wrong-role';
  }
  // What answers while the desk is locked reads nothing that a lease would hold.
  if (s.leaseEnded && spec.when === 'open' && spec.lease === 'needed') return 'lease-ended';
  // A practice desk knows nobody who could prove anything, and nothing in it is worth it.
  return spec.stepUp && !s.steppedUp && !s.practice ? 'step-up-needed' : null;
}
