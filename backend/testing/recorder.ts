// The part of the carrier that records, as the library speaks to it over real HTTP: for tests of what must hold when its
// answers fail or are lost.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const accountSid = `AC${'0'.repeat(32)}`;
export const recorderAuthToken = 'a'.repeat(32);
/** A WAV of this sound; `claims`: the bytes that its head speaks of. */
export function wavOf(sound: Buffer, claims = sound.length): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(Math.min(36 + claims, 0xff_ff_ff_ff), 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.write('data', 36);
  head.writeUInt32LE(claims, 40);
  return Buffer.concat([head, sound]);
}
export interface Recorded {
  sid: string;
  callSid: string;
  status: string;
  /** When it was begun, for the order of a list. */
  n: number;
}
export interface Recorder {
  url: string;
  recordings: Recorded[];
  /** `METHOD path` of everything asked. */
  asked: string[];
  /** What happens to the next requests, one each: done and not answered, refused, or neither done nor answered. */
  next: ('fine' | 'answer-lost' | 'refused' | 'not-heard')[];
  /** WAV files by recording; without one the sound is not there (404). */
  sounds: Map<string, Buffer>;
  /** By recording: how its sound is sent, when not at once. */
  flows: Map<string, (response: ServerResponse, sound: Buffer) => void>;
  /** Nothing is answered until what this returns is called. */
  hold: () => () => void;
  /** The same for starts alone: what else is asked meanwhile is answered. */
  holdStarts: () => () => void;
  close: () => Promise<void>;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};

export async function startRecorder(): Promise<Recorder> {
  let count = 0;
  let held: Promise<void> | null = null;
  let heldStarts: Promise<void> | null = null;
  const made: Omit<Recorder, 'url' | 'hold' | 'holdStarts' | 'close'> = {
    recordings: [],
    asked: [],
    next: [],
    sounds: new Map(),
    flows: new Map(),
  };
  const bySid = (sid: string): Recorded | undefined => made.recordings.find((one) => one.sid === sid);
  const shown = (one: Recorded) => ({
    sid: one.sid,
    account_sid: accountSid,
    call_sid: one.callSid,
    source: 'StartCallRecordingAPI',
    status: one.status,
    date_created: new Date(Date.UTC(2026, 10, 22, 3, 0, one.n)).toUTCString(),
  });
  function act(
    method: string,
    path: string,
    form: URLSearchParams,
  ): { status: number; body?: object | Buffer } {
    const call = /\/Calls\/(CA[0-9a-f]{32})\/Recordings(?:\/(RE[0-9a-f]{32}))?\.json$/.exec(path);
    const own = /\/Recordings\/(RE[0-9a-f]{32})\.(json|wav)$/.exec(path);
    if (call?.[1] !== undefined && call[2] === undefined) {
      const callSid = call[1];
      if (method === 'GET') {
        const recordings = made.recordings.filter((one) => one.callSid === callSid).map(shown);
        return { status: 200, body: { recordings, page: 0, page_size: 50 } };
      }
      count += 1;
      const one = { sid: `RE${String(count).padStart(32, '0')}`, callSid, status: 'in-progress', n: count };
      made.recordings.push(one);
      return { status: 201, body: shown(one) };
    }
    const one = bySid(call?.[2] ?? own?.[1] ?? '');
    if (own?.[2] === 'wav' && call === null) {
      const sound = made.sounds.get(own[1] ?? '');
      return sound ? { status: 200, body: sound } : { status: 404, body: { code: 20404 } };
    }
    if (method === 'DELETE') {
      made.sounds.delete(own?.[1] ?? '');
      return { status: 204 };
    }
    if (!one) return { status: 404, body: { code: 20404, message: 'not found', status: 404 } };
    if (method === 'POST') {
      if (one.status === 'stopped') return { status: 400, body: { code: 21220, status: 400 } };
      one.status = form.get('Status') ?? one.status;
    }
    return { status: 200, body: shown(one) };
  }
  const server = createServer((request, response) => {
    void (async () => {
      const form = new URLSearchParams(await textOf(request));
      const path = new URL(request.url ?? '/', 'http://x').pathname;
      const method = request.method ?? 'GET';
      made.asked.push(`${method} ${path.split('/').slice(-2).join('/')}`);
      const signed = `Basic ${Buffer.from(`${accountSid}:${recorderAuthToken}`).toString('base64')}`;
      await held;
      if (method === 'POST' && path.endsWith('/Recordings.json')) await heldStarts;
      const fault = made.next.shift();
      if (fault === 'not-heard') return void request.socket.destroy();
      const answer =
        request.headers.authorization !== signed
          ? { status: 401, body: { code: 20003, status: 401 } }
          : fault === 'refused'
            ? { status: 400, body: { code: 20001, status: 400 } }
            : act(method, path, form);
      if (fault === 'answer-lost') return void request.socket.destroy();
      const { body } = answer;
      response.writeHead(answer.status, {
        'content-type': Buffer.isBuffer(body) ? 'audio/wav' : 'application/json',
      });
      const flow = made.flows.get(/(RE[0-9a-f]{32})\.wav$/.exec(path)?.[1] ?? '');
      if (flow && Buffer.isBuffer(body)) return flow(response, body);
      response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? {}));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...made,
    url: `http://127.0.0.1:${port}`,
    hold() {
      let release = (): void => undefined;
      held = new Promise((resolve) => (release = resolve));
      return () => {
        held = null;
        release();
      };
    },
    holdStarts() {
      let release = (): void => undefined;
      heldStarts = new Promise((resolve) => (release = resolve));
      return () => {
        heldStarts = null;
        release();
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
