// People who may no longer use this device: their way in goes, their seat is emptied, and others notice nothing but a lock.
import type { GuardRoom } from '../guard/side.ts';
import type { Person } from '../router/context.ts';
import type { Vault } from '../vault/vault.ts';

export interface PersonRevokeParts {
  vault(): Vault | null;
  person(): Person | null;
  /** Empties the seat, also for the next start. */
  leave(): void;
  lock(): void;
  audit(what: string, personId: string): void;
}

export const personRevoke = (parts: PersonRevokeParts): GuardRoom => ({
  contact(answer) {
    const vault = parts.vault();
    if (vault === null) return;
    for (const id of answer.guard?.revoked ?? []) {
      const had = vault.slots().some((slot) => slot.person?.id === id);
      if (had) {
        const gone = vault.removeSlot(id, { force: true });
        parts.audit(gone.ok ? 'slot' : gone.code, id);
      }
      if (parts.person()?.id !== id) continue;
      parts.leave();
      parts.lock();
      parts.audit('seat', id);
    }
  },
});
