// The control API over HTTP: the world outside in a test's or the demo's hand. Loopback, a token of its own.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Account } from '../account/account.ts';
import type { Callers } from '../callers/callers.ts';
import {
  calleeBody,
  callerAct,
  callerBody,
  fault,
  hookBody,
  webhooksBody,
  type LegView,
} from '../control-schema.ts';
import type { Gateway } from '../gateway/types.ts';
import type { Leg } from '../media/switchboard.ts';
import type { Rest } from '../rest/serve.ts';
import type { Wire } from '../wire.ts';
import { readBody, Wrong } from './body.ts';
import { applyFault } from './faults.ts';

export interface ControlParts {
  token: string;
  account: Account;
  callers: Callers;
  gateway: Gateway;
  rest: Rest;
  wire: Wire;
}
const bodyLimit = 1_000_000;
/** RMS of a frame that is no silence. */
const soundFrom = 60;

const read = <S extends z.ZodType>(request: IncomingMessage, schema: S): Promise<z.output<S>> =>
  readBody(request, schema, bodyLimit);
const partsOf = (ear: Leg['ear'], since: number): LegView['heard'] =>
  ear.parts(since).map((part) => ({ ...part, tones: [...part.tones] }));

export function makeControl(parts: ControlParts) {
  const { account, callers, wire } = parts;
  const wanted = Buffer.from(`Bearer ${parts.token}`);

  function legs(since: number, hz: number | null): LegView[] {
    return account.calls.list().map((call) => {
      const { conference } = call.leg;
      const seat = conference?.participant(call.sid);
      return {
        callSid: call.sid,
        from: call.from,
        to: call.to,
        kind: call.kind,
        status: call.status,
        conference: conference?.name ?? null,
        hold: seat?.held ?? false,
        muted: seat?.muted ?? false,
        heard: partsOf(call.leg.ear, since),
        said: partsOf(call.leg.mouth, since),
        lastSaidMs: call.leg.mouth.lastSoundMs(soundFrom),
        heardFromMs: call.leg.ear.firstSoundMs(since, soundFrom, hz),
        saidFromMs: call.leg.mouth.firstSoundMs(since, soundFrom),
        digits: call.digits,
      };
    });
  }
  function recordings(): unknown[] {
    return account.recordings.list().map((r) => ({
      sid: r.sid,
      status: r.status,
      seconds: r.seconds ?? r.recorder.lengthMs / 1_000,
      conference: r.conferenceSid === null ? null : (account.conferences.find(r.conferenceSid)?.name ?? null),
      callSid: r.callSid,
    }));
  }

  async function answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<unknown> {
    const asked = `${request.method} ${path}`;
    const caller = /^\/control\/callers\/([0-9a-f-]{36})(\/act)?$/.exec(path);
    if (caller?.[1] !== undefined) {
      const id = caller[1];
      if (request.method === 'POST' && caller[2] !== undefined)
        if (!callers.act(id, await read(request, callerAct))) throw new Wrong(404, 'no such caller');
      const view = callers.view(id);
      if (view === null) throw new Wrong(404, 'no such caller');
      return view;
    }
    switch (asked) {
      case 'POST /control/callers':
        return callers.place(await read(request, callerBody));
      case 'GET /control/callers':
        return callers.list();
      case 'POST /control/callees':
        account.outside.set(await read(request, calleeBody));
        return {};
      case 'GET /control/legs':
        return legs(Number(query.get('since') ?? 0), query.has('hz') ? Number(query.get('hz')) : null);
      case 'GET /control/recordings':
        return recordings();
      case 'GET /control/messages':
        return account.texts.map(({ sid, at, to, body }) => ({ sid, at: at.toISOString(), to, body }));
      case 'GET /control/clients':
        return parts.gateway.clients();
      case 'GET /control/wire':
        return wire.after(Number(query.get('after') ?? 0));
      case 'GET /control/signals':
        return parts.gateway.wire(Number(query.get('since') ?? 0));
      case 'POST /control/faults':
        applyFault(parts, await read(request, fault));
        return {};
      case 'POST /control/webhooks':
        account.webhooks = await read(request, webhooksBody);
        return {};
      case 'POST /control/hook': {
        const body = await read(request, hookBody);
        const told = await account.hooks.raw(body.url, body.fields, body.signed);
        return { status: told?.status ?? 0, body: told?.body ?? '' };
      }
      default:
        throw new Wrong(404, 'no such address');
    }
  }

  /** False: not an address of this API. */
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!url.pathname.startsWith('/control/')) return false;
    let status = 200;
    let value: unknown;
    try {
      const given = Buffer.from(request.headers.authorization ?? '');
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new Wrong(401, 'wrong token');
      value = await answer(request, url.pathname, url.searchParams);
    } catch (error) {
      status = error instanceof Wrong ? error.status : 500;
      value = { error: error instanceof Wrong ? error.message : 'failed' };
    }
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(value));
    if (status === 413) request.destroy();
    return true;
  };
}
