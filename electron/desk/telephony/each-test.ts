// For tests only: a vault for the file, a server and a desk for each test, and what many tests say of them. A test reads
// `desk` and `server` as they are now: `restart` puts another desk in their place.
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { LiveCall } from '#shared/domain/telephony/live.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Vault } from '../vault/vault.ts';
import {
  liveOf,
  noon,
  self,
  startDesk,
  startServer,
  startVault,
  until,
  type Desk,
  type Server,
} from './testing.ts';

export let kept: Awaited<ReturnType<typeof startVault>>;
export let server: Server;
export let desk: Desk;

/** @param ready a person sits there, the engine is registered, and what it was ordered at first is taken. */
export function freshForEach({ ready }: { ready: boolean }): void {
  beforeAll(async () => {
    kept = await startVault();
  });
  beforeEach(async () => {
    kept.empty();
    server = await startServer();
    server.says([]);
    desk = startDesk(server, kept.vault);
    if (!ready) return;
    await desk.ready();
    desk.engine.orders();
  });
  afterEach(async () => {
    expect(desk.failures).toEqual([]);
    desk.stop();
    await server.close();
  });
  afterAll(() => kept.end());
}
/** The desk ends as in a crash, and the next one starts, on the same vault unless told otherwise. */
export function restart(vault: Vault = kept.vault): void {
  desk.stop();
  desk = startDesk(server, vault);
}

export const value = <T>(done: unknown): T => {
  const result = done as Result<T>;
  if (!result.ok) throw new Error(result.code);
  return result.value;
};
export const code = (done: unknown): string => {
  const result = done as Result<unknown>;
  return result.ok ? 'ok' : result.code;
};
export const state = (callId: string): string | undefined => desk.row(callId)?.state;
export const soon = (seconds: number): string => new Date(Date.parse(noon) + seconds * 1000).toISOString();
/** Orders that the engine has not taken yet, taken now. */
export const kinds = (): string[] => desk.engine.orders().map((o) => o.kind);
export const sent = (kind: Act['kind']): Act[] =>
  server.acts.map((a) => a.act).filter((a) => a.kind === kind);

/** A call that rang here and was answered. @param legSid told with its leg, where a test needs it. */
export async function talking(more: Partial<LiveCall> = {}, legSid?: string): Promise<LiveCall> {
  const offered = liveOf(more);
  const leg = legSid === undefined ? {} : { legSid };
  server.says([offered]);
  await until(() => state(offered.callId) === 'ringing');
  if (legSid !== undefined) desk.engine.media(offered.callId, 'ringing', leg);
  desk.calls.answer({ callId: offered.callId }, desk.context());
  desk.engine.media(offered.callId, 'open', { connectToken: 'secret-connect-token', ...leg });
  const live: LiveCall = {
    ...offered,
    phase: 'connected',
    answeredAt: soon(2),
    parties: [self('connected')],
  };
  server.says([live]);
  await until(() => desk.room.log.live(offered.callId)?.phase === 'connected');
  desk.engine.orders();
  return live;
}

/** A call in which the agent talks; the engine has not taken its orders. */
export async function connected(): Promise<LiveCall> {
  const offered = liveOf();
  server.says([offered]);
  await until(() => state(offered.callId) === 'ringing');
  desk.engine.media(offered.callId, 'ringing');
  desk.engine.media(offered.callId, 'open', { connectToken: 'secret' });
  const live: LiveCall = { ...offered, phase: 'connected', answeredAt: noon, parties: [self('connected')] };
  server.says([live]);
  await until(() => state(offered.callId) === 'active');
  return live;
}
