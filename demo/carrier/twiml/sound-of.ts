// What Say, Play and Pause sound like. A file is fetched from loopback only; an address of the world outside stands for
// music, so that a document written for a real account works here without a request leaving the computer.
import { hookUrl } from '../config.ts';
import type { Sound } from '../media/switchboard.ts';
import { decodeWav, toCarrierRate } from '../sound/wav.ts';
import type { Verb } from './verbs.ts';

export type Tune = 'hold' | 'wait';
const mostBytes = 4_000_000;

/** Null: nothing to hear there. */
export async function fileSound(
  url: string,
  base: string | null,
  tune: Tune,
  fetcher: typeof fetch,
  signal: AbortSignal,
): Promise<Sound | null> {
  const full = URL.parse(url, base ?? undefined)?.href;
  if (full === undefined) return null;
  if (!hookUrl.safeParse(full).success) return { kind: 'music', tune };
  try {
    const response = await fetcher(full, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
      redirect: 'manual',
    });
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > mostBytes) return null;
    const bytes = Buffer.from(await response.arrayBuffer());
    const wav = bytes.length > mostBytes ? null : decodeWav(bytes);
    const [first] = wav?.channels ?? [];
    return wav && first ? { kind: 'pcm', samples: toCarrierRate(first, wav.rate) } : null;
  } catch {
    return null;
  }
}

/** A document that only sounds (hold, wait, announcement) as one sound. Null: nothing is to be heard there. */
export async function soundOfDocument(
  verbs: readonly Verb[],
  base: string | null,
  tune: Tune,
  fetcher: typeof fetch,
  signal: AbortSignal,
): Promise<Sound | null> {
  const sounds: Sound[] = [];
  for (const verb of verbs) {
    if (verb.verb === 'Say') sounds.push({ kind: 'words', text: verb.text });
    else if (verb.verb === 'Pause') sounds.push({ kind: 'silence', ms: verb.seconds * 1_000 });
    else if (verb.verb === 'Play') {
      const sound = await fileSound(verb.url, base, tune, fetcher, signal);
      if (sound) sounds.push(sound);
      if (sound?.kind === 'music') break;
    }
  }
  return sounds.length === 0 ? null : { kind: 'list', sounds };
}
