// Telephony's addresses: for desks (signed by the device) and for the carrier (signed by it).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  actRequest,
  callbacksRequest,
  directoryRequest,
  feedRequest,
  recordsRequest,
  tokenRequest,
  voicemailSoundRequest,
  voicemailsRequest,
} from '#shared/protocol/telephony.ts';
import type { PersonRole } from '#shared/protocol/person.ts';
import { boundPerson } from '../identity/bound.ts';
import { readBody } from '../http/body.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { actFor } from './acts.ts';
import { callbacksFor } from './callbacks.ts';
import { directoryFor } from './directory.ts';
import { feedFor } from './feed.ts';
import { addIncomingHooks } from './hooks-incoming.ts';
import { addLegHooks } from './hooks-legs.ts';
import { addWaitingHooks } from './hooks-waiting.ts';
import { musicWav } from './music.ts';
import { recordsOf } from './records.ts';
import type { Telephony } from './start.ts';
import { ownOrg, tokenFor } from './tokens.ts';
import { voicemailSound, voicemailsFor } from './voicemail.ts';

const onCalls: readonly PersonRole[] = ['agent', 'after-hours', 'nurse', 'trainer', 'supervisor'];
type Signed = (
  answer: (who: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) => Parameters<FastifyInstance['post']>[1] & object;

export function addTelephony(app: FastifyInstance, { parts, wakes }: Telephony, signed: Signed): void {
  // Desks that wait for news are answered before the server closes.
  app.addHook('preClose', () => wakes.close());
  const ask = (path: string, answer: Parameters<Signed>[0]): void =>
    void app.post(`/v2/telephony/${path}`, signed(answer) as Parameters<FastifyInstance['post']>[1]);
  /** Whoever sits at the desk must be bound to it and be somebody who has calls; auditors and administrators have none. */
  const person = async (who: Caller, id: string): Promise<string> => {
    ownOrg(parts, who);
    await boundPerson(parts, who, id, { roles: onCalls });
    return id;
  };

  ask('token', async (who, request) =>
    tokenFor(parts, who, await person(who, readBody(request, tokenRequest, 2).person)),
  );
  ask('act', async (who, request) => {
    const asked = readBody(request, actRequest, 2);
    await person(who, asked.person);
    return actFor(parts, who, asked);
  });
  ask('feed', async (who, request, reply) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const asked = readBody(request, feedRequest, 2);
    await person(who, asked.person);
    const answer = await feedFor(parts, wakes, who, asked, gone.signal);
    // It may have waited: who was revoked meanwhile is told nothing more.
    await person(who, asked.person);
    return answer;
  });
  ask('directory', async (who, request) =>
    directoryFor(parts, await person(who, readBody(request, directoryRequest, 2).person)),
  );
  ask('records', async (who, request) => {
    const asked = readBody(request, recordsRequest, 2);
    return { v: 2, records: await recordsOf(parts, await person(who, asked.person), asked.from, asked.to) };
  });
  ask('callbacks', async (who, request) => {
    await person(who, readBody(request, callbacksRequest, 2).person);
    return { v: 2, callbacks: await callbacksFor(parts) };
  });
  ask('voicemails', async (who, request) => {
    await person(who, readBody(request, voicemailsRequest, 2).person);
    return { v: 2, voicemails: await voicemailsFor(parts) };
  });
  ask('voicemail', async (who, request, reply) => {
    const asked = readBody(request, voicemailSoundRequest, 2);
    await person(who, asked.person);
    const sound = await voicemailSound(parts, asked.id);
    if (sound === null) throw new Refusal('invalid', 'No such sound.', null, 404);
    return reply.type('audio/wav').send(sound);
  });

  addIncomingHooks(app, parts);
  addWaitingHooks(app, parts);
  addLegHooks(app, parts);
  let music: Buffer | null = null;
  app.get('/telephony/sounds/music.wav', async (_request, reply) => {
    music ??= musicWav();
    return reply.type('audio/wav').send(music);
  });
}
