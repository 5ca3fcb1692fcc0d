// The knowledge room's life: starter articles come in after opening, a batch at a time; the search thread lives while the
// vault is readable and takes its decrypted pages with it at lock.
import type { StatusValue } from '#shared/contract/status.ts';
import type { ArticleSearch, ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Log } from '../log.ts';
import type { Vault } from '../vault/vault.ts';
import { after } from '../session/clock.ts';
import { startBuilding } from './builder.ts';
import { SearchClient } from './client.ts';
import { createIndexLife, type IndexLife } from './index-life.ts';
import { knowledgeState } from './read.ts';
import { importStarter } from './starter.ts';

export interface KnowledgeLifeDeps {
  folder: string;
  now(): string;
  onProgress(): void;
  onDone(): void;
  log: Log;
}

const noIndex = { state: 'none', done: null } as const;

export function createKnowledge(deps: KnowledgeLifeDeps) {
  let client: SearchClient | null = null;
  let index: IndexLife | null = null;
  let vault: Vault | null = null;
  let importing: { done: number; abort: AbortController } | null = null;

  async function bringIn(to: Vault): Promise<void> {
    const abort = new AbortController();
    importing = { done: 0, abort };
    index?.hold(true);
    const result = await importStarter(to.core, deps.folder, {
      now: deps.now(),
      signal: abort.signal,
      onProgress(done) {
        if (importing?.abort !== abort) return;
        importing.done = done;
        deps.onProgress();
      },
    });
    if (importing?.abort === abort) {
      importing = null;
      index?.hold(false);
    }
    if (result.ok) deps.log.info('knowledge.imported', { count: result.value?.added ?? 0 });
    else if (result.code !== 'cancelled') deps.log.warn('knowledge.failed', { code: result.code });
    deps.onDone();
  }

  return {
    open(opened: Vault): void {
      vault = opened;
      const file = opened.pathOf('core');
      const key = () => opened.readOnlyKeyFor('core');
      const life = createIndexLife({
        build: (onProgress) => startBuilding({ file, key, db: opened.core, onProgress }),
        reload: () => client?.reload(),
        after,
        changed: deps.onProgress,
        log: deps.log,
      });
      index = life;
      client = new SearchClient({ file, key, onIndex: life.heard });
      client.warm();
      void bringIn(opened);
    },
    /** Whoever changed articles said so: the next key does not wait for it. */
    published(topic: string): void {
      if (topic === 'knowledge.changed') client?.refresh();
    },
    search: (
      request: ArticleSearch,
      today: string,
      signal: AbortSignal,
      who: { role: string; lane?: string },
    ): Promise<Result<ArticleSearchResult>> | null =>
      client?.search(request, today, { signal, ...who }) ?? null,
    state(): Omit<StatusValue['knowledge'], 'feed'> {
      if (vault === null || !vault.core.open)
        return { articles: 0, asOf: null, importing: null, index: noIndex };
      const { articles, asOf } = knowledgeState(vault.core);
      return { articles, asOf, importing: importing?.done ?? null, index: index?.status() ?? noIndex };
    },
    async close(): Promise<void> {
      importing?.abort.abort();
      importing = null;
      const ending = [index, client];
      index = null;
      client = null;
      await Promise.all(ending.map((each) => each?.close()));
    },
  };
}
