// The authoring room put together: a part of the composition root.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { reasonCode } from '#shared/domain/accounts/reason.ts';
import { daysAfter } from '#shared/domain/knowledge/draft.ts';
import { termList, type TermList } from '#shared/domain/knowledge/terms.ts';
import { ok } from '#shared/domain/result.ts';
import type { KnowledgeClient } from '../knowledge-sync/client.ts';
import { errorFields, type Log } from '../log.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { OnCallRoom } from '../oncall/room.ts';
import type { RoomHandlers } from '../router/context.ts';
import { keptPeople } from '../session/people.ts';
import { readClockOffset } from '../sync/device.ts';
import type { FileHost } from '../training/files.ts';
import { personOf, today, type AuthoringDeps } from './deps.ts';
import { draftHandlers } from './drafts.ts';
import { createFollow } from './follow.ts';
import { importHandlers } from './imports.ts';
import { createImporter } from './importer.ts';
import { announcementsKept, dueArticles, listArticles, termsKept } from './kept-articles.ts';
import { forgetMisses, keepMiss, missKnownOf, missReport } from './misses.ts';
import { namesOnFile } from './names.ts';
import { publishHandlers } from './publish.ts';

export interface AuthoringParts {
  openCore(): Database.Database;
  oncall: Pick<OnCallRoom, 'accounts' | 'numbers' | 'schedules'>;
  session: { vault(): { patients: Database.Database | null } | null };
  /** The `data` folder that ships. */
  dataFolder: string;
  files: FileHost;
  uuid(): string;
  changed(...topics: string[]): void;
  sealer: Sealer;
  log: Pick<Log, 'error'>;
  /** What is asked of the backend about articles. */
  articles: KnowledgeClient;
}

function shippedTerms(folder: string): TermList | null {
  const path = join(folder, 'terms.json');
  if (!existsSync(path)) return null;
  const read = termList.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return read.success ? read.data : null;
}

export interface Authoring {
  handlers: RoomHandlers<'authoring'>;
  /** Inside a transaction: counts a search that found nothing. */
  missed(asked: { text: string; accountId: string | null; reason: string | null; today: string }): void;
}
export function createAuthoring(parts: AuthoringParts): Authoring {
  const { uuid, files, oncall } = parts;
  const deps: AuthoringDeps = {
    core: parts.openCore,
    backend: parts.articles,
    accounts: oncall.accounts,
    numbers: oncall.numbers,
    uuid,
    here: (iso) => new Date(Date.parse(iso) + (readClockOffset(parts.openCore()) ?? 0)).toISOString(),
    changed: (topic) => parts.changed(topic),
    failed: (error) => parts.log.error('request.unexpected', { name: 'authoring', ...errorFields(error) }),
    files,
    importer: createImporter(),
  };
  const folder = join(parts.dataFolder, 'knowledge');
  const missKnown = missKnownOf({
    folder,
    core: parts.openCore,
    patients: () => parts.session.vault()?.patients ?? null,
    callers: () => namesOnFile(parts.openCore(), parts.sealer),
    staff: () => [
      ...keptPeople(parts.openCore()).map((p) => p.name),
      ...oncall.schedules().flatMap((s) => s.people.map((p) => p.name)),
    ],
  });
  const follow = createFollow(deps);
  let terms: TermList | null | undefined;
  const handlers: RoomHandlers<'authoring'> = {
    ...draftHandlers(deps, follow),
    ...publishHandlers(deps, follow),
    ...importHandlers(deps),
    articles({ filter, text }, { after, limit }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const { id, role } = person.value;
      const asks = { id, role, today: today(context), here: deps.here };
      return ok(listArticles(deps.core(), { filter, text, after, limit: Math.min(limit, 100) }, asks));
    },
    due({ days }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const day = today(context);
      const asks = { id: person.value.id, role: person.value.role, today: day, here: deps.here };
      return ok(dueArticles(deps.core(), daysAfter(day, days), asks));
    },
    announcements(_nothing, context) {
      const person = personOf(context);
      return person.ok ? ok(announcementsKept(deps.core(), person.value.role)) : person;
    },
    terms: () =>
      ok(
        termsKept(deps.core(), () => {
          if (terms === undefined) terms = shippedTerms(folder);
          return terms;
        }),
      ),
    misses: ({ days }, context) => ok(missReport(deps.core(), { days, today: today(context) })),
    forgetMisses: () => ok({ forgotten: forgetMisses(deps.core()) }),
  };
  return {
    handlers,
    missed({ reason, ...asked }) {
      const code = reasonCode.safeParse(reason);
      keepMiss(parts.openCore(), { ...asked, reason: code.success ? code.data : null }, missKnown());
    },
  };
}
