// Who may ask what, when: one pure decision for every request (architecture rule 2).
import type { PageSpec, RequestSpec, Role, Surface } from '#shared/contract/kinds.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';

export type Phase = 'first-run' | 'closed' | 'open' | 'locked' | 'broken';
export interface Standing {
  phase: Phase;
  role: Role | null;
  surface: Surface;
  demo: boolean;
}

/** Null = allowed. The order matters: a wrong surface is told before anything about the vault's state. */
export function gate(name: string, spec: RequestSpec | PageSpec, s: Standing): ErrorCode | null {
  if (!spec.surfaces.includes(s.surface)) return 'wrong-surface';
  if (name.startsWith('demo.') && !s.demo) return 'demo-only';
  if (spec.when === 'open' && s.phase !== 'open') return s.phase === 'locked' ? 'locked' : 'vault-closed';
  if (spec.when === 'open-or-locked' && s.phase !== 'open' && s.phase !== 'locked') return 'vault-closed';
  if (spec.roles === 'any') return null;
  if (s.role === null) return 'not-signed-in';
  return spec.roles.includes(s.role) ? null : 'wrong-role';
}
