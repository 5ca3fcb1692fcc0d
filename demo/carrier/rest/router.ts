// Which request is answered by what. Paths and answers as the `twilio` library expects them.
import type { Account } from '../account/account.ts';
import type { Recording } from '../account/recordings.ts';
import { createCall, findCall, listCalls, recordCall, updateCall } from './calls.ts';
import {
  createParticipant,
  findRoom,
  findSeat,
  listRooms,
  removeParticipant,
  updateParticipant,
  updateRoom,
} from './conferences.ts';
import type { Form } from './form.ts';
import { notFound, RestProblem } from './problem.ts';
import { findRecording, listRecordings, updateRecording, type Of } from './recordings.ts';
import type { Json, Shapes } from './shapes.ts';

export interface RestAnswer {
  status: number;
  /** Null: nothing (204). */
  body: Json | Buffer | null;
}
export interface RestQuestion {
  method: string;
  /** Below the account, `.json` taken off: `['Calls', 'CA…']`. */
  path: readonly string[];
  /** What the path ended with: `json` or `wav` or nothing. */
  form: Form;
  query: Form;
  wantsSound: boolean;
}
const ok = (body: Json): RestAnswer => ({ status: 200, body });
const made = (body: Json): RestAnswer => ({ status: 201, body });
const gone: RestAnswer = { status: 204, body: null };

