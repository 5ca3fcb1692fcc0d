// What became of drafts that were handed in here: decided by somebody at another desk, it is asked for when the list is looked at.
import type { ProposalRow } from '#shared/protocol/knowledge-acts.ts';
import type { AuthoringDeps } from './deps.ts';
import { handedIn, moveDraft } from './store.ts';

/** What a draft is after its proposal was decided. */
export const stateAfter = { published: 'published', 'sent-back': 'came-back', withdrawn: 'open' } as const;
const restMs = 10_000;

export function createFollow(deps: Pick<AuthoringDeps, 'core' | 'backend' | 'changed' | 'failed' | 'here'>) {
  let asking = false;
  let askedAt = 0;

  function take(proposals: readonly ProposalRow[], now: string, db = deps.core()): void {
    const waiting = handedIn(db);
    let moved = false;
    for (const p of proposals) {
      const draft = p.state === 'open' ? undefined : waiting.find((d) => d.proposalId === p.id);
      if (draft === undefined || p.state === 'open') continue;
      const said = p.decided && {
        note: p.decided.note,
        by: p.decided.by.name,
        at: deps.here(p.decided.at),
      };
      moveDraft(deps.core(), draft.row.id, { state: stateAfter[p.state], said }, now);
      moved = true;
    }
    if (moved) deps.changed('authoring.changed');
  }
  return {
    take,
    /** Nobody waits for it, so it never rejects: what it finds is announced. Without a backend the list stays as it is. */
    async look(person: string, now: string): Promise<void> {
      const at = Date.parse(now);
      if (asking || Math.abs(at - askedAt) < restMs) return;
      asking = true;
      askedAt = at;
      try {
        // The vault may be closed while the backend answers.
        const db = deps.core();
        if (handedIn(db).length === 0) return;
        const answer = await deps.backend.proposals(person, { open: false });
        if (answer.ok && db.open) take(answer.value.proposals, now, db);
      } catch (error) {
        deps.failed(error);
      } finally {
        asking = false;
      }
    },
  };
}
export type Follow = ReturnType<typeof createFollow>;
