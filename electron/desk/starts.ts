// What is begun at opening, at a sign-in or when the record is back, and nobody waits for.
import { errorFields, type Log } from './log.ts';

/**
 * Each task by itself, in this order: one that breaks (a full disk) takes neither the others nor the desk with it, whether
 * it throws at once or in its own time.
 */
export function startAll(log: Pick<Log, 'error'>, name: string, ...tasks: (() => unknown)[]): void {
  for (const task of tasks)
    (async () => task())().catch((error: unknown) =>
      log.error('request.unexpected', { name, ...errorFields(error) }),
    );
}
