// Pairs requests with their answers by number, over whatever carries raw messages.
import { randomUUID } from 'node:crypto';
import { hostReply } from '#host/link.ts';
import type { Result } from '#shared/domain/result.ts';

export function asking(send: (message: unknown) => void) {
  const waiting = new Map<string, (answer: Result<unknown>) => void>();
  return {
    take(raw: unknown): void {
      const reply = hostReply.safeParse(raw).data;
      if (reply === undefined) return;
      waiting.get(reply.id)?.(reply.result as Result<unknown>);
      waiting.delete(reply.id);
    },
    ask(method: string, input: unknown): Promise<Result<unknown>> {
      const id = randomUUID();
      const answer = new Promise<Result<unknown>>((resolve) => waiting.set(id, resolve));
      send({ t: 'host-request', id, method, input });
      return answer;
    },
  };
}
