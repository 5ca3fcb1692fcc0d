// The account at the carrier: its calls, conferences, queues, recordings and texts, put together over one switch.
import { makeOutside, type Outside } from '../callers/outside.ts';
import type { CarrierConfig, Webhooks } from '../config.ts';
import type { Gateway, OutgoingCall } from '../gateway/types.ts';
import { makeHooks, type Hooks } from '../hooks/sender.ts';
import type { Switchboard } from '../media/switchboard.ts';
import type { Timers } from '../timers.ts';
import type { Moment } from '../twiml/context.ts';
import { makeRunner, type Runner } from '../twiml/run.ts';
import type { Wire } from '../wire.ts';
import { makeCalls, type Calls } from './calls.ts';
import { isOver, type Call } from './call.ts';
import { makeConferences, type Conferences } from './conferences.ts';
import { makePlace, type Place } from './place.ts';
import { makeQueues, type Queues } from './queues.ts';
import { makeRecordings, type Recordings } from './recordings.ts';

export interface SentText {
  sid: string;
  at: Date;
  to: string;
  from: string;
  body: string;
}
export interface Account {
  readonly config: CarrierConfig;
  readonly board: Switchboard;
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly queues: Queues;
  readonly recordings: Recordings;
  readonly hooks: Hooks;
  readonly outside: Outside;
  readonly runner: Runner;
  readonly place: Place;
  readonly texts: SentText[];
  readonly now: () => Date;
  readonly fetch: typeof fetch;
  webhooks: Webhooks | null;
  /** A telephone dials a line of the account. */
  incoming(call: Call): void;
  /** An agent's phone engine dials. */
  outgoing(call: OutgoingCall): void;
  onMoment(listener: (moment: Moment) => void): () => void;
  close(): void;
}
export interface AccountParts {
  config: CarrierConfig;
  board: Switchboard;
  gateway: () => Gateway;
  timers: Timers;
  wire: Wire;
  fetch: typeof fetch;
  now: () => Date;
  apiUrl: () => string;
}

export function makeAccount(parts: AccountParts): Account {
  const { config, board, timers, wire, fetch, now } = parts;
  const { accountSid } = config;
  const watchers = new Set<(moment: Moment) => void>();
  const hooks = makeHooks({ authToken: config.authToken, wire, fetch });
  const calls = makeCalls({ board, hooks, accountSid, now });
  const recordings = makeRecordings({ board, hooks, accountSid, now, apiUrl: parts.apiUrl });
  const conferences = makeConferences({ board, calls, recordings, hooks, accountSid, now });
  const queues = makeQueues(board, now);
  const outside = makeOutside(timers);
  const runner = makeRunner({
    calls,
    conferences,
    queues,
    recordings,
    hooks,
    wire,
    timers,
    fetch,
    accountSid,
    watch: (moment) => watchers.forEach((watcher) => watcher(moment)),
  });
  const gateway = { dial: (call: Parameters<Gateway['dial']>[0]) => parts.gateway().dial(call) };
  const place = makePlace({ board, gateway, outside, calls, hooks, timers, accountSid });
  // A recording of a call ends with it.
  calls.onChange((call) => {
    if (!isOver(call.status)) return;
    for (const recording of recordings.list())
      if (recording.callSid === call.sid && recording.source === 'StartCallRecordingAPI')
        recordings.finish(recording);
  });
  const account: Account = {
    config,
    board,
    calls,
    conferences,
    queues,
    recordings,
    hooks,
    outside,
    runner,
    place,
    texts: [],
    now,
    fetch,
    webhooks: config.webhooks,
    incoming(call) {
      const { webhooks } = account;
      const known = config.numbers.length === 0 || config.numbers.includes(call.to);
      if (webhooks === null || !known) return call.leg.hangUp('failed', 'carrier');
      if (webhooks.status !== null)
        call.callback = { url: webhooks.status, method: 'POST', events: ['completed'] };
      runner.start(call, { url: webhooks.incoming, method: 'POST' });
    },
    outgoing({ leg, identity, applicationSid, params }) {
      const call = calls.add({
        leg,
        kind: 'agent',
        from: `client:${identity}`,
        to: params['To'] ?? '',
        direction: 'inbound',
      });
      const { webhooks } = account;
      if (webhooks === null || applicationSid !== config.appSid) return leg.hangUp('failed', 'carrier');
      // The engine's own words come after the carrier's and can't take their place.
      const own = new Set([
        'AccountSid',
        'ApiVersion',
        'CallSid',
        'CallStatus',
        'Direction',
        'From',
        'Caller',
      ]);
      const fields = Object.fromEntries(Object.entries(params).filter(([name]) => !own.has(name)));
      runner.start(call, {
        url: webhooks.outgoing,
        method: 'POST',
        fields: { ...fields, ApplicationSid: applicationSid },
      });
    },
    onMoment(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    close() {
      for (const call of calls.list()) call.script?.abort();
      hooks.close();
    },
  };
  return account;
}
