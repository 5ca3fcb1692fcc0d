// People who may no longer use this device: their way in goes, their seat is emptied, and others notice nothing but a lock.
import type { GuardRoom } from '../guard/side.ts';
import type { Vault } from '../vault/vault.ts';

export interface PersonRevokeParts {
  vault(): Vault | null;
  /** Empties the seat, saying why; after their call, if they are in one. False: not theirs, or known (`Seat.revoked`). */
  getUp(personId: string): boolean;
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
      if (!parts.getUp(id)) continue;
      parts.lock();
      parts.audit('seat', id);
    }
  },
});
