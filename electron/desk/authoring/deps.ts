// What the handlers of this room share.
import type Database from 'better-sqlite3';
import type { Account } from '#shared/domain/accounts/account.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { todayIn } from '#shared/domain/time/age.ts';
import { maySee } from '../knowledge/heads.ts';
import type { KnowledgeClient } from '../knowledge-sync/client.ts';
import type { Context, Person } from '../router/context.ts';
import type { FileHost } from '../training/files.ts';
import type { Importer } from './importer.ts';
import { findDraft, type KeptDraft } from './store.ts';

export interface AuthoringDeps {
  core(): Database.Database;
  backend: Pick<
    KnowledgeClient,
    'propose' | 'decide' | 'proposals' | 'proposal' | 'act' | 'inbox' | 'answer' | 'acknowledgements'
  >;
  accounts(): readonly Account[];
  /** Numbers of the organisation and its practices, E.164: they may stand in an article. */
  numbers(): readonly string[];
  uuid(): string;
  /** A time of the backend as this computer's clock showed it then (C37): one clock for all that a screen shows. */
  here(iso: string): string;
  /** Announces a topic outside a request. */
  changed(topic: string): void;
  /** Something that nobody waited for broke. */
  failed(error: unknown): void;
  files: FileHost;
  importer: Importer;
}

/** By the desk's own calendar. */
export const today = (context: Pick<Context, 'now'>): string =>
  todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, context.now);
export const personOf = (context: Context): Result<Person> =>
  context.person === null ? fail('not-signed-in') : ok(context.person);

/** Who wrote in it, and whose role may see what it says. */
export const seesDraft = (draft: KeptDraft, person: Pick<Person, 'id' | 'role'>): boolean =>
  draft.row.writers.some((w) => w.id === person.id) || maySee(draft.roles, person.role);

/** The draft, where who asks may see what it says; as if it were not there otherwise. */
export function draftFor(
  deps: AuthoringDeps,
  id: string,
  context: Context,
): Result<{ draft: KeptDraft; person: Person }> {
  const person = personOf(context);
  if (!person.ok) return person;
  const draft = findDraft(deps.core(), id);
  if (draft === null) return fail('not-found', 'draft');
  if (!seesDraft(draft, person.value)) return fail('not-found', 'draft');
  context.about({ articleId: draft.row.articleId });
  return ok({ draft, person: person.value });
}

/** Without its backend a desk publishes nothing, and says what stays. */
export const offlineSaid = <T>(answer: Result<T>): Result<T> =>
  !answer.ok && (answer.code === 'offline' || answer.code === 'backend-not-json')
    ? fail('authoring-offline', answer.message)
    : answer;
