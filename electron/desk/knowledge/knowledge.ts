// The knowledge room's life: starter articles come in after opening, a batch at a time; the search thread lives while the
// vault is readable and takes its decrypted pages with it at lock.
import type { StatusValue } from '#shared/contract/status.ts';
import type { ArticleSearch, ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Log } from '../log.ts';
import type { Vault } from '../vault/vault.ts';
import { SearchClient } from './client.ts';
import { knowledgeState } from './read.ts';
import { importStarter } from './starter.ts';

export interface KnowledgeLifeDeps {
  folder: string;
  now(): string;
  onProgress(): void;
  onDone(): void;
  log: Log;
}

export function createKnowledge(deps: KnowledgeLifeDeps) {
  let client: SearchClient | null = null;
  let vault: Vault | null = null;
  let importing: { done: number; abort: AbortController } | null = null;

  async function bringIn(to: Vault): Promise<void> {
    const abort = new AbortController();
    importing = { done: 0, abort };
    const result = await importStarter(to.core, deps.folder, {
      now: deps.now(),
      signal: abort.signal,
      onProgress(done) {
        if (importing?.abort !== abort) return;
        importing.done = done;
        deps.onProgress();
      },
    });
    if (importing?.abort === abort) importing = null;
    if (result.ok) deps.log.info('knowledge.imported', { count: result.value?.added ?? 0 });
    else if (result.code !== 'cancelled') deps.log.warn('knowledge.failed', { code: result.code });
    deps.onDone();
  }

  return {
    open(opened: Vault): void {
      vault = opened;
      client = new SearchClient({ file: opened.pathOf('core'), key: () => opened.readOnlyKeyFor('core') });
      client.warm();
      void bringIn(opened);
    },
    search: (
      request: ArticleSearch,
      today: string,
      signal: AbortSignal,
    ): Promise<Result<ArticleSearchResult>> | null => client?.search(request, today, { signal }) ?? null,
    state(): StatusValue['knowledge'] {
      if (vault === null || !vault.core.open) return { articles: 0, asOf: null, importing: null };
      const { articles, asOf } = knowledgeState(vault.core);
      return { articles, asOf, importing: importing?.done ?? null };
    },
    async close(): Promise<void> {
      importing?.abort.abort();
      importing = null;
      const ending = client;
      client = null;
      await ending?.close();
    },
  };
}
