// The sound of a voicemail or of a call: fetched from the carrier with our credentials, sealed at rest, and only then deleted there.
import type { Sealed } from '#shared/protocol/sync.ts';
import { openSealed } from '../seal/open.ts';
import { sealOwn } from '../seal/reader.ts';
import type { TelephonyConfig } from './config.ts';
import type { VoiceParts } from './parts.ts';

/** Two minutes as WAV are about 2 MB at most. */
const mostBytes = 8 * 1024 * 1024;
const fetchMs = 20_000;
const twilioApi = 'https://api.twilio.com';

export type Fetched = { ok: true; sound: Buffer } | { ok: false; code: string };

/** As WAV of at most so many bytes. Whatever goes wrong is a code without anything of the caller. */
export async function fetchSound(
  config: TelephonyConfig,
  recordingSid: string,
  most = mostBytes,
): Promise<Fetched> {
  const path = `/2010-04-01/Accounts/${config.accountSid}/Recordings/${recordingSid}.wav`;
  const secret = Buffer.from(`${config.accountSid}:${config.authToken}`).toString('base64');
  try {
    const answer = await fetch(new URL(path, config.apiUrl ?? twilioApi), {
      headers: { authorization: `Basic ${secret}` },
      signal: AbortSignal.timeout(fetchMs),
    });
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel();
      return { ok: false, code: `http-${answer.status}` };
    }
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body) {
      bytes += part.byteLength;
      if (bytes > most) return { ok: false, code: 'too-large' };
      parts.push(part);
    }
    const sound = Buffer.concat(parts);
    // A page of somebody's proxy is no sound.
    const isWav =
      sound.subarray(0, 4).toString('latin1') === 'RIFF' &&
      sound.subarray(8, 12).toString('latin1') === 'WAVE';
    return isWav ? { ok: true, sound } : { ok: false, code: 'not-wav' };
  } catch {
    return { ok: false, code: 'silent' };
  }
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
export function sealSound(parts: VoiceParts, id: string, sound: Buffer): SealedSound {
  const sealed = sealOwn(parts.sealKeys, id, sound.toString('base64'));
  return {
    key_id: sealed.keyId,
    key_for_backend: Buffer.from(sealed.keyForBackend, 'base64'),
    body: Buffer.from(sealed.body, 'base64'),
  };
}
/** Null when no key opens it. */
export function openSound(parts: VoiceParts, id: string, row: SealedSound): Buffer | null {
  const sealed: Sealed = {
    keyId: row.key_id,
    keyForBackend: row.key_for_backend.toString('base64'),
    body: row.body.toString('base64'),
  };
  const opened = openSealed(parts.sealKeys, id, sealed);
  return opened.ok ? Buffer.from(opened.text.toString('utf8'), 'base64') : null;
}
