// The authoring room put together: a part of the composition root.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { daysAfter } from '#shared/domain/knowledge/draft.ts';
import { termList, type TermList } from '#shared/domain/knowledge/terms.ts';
import { ok } from '#shared/domain/result.ts';
import { createKnowledgeClient } from '../knowledge-sync/client.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import type { FileHost } from '../training/files.ts';
import { personOf, today, type AuthoringDeps } from './deps.ts';
import { draftHandlers } from './drafts.ts';
import { importHandlers } from './imports.ts';
import { createImporter } from './importer.ts';
import { announcementsKept, dueArticles, listArticles, termsKept } from './kept-articles.ts';
import { forgetMisses, missReport } from './misses.ts';
import { publishHandlers } from './publish.ts';

export interface AuthoringParts {
  openCore(): Database.Database;
  oncall: Pick<AuthoringDeps, 'accounts' | 'numbers'>;
  /** The `data` folder that ships. */
  dataFolder: string;
  files: FileHost;
  uuid(): string;
  sealer: Pick<Sealer, 'seal' | 'open'>;
  backend: { client: Pick<BackendClient, 'ask'> | null };
}

function shippedTerms(folder: string): TermList | null {
  const path = join(folder, 'terms.json');
  if (!existsSync(path)) return null;
  const read = termList.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return read.success ? read.data : null;
}

export function createAuthoring(parts: AuthoringParts): RoomHandlers<'authoring'> {
  const { sealer, uuid, files, oncall } = parts;
  const deps: AuthoringDeps = {
    core: parts.openCore,
    // What was published comes back with the next pull, some seconds later.
    backend: createKnowledgeClient({ client: parts.backend.client, sealer, uuid, pull: () => undefined }),
    accounts: oncall.accounts,
    numbers: oncall.numbers,
    uuid,
    files,
    importer: createImporter(),
  };
  let terms: TermList | null | undefined;
  return {
    ...draftHandlers(deps),
    ...publishHandlers(deps),
    ...importHandlers(deps),
    articles({ filter, text }, { after, limit }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const asks = { id: person.value.id, role: person.value.role, today: today(context) };
      return ok(listArticles(deps.core(), { filter, text, after, limit: Math.min(limit, 100) }, asks));
    },
    due({ days }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const day = today(context);
      const asks = { id: person.value.id, role: person.value.role, today: day };
      return ok(dueArticles(deps.core(), daysAfter(day, days), asks));
    },
    announcements(_nothing, context) {
      const person = personOf(context);
      return person.ok ? ok(announcementsKept(deps.core(), person.value.role)) : person;
    },
    terms: () =>
      ok(
        termsKept(deps.core(), () => {
          if (terms === undefined) terms = shippedTerms(join(parts.dataFolder, 'knowledge'));
          return terms;
        }),
      ),
    misses: ({ days }, context) => ok(missReport(deps.core(), { days, today: today(context) })),
    forgetMisses: () => ok({ forgotten: forgetMisses(deps.core()) }),
  };
}
