// Which slots the demo's passphrase opens: it is looked at once for each, and a changed secret is another slot.
import type { Session } from '../session/session.ts';

/** Shown on the demo's first screen, where it is no secret. */
export const demoPassphrase = 'quiet-harbour-lamp';

export function createOpens(session: Pick<Session, 'slots' | 'openedBy'>): () => Promise<string[]> {
  const looked = new Map<string, boolean>();
  return async () => {
    const ids = session.slots().map(({ id }) => id);
    const fresh = ids.filter((id) => !looked.has(id));
    if (fresh.length > 0) {
      const opened = await session.openedBy(demoPassphrase, fresh);
      for (const id of fresh) looked.set(id, opened.includes(id));
    }
    return ids.filter((id) => looked.get(id) === true);
  };
}
