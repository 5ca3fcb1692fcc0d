// In whose name a request is done, and whom its audit row names: who asked. Only a request that brings somebody to the seat names who sits there afterwards.
import { specOf } from '#shared/contract/index.ts';
import type { PageSpec, RequestSpec } from '#shared/contract/kinds.ts';
import type { Person } from './context.ts';
import type { Phase } from './gate.ts';

export interface Asked {
  name: string;
  spec: RequestSpec | PageSpec;
  person: Person | null;
  phase: Phase;
}
const taking = new Set([
  'session.create',
  'session.open',
  'session.openByKeystore',
  'session.unlock',
  'session.sit',
]);

/** At a locked desk nobody has proved to be who sat there: what needs no person is nobody's. */
export const whoAsks = ({ phase, spec, person }: Asked): Person | null =>
  phase === 'locked' && spec.roles === 'any' ? null : person;

/** Of a control request that was done; `sits`: who sits here now. */
export function namedIn(call: Asked, sits: Person | null): Person | null {
  if (taking.has(call.name)) return sits ?? whoAsks(call);
  // A first secret seats whoever arrived; somebody who sits changes their own.
  return call.name === 'session.setSecret' ? (whoAsks(call) ?? sits) : whoAsks(call);
}

export const idOf = (person: Person | null): string | null => person?.id ?? null;
/** Done for whoever asks, also for nobody; true for names that are none, which are refused elsewhere. */
export function forAnybody(name: string): boolean {
  const spec = specOf(name);
  return spec === null || spec.kind === 'topic' || spec.roles === 'any';
}
