// The Host over any message channel: `serveHost` on the side that has the surroundings, `hostOver` in the desk.
// Both ends check: a served host refuses what no desk of ours would send, and a desk doesn't trust an odd answer.
import { fail, type Result } from '#shared/domain/result.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { z } from 'zod';
import { hostMethods, type Host, type HostMethod } from './host.ts';
import { hostReply, hostRequest, powerEvents, type PowerEvent } from './link.ts';

/** Any channel that other messages may share; what is not the host's is left alone. */
export interface HostPort {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}
/** At most this many answers may be owed to one desk; a desk that asks for more is told `busy`. */
const mostAtOnce = 64;
const methodNames = Object.keys(hostMethods) as HostMethod[];
const powerMessage = z.strictObject({ t: z.literal('power'), event: z.enum(powerEvents) });
const result = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    code: z.string().max(60),
    message: z.string().max(2000),
    retryable: z.boolean(),
  }),
]);

export function serveHost(port: HostPort, host: Host): void {
  let owed = 0;
  let open = true;
  const stopPower = host.onPower((event) => port.send({ t: 'power', event }));
  port.onClose(() => {
    open = false;
    stopPower();
  });
  port.onMessage((raw) => {
    const request = hostRequest.safeParse(raw).data;
    if (!request) return;
    const reply = (answer: Result<unknown>): void => {
      if (open) port.send({ t: 'host-reply', id: request.id, result: answer });
    };
    if (owed >= mostAtOnce) return reply(fail('busy', 'too many host requests at once'));
    owed++;
    void answerTo(host, request.method, request.input)
      .catch(() => fail('unexpected', request.method))
      .then(reply)
      .finally(() => owed--);
  });
}

async function answerTo(host: Host, name: string, input: unknown): Promise<Result<unknown>> {
  const known = methodNames.find((method) => method === name);
  if (known === undefined) return fail('unknown-request', name);
  const { input: inSchema, output: outSchema } = hostMethods[known];
  const given = inSchema.safeParse(input);
  if (!given.success) return fail('invalid-input', known);
  // The table pairs each method with its own schema; TypeScript cannot follow that through a name chosen at run time.
  const answer = await (host[known] as (input: unknown) => Promise<Result<unknown>>)(given.data);
  if (!answer.ok) return answer;
  const value = outSchema.safeParse(answer.value);
  return value.success ? { ok: true, value: value.data } : fail('invalid-result', known);
}

/** The desk's Host. Each call settles: with the answer, `timed-out`, or `interrupted` when the channel closes. */
export function hostOver(port: HostPort): Host {
  const waiting = new Map<string, (answer: Result<unknown>) => void>();
  const power = new Set<(event: PowerEvent) => void>();
  let counter = 0;
  let open = true;

  port.onMessage((raw) => {
    const reply = hostReply.safeParse(raw).data;
    if (reply) return waiting.get(reply.id)?.(parseResult(reply.result));
    const event = powerMessage.safeParse(raw).data;
    if (event) for (const listener of power) listener(event.event);
  });
  port.onClose(() => {
    open = false;
    for (const settle of waiting.values()) settle(fail('interrupted', 'host gone'));
  });

  const ask = (name: HostMethod, input: unknown): Promise<Result<unknown>> => {
    if (!open) return Promise.resolve(fail('interrupted', 'host gone'));
    const id = `h${++counter}`;
    return new Promise((resolve) => {
      const settle = (answer: Result<unknown>): void => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(() => settle(fail('timed-out', name)), hostMethods[name].within);
      waiting.set(id, (answer) => settle(checked(name, answer)));
      port.send({ t: 'host-request', id, method: name, input });
    });
  };
  const methods = Object.fromEntries(methodNames.map((name) => [name, (input: unknown) => ask(name, input)]));
  const onPower: Host['onPower'] = (listener) => {
    power.add(listener);
    return () => power.delete(listener);
  };
  return { ...methods, onPower } as Host;
}

function checked(name: HostMethod, answer: Result<unknown>): Result<unknown> {
  if (!answer.ok) return answer;
  const value = hostMethods[name].output.safeParse(answer.value);
  return value.success ? { ok: true, value: value.data } : fail('invalid-result', name);
}

function parseResult(raw: unknown): Result<unknown> {
  const parsed = result.safeParse(raw).data;
  if (!parsed) return fail('invalid-result', 'host');
  return parsed.ok ? parsed : { ...parsed, code: parsed.code as ErrorCode };
}