export function makeRouter(account: Account, shapes: Shapes) {
  function page<T>(
    key: string,
    all: readonly T[],
    shape: (one: T) => Json,
    { query, path }: RestQuestion,
  ): RestAnswer {
    const size = query.number('PageSize', 50, 1, 1_000);
    const number = query.number('Page', 0, 0, 100_000);
    const uri = `/2010-04-01/Accounts/${account.config.accountSid}/${path.join('/')}.json`;
    const at = (n: number): string => {
      const params = new URLSearchParams({ ...query.all(), PageSize: String(size), Page: String(n) });
      return `${uri}?${params.toString()}`;
    };
    const shown = all.slice(number * size, (number + 1) * size);
    return ok({
      [key]: shown.map(shape),
      page: number,
      page_size: size,
      start: number * size,
      end: Math.max(number * size, number * size + shown.length - 1),
      first_page_uri: at(0),
      next_page_uri: (number + 1) * size < all.length ? at(number + 1) : null,
      previous_page_uri: number > 0 ? at(number - 1) : null,
      uri: at(number),
    });
  }
  function oneRecording(question: RestQuestion, recording: Recording): RestAnswer {
    switch (question.method) {
      case 'GET':
        return ok(shapes.recording(recording));
      case 'POST':
        return ok(shapes.recording(updateRecording(account, recording, question.form)));
      case 'DELETE':
        account.recordings.remove(recording.sid);
        return gone;
      default:
        throw notAllowed();
    }
  }
  const notAllowed = (): RestProblem => new RestProblem(405, 20_004, 'Method not allowed');

  function recordings(question: RestQuestion, sid: string | undefined, of: Of): RestAnswer {
    if (sid !== undefined) return oneRecording(question, findRecording(account, sid, of));
    if (question.method !== 'GET') throw notAllowed();
    return page('recordings', listRecordings(account, of), shapes.recording, question);
  }

  function calls(question: RestQuestion): RestAnswer {
    const { method, form, path } = question;
    const [, sid, below, item] = path;
    if (sid === undefined)
      return method === 'POST'
        ? made(shapes.call(createCall(account, form)))
        : page('calls', listCalls(account, question.query), shapes.call, question);
    const call = findCall(account, sid);
    if (below === 'Recordings') {
      if (item === undefined && method === 'POST')
        return made(shapes.recording(recordCall(account, call, form)));
      return recordings(question, item, { callSid: call.sid });
    }
    if (below !== undefined) throw notFound(`/${path.join('/')}`);
    if (method === 'POST') return ok(shapes.call(updateCall(account, call, form)));
    if (method === 'GET') return ok(shapes.call(call));
    throw notAllowed();
  }

  async function conferences(question: RestQuestion): Promise<RestAnswer> {
    const { method, form, path } = question;
    const [, key, below, item] = path;
    if (key === undefined)
      return page('conferences', listRooms(account, question.query), shapes.conference, question);
    if (below === 'Participants' && item === undefined && method === 'POST') {
      const { room, call, label } = await createParticipant(account, key, form);
      return made(shapes.asked(room, call, label, call.createdAt));
    }
    const room = findRoom(account, key);
    if (below === undefined) {
      if (method === 'POST') return ok(shapes.conference(await updateRoom(account, room, form)));
      if (method === 'GET') return ok(shapes.conference(room));
      throw notAllowed();
    }
    if (below === 'Recordings') return recordings(question, item, { conferenceSid: room.sid });
    if (below !== 'Participants') throw notFound(`/${path.join('/')}`);
    if (item === undefined) {
      const everybody = [
        ...[...room.seats.values()].map((seat) => shapes.participant(room, seat)),
        ...[...room.asked.values()].map((a) => shapes.asked(room, a.call, a.wish.label, a.since)),
      ];
      return page('participants', everybody, (p) => p, question);
    }
    if (method === 'DELETE') {
      removeParticipant(account, room, item);
      return gone;
    }
    if (method === 'POST') {
      const seat = await updateParticipant(account, room, findSeat(account, room, item), form);
      return ok(shapes.participant(room, seat));
    }
    const asked = [...room.asked.values()].find((a) => a.call.sid === item || a.wish.label === item);
    if (asked) return ok(shapes.asked(room, asked.call, asked.wish.label, asked.since));
    return ok(shapes.participant(room, findSeat(account, room, item)));
  }

  function queues(question: RestQuestion): RestAnswer {
    const { method, path, form } = question;
    const [, sid, below, item] = path;
    if (sid === undefined) return page('queues', account.queues.list(), shapes.queue, question);
    const queue = account.queues.find(sid);
    if (!queue) throw notFound(`/Queues/${sid}.json`);
    if (below === undefined) return ok(shapes.queue(queue));
    if (below !== 'Members') throw notFound(`/${path.join('/')}`);
    if (item === undefined)
      return page('queue_members', queue.members, (m) => shapes.member(queue, m), question);
    const member = queue.members.find((m, i) => m.call.sid === item || (item === 'Front' && i === 0));
    if (!member) throw notFound(`/Queues/${sid}/Members/${item}.json`);
    const shown = shapes.member(queue, member);
    if (method === 'POST') updateCall(account, member.call, form);
    return ok(shown);
  }

  function messages({ method, form, path }: RestQuestion): RestAnswer {
    if (method === 'POST' && path.length === 1) {
      const sent = {
        sid: account.board.sid('SM'),
        at: account.now(),
        to: form.need('To'),
        from: form.text('From') ?? '',
        body: form.need('Body').slice(0, 1_600),
      };
      account.texts.push(sent);
      if (account.texts.length > 500) account.texts.shift();
      return made(shapes.message(sent));
    }
    const found = account.texts.find((text) => text.sid === path[1]);
    if (!found) throw notFound(`/${path.join('/')}`);
    return ok(shapes.message(found));
  }

  return async (question: RestQuestion): Promise<RestAnswer> => {
    const [first, sid] = question.path;
    switch (first) {
      case 'Calls':
        return calls(question);
      case 'Conferences':
        return conferences(question);
      case 'Queues':
        return queues(question);
      case 'Messages':
        return messages(question);
      case 'Recordings': {
        if (!question.wantsSound || sid === undefined) return recordings(question, sid, {});
        const recording = findRecording(account, sid);
        if (recording.seconds === null) throw notFound(`/Recordings/${sid}.wav`);
        return { status: 200, body: account.recordings.wav(recording) };
      }
      default:
        throw notFound(`/${question.path.join('/')}`);
    }
  };
}
