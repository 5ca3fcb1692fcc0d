// A demo's first day at this desk: callers of the sample EHR whose messages were taken before anybody sat down. Once only.
import { randomUUID } from 'node:crypto';
import type { DemoControl } from './control.ts';
import { dayCallers, fillDay, hasDay, type DayDeps } from './day.ts';
import type { Person } from '../router/context.ts';
import type { Vault } from '../vault/vault.ts';

export interface LivedInDeps extends Pick<DayDeps, 'sealer' | 'scheduleOf'> {
  control: DemoControl | null;
  vault(): Vault | null;
  person(): Person | null;
  accounts(): DayDeps['accounts'];
  now(): string;
  filled(): void;
}

export const livedIn = (deps: LivedInDeps) => async (): Promise<void> => {
  const { control, sealer, scheduleOf } = deps;
  const vault = deps.vault();
  if (control === null || vault === null || hasDay(vault.core)) return;
  const made = await Promise.all(
    Array.from({ length: dayCallers }, (_, i) => control.ring({ kind: 'random', seed: 1000 + i })),
  );
  const callers = made.flatMap((m) => (m.ok ? [m.value] : []));
  if (callers.length < dayCallers || hasDay(vault.core) || vault.locked) return;
  const agent = deps.person();
  fillDay(
    {
      db: vault.core,
      sealer,
      accounts: deps.accounts(),
      scheduleOf,
      now: deps.now(),
      uuid: randomUUID,
      agent: { personId: agent?.id ?? 'demo', name: agent?.name ?? '' },
    },
    callers,
  );
  deps.filled();
};
