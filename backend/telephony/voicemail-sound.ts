// The sound of a voicemail or of a call: fetched from the carrier with our credentials, sealed at rest, and only then deleted there.
import type { Sealed } from '#shared/protocol/sync.ts';
import { openSealed } from '../seal/open.ts';
import { sealOwnBytes } from '../seal/reader.ts';
import type { TelephonyConfig } from './config.ts';
import type { VoiceParts } from './parts.ts';
import { checkWav } from './wav.ts';

const twilioApi = 'https://api.twilio.com';

export interface FetchLimits {
  /** Largest that is taken, bytes. */
  most: number;
  /** So long nothing may come. */
  idleMs: number;
  /** All of it. */
  wholeMs: number;
}

export type Fetched = { ok: true; sound: Buffer } | { ok: false; code: string };

/**
 * As a whole WAV. Whatever goes wrong is a code without anything of the caller.
 * @param stop the process ends
 */
export async function fetchSound(
  config: TelephonyConfig,
  recordingSid: string,
  limits: FetchLimits,
  stop?: AbortSignal,
): Promise<Fetched> {
  const path = `/2010-04-01/Accounts/${config.accountSid}/Recordings/${recordingSid}.wav`;
  const secret = Buffer.from(`${config.accountSid}:${config.authToken}`).toString('base64');
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(), limits.idleMs);
  const ends = [idle.signal, AbortSignal.timeout(limits.wholeMs), ...(stop ? [stop] : [])];
  try {
    const answer = await fetch(new URL(path, config.apiUrl ?? twilioApi), {
      headers: { authorization: `Basic ${secret}` },
      signal: AbortSignal.any(ends),
    });
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel();
      return { ok: false, code: `http-${answer.status}` };
    }
    const told = lengthTold(answer.headers);
    if (told !== null && told > limits.most) {
      await answer.body.cancel();
      return { ok: false, code: 'too-large' };
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body) {
      timer.refresh();
      bytes += part.byteLength;
      if (bytes > limits.most) return { ok: false, code: 'too-large' };
      parts.push(part);
    }
    if (told !== null && told !== bytes) return { ok: false, code: 'not-whole' };
    const sound = Buffer.concat(parts);
    // A page of somebody's proxy is no sound, and half of one is none to keep.
    const ended = told !== null || answer.headers.has('transfer-encoding');
    const check = checkWav(sound, ended);
    return check === 'whole' ? { ok: true, sound } : { ok: false, code: check };
  } catch {
    return { ok: false, code: 'silent' };
  } finally {
    clearTimeout(timer);
  }
}

/** Bytes that are to come; null = not said, or said of what is packed. */
function lengthTold(headers: Headers): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}

/** The carrier's copy; true = it is gone. */
export async function deleteSound(parts: VoiceParts, recordingSid: string): Promise<boolean> {
  const done = await parts.voice.carrier.ask((client) => client.recordings(recordingSid).remove());
  return done.ok || done.why === 'gone';
}

export interface SealedSound {
  key_id: string;
  key_for_backend: Buffer;
  body: Buffer;
}
/** As its own bytes: an hour of a call as text would hold everything else up for a second. */
export function sealSound(parts: VoiceParts, id: string, sound: Buffer): SealedSound {
  const { keyId, keyForBackend, body } = sealOwnBytes(parts.sealKeys, id, sound);
  return { key_id: keyId, key_for_backend: keyForBackend, body };
}
/** Null when no key opens it. */
export function openSound(parts: VoiceParts, id: string, row: SealedSound): Buffer | null {
  const sealed: Sealed = {
    keyId: row.key_id,
    keyForBackend: row.key_for_backend.toString('base64'),
    body: row.body.toString('base64'),
  };
  const opened = openSealed(parts.sealKeys, id, sealed);
  if (!opened.ok) return null;
  // Those that were sealed before this were sealed as base64.
  const isWav = opened.text.toString('latin1', 0, 4) === 'RIFF';
  return isWav ? opened.text : Buffer.from(opened.text.toString('latin1'), 'base64');
}
