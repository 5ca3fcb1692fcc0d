// What comes back: changes of other desks and of the backend, and delivered documents. Neither ever holds up what waits to
// be sent; a pull that fails is tried again at its next time.
import type Database from 'better-sqlite3';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { changesAnswer, documentsAnswer } from '#shared/protocol/lanes.ts';
import { failureOf } from '../router/failures.ts';
import type { BackendClient, Refusal } from './backend-client.ts';
import {
  changesAt,
  changesUpto,
  inPieces,
  setChangesAt,
  setChangesUpto,
  takeChanges,
  type ApplyChange,
} from './changes.ts';
import { haveWith, takeDocuments, type DocumentStore, type RefusedFiles } from './documents.ts';

/** Both carry whole bodies: far above what a well-meaning backend sends at once. */
const mostBytes = 16_000_000;
/** Opening a body and looking at its message anew takes about 1 ms: a piece holds the thread some 10 ms. */
const pieceSize = 10;

export interface PullDeps {
  client: BackendClient;
  apply: ApplyChange;
  documents: DocumentStore;
  soon(): Promise<void>;
  /** Messages that changed by what came. */
  arrived(messages: string[]): void;
  delivered(count: number): void;
}
export type Pulled = Result<{ more: boolean }> & { refusal?: Refusal | null };

const isGap = (refusal: Refusal | null): boolean => refusal?.error === 'gap';

export function createPuller(deps: PullDeps) {
  const refusedFiles: RefusedFiles = new Map();

  async function changes(db: Database.Database, as: string): Promise<Pulled> {
    const after = changesUpto(db);
    let refusal: Refusal | null = null;
    const item = changesAt(db);
    const asked = `/v2/changes?after=${after}${item === null ? '' : `&at=${item}`}`;
    const answer = await deps.client.ask('GET', asked, changesAnswer, {
      as,
      most: mostBytes,
      refused: (by) => void (refusal = by),
    });
    if (!answer.ok && after > 0 && isGap(refusal)) {
      // The backend has fewer than were taken: it was restored. Everything again; what is known stays as it is.
      setChangesUpto(db, 0);
      return ok({ more: true });
    }
    if (!answer.ok) return { ...answer, refusal };
    let from = after;
    for (const piece of inPieces(answer.value, pieceSize)) {
      const fresh = takeChanges(db, piece, from, deps.apply);
      if (fresh === null) return fail('backend-error', 'changes out of order');
      from = piece.upto;
      if (fresh.length > 0) deps.arrived(fresh);
      if (piece.upto < answer.value.upto) await deps.soon();
    }
    const { at, upto } = answer.value;
    if (at !== null && (upto > after || item === null)) setChangesAt(db, upto, at);
    // More without getting on would ask for ever.
    return ok({ more: answer.value.more && from > after });
  }

  async function documents(as: string): Promise<Pulled> {
    let refusal: Refusal | null = null;
    const answer = await deps.client.ask('POST', '/v2/documents', documentsAnswer, {
      body: { v: 2, have: haveWith(deps.documents, refusedFiles) },
      as,
      most: mostBytes,
      refused: (by) => void (refusal = by),
    });
    if (!answer.ok) return { ...answer, refusal };
    const { taken, more } = takeDocuments(deps.documents, answer.value, refusedFiles);
    if (taken > 0) deps.delivered(taken);
    return ok({ more });
  }

  /** As a failure: what could not be kept must not stop what waits to be sent. */
  const guarded = async (work: () => Promise<Pulled>): Promise<Pulled> => {
    try {
      return await work();
    } catch (error) {
      return failureOf(error, () => undefined);
    }
  };
  return {
    changes: (db: Database.Database, as: string): Promise<Pulled> => guarded(() => changes(db, as)),
    documents: (as: string): Promise<Pulled> => guarded(() => documents(as)),
  };
}
