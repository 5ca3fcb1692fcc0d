// What supervisors and trainers ask of the backend about the knowledge base: each is one request, nothing of it waits here. The
// backend decides who may; typed words are sealed for it, and what comes back is opened for who asks and not kept.
import { createHmac } from 'node:crypto';
import { article, type Article } from '#shared/domain/knowledge/article.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { SealedWords } from '#shared/protocol/knowledge.ts';
import {
  acknowledgementsAnswer,
  actAnswer,
  answerAnswer,
  inboxAnswer,
  proposalAnswer,
  proposalFull,
  proposalsAnswer,
  type AcknowledgementsAnswer,
  type Act,
  type InboxAnswer,
  type InboxItem,
  type ProposalAnswer,
  type ProposalRow,
} from '#shared/protocol/knowledge-acts.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import type { z } from 'zod';

export interface KnowledgeClientParts {
  /** Null = no backend is set up. */
  client: Pick<BackendClient, 'ask'> | null;
  sealer: Pick<Sealer, 'seal' | 'open'>;
  uuid(): string;
  /** Something that this desk pulls was changed: it looks at once. */
  pull(): void;
}
export interface Proposed {
  /** Made with the draft: the same one twice is handed in once. */
  id: string;
  article: Article;
  note: string;
  /** Ids of all who wrote in the draft. */
  writers: readonly string[];
}
/** An item with its words opened; null = none, or not for this desk's key. */
type Opened<T> = T extends InboxItem
  ? Omit<T, 'words' | 'answer'> & {
      words: string | null;
      answer: { by: { id: string; name: string }; at: string; words: string | null } | null;
    }
  : never;
export type OpenedItem = Opened<InboxItem>;
export type OpenedInbox = Omit<InboxAnswer, 'items' | 'v'> & { items: OpenedItem[] };

export type KnowledgeClient = ReturnType<typeof createKnowledgeClient>;
export function createKnowledgeClient({ client, sealer, uuid, pull }: KnowledgeClientParts) {
  async function ask<S extends z.ZodType>(
    path: string,
    person: string,
    body: object,
    schema: S,
  ): Promise<Result<z.output<S>>> {
    if (client === null) return fail('offline', 'no backend');
    return client.ask('POST', `/v2/knowledge/${path}`, schema, {
      body: { v: 2, person, ...body },
      most: 4_000_000,
    });
  }
  // Told again after a lost reply, the same words are the same. Keyed, so that no id lets anybody try out what was said; the key lasts
  // as long as the process.
  const key = uuid();
  const idOf = (of: readonly string[]): string => {
    const hex = createHmac('sha256', key).update(JSON.stringify(of)).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  const opened = (id: string, sealed: SealedWords | null): string | null =>
    sealed === null
      ? null
      : (sealer
          .open(id, Buffer.from(sealed.body, 'base64'), Buffer.from(sealed.keyForBackend, 'base64'))
          ?.toString('utf8')
          .slice(0, 4000) ?? null);
  const itemOf = (item: InboxItem): OpenedItem => {
    const { words, answer, ...rest } = item;
    return {
      ...rest,
      words: opened(item.id, words),
      answer:
        answer === null
          ? null
          : { by: answer.by, at: answer.at, words: opened(answer.wordsId, answer.words) },
    };
  };
  /** What was published comes back by the feed, as to every other desk. */
  const pulled = <T>(answer: Result<T>): Result<T> => {
    if (answer.ok) pull();
    return answer;
  };

  return {
    propose: async (person: string, of: Proposed): Promise<Result<ProposalAnswer>> =>
      pulled(await ask('propose', person, of, proposalAnswer)),
    decide: async (
      person: string,
      of: { id: string; decision: 'approve' | 'send-back' | 'withdraw'; note: string },
    ): Promise<Result<ProposalAnswer>> => pulled(await ask('decide', person, of, proposalAnswer)),
    proposals: (
      person: string,
      of: { open: boolean },
    ): Promise<Result<{ proposals: ProposalRow[]; open: number; serverTime: string }>> =>
      ask('proposals', person, of, proposalsAnswer),
    /** `article-damaged`: written by a newer desk, or not an article. */
    async proposal(
      person: string,
      id: string,
    ): Promise<Result<{ proposal: ProposalRow; article: Article; serverTime: string }>> {
      const answer = await ask('proposal', person, { id }, proposalFull);
      if (!answer.ok) return answer;
      const { proposal, json, serverTime } = answer.value;
      let read;
      try {
        read = article.safeParse(JSON.parse(json));
      } catch {
        return fail('article-damaged');
      }
      return read.success ? ok({ proposal, article: read.data, serverTime }) : fail('article-damaged');
    },
    /** Verify, retire, announce, terms. `id` is made by who asks, so that the same act twice is done once. */
    act: async (person: string, id: string, act: Act): Promise<Result<{ seq: number; serverTime: string }>> =>
      pulled(await ask('act', person, { id, act }, actAnswer)),
    async inbox(person: string, of: { open: boolean }): Promise<Result<OpenedInbox>> {
      const answer = await ask('inbox', person, of, inboxAnswer);
      if (!answer.ok) return answer;
      const { items, open, overdue, ratings, serverTime } = answer.value;
      return ok({ items: items.map(itemOf), open, overdue, ratings, serverTime });
    },
    /** @returns `not-enrolled` while there is no key to seal for. */
    async answer(person: string, id: string, words: string): Promise<Result<{ serverTime: string }>> {
      const wordsId = idOf([person, id, words]);
      const { body, forBackend } = sealer.seal(wordsId, Buffer.from(words));
      if (forBackend === null) return fail('not-enrolled');
      const sealed: SealedWords = {
        body: body.toString('base64'),
        keyForBackend: forBackend.key.toString('base64'),
        keyId: forBackend.keyId,
      };
      return pulled(await ask('answer', person, { id, wordsId, words: sealed }, answerAnswer));
    },
    acknowledgements: (
      person: string,
      of: { about: 'article' | 'announcement'; id: string },
    ): Promise<Result<AcknowledgementsAnswer>> => ask('acknowledgements', person, of, acknowledgementsAnswer),
  };
}
