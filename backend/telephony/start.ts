// Puts telephony together at the composition root: carrier, wakes, runner.
import type { Parts } from '../parts.ts';
import { openCarrier } from './carrier.ts';
import type { TelephonyConfig } from './config.ts';
import { makeBackground, type VoiceParts } from './parts.ts';
import { logFailed, startVoiceRunner, type VoiceRunner } from './runner.ts';
import { seedSkills } from './skills.ts';
import { openWakes, type Wakes } from './wakes.ts';

export interface Telephony {
  parts: VoiceParts;
  wakes: Wakes;
  /** Once the backend listens: the carrier can reach it then. */
  run: () => VoiceRunner;
  /** After the server closed. */
  close: () => Promise<void>;
}

/**
 * @param ownUrl where this process listens, for a local carrier
 * @throws when a carrier in the world outside could not reach this backend safely.
 */
export async function startTelephony(
  parts: Omit<Parts, 'telephony'>,
  options: { config: TelephonyConfig; databaseUrl: string; ownUrl: () => string; newId: () => string },
): Promise<Telephony> {
  const { config } = options;
  if (config.apiUrl === null && !config.publicUrl?.startsWith('https://'))
    throw new Error('telephony needs publicUrl with https://: the carrier tells what happens there');
  const publicUrl = config.publicUrl?.replace(/\/+$/, '') ?? null;
  const carrier = await openCarrier(config, () => publicUrl ?? options.ownUrl());
  const background = makeBackground((error) => logFailed(voice, error));
  const voice: VoiceParts = { ...parts, voice: { config, carrier, newId: options.newId, background } };
  await seedSkills(voice);
  const wakes = openWakes(options.databaseUrl, parts.log);
  let runner: VoiceRunner | null = null;
  return {
    parts: voice,
    wakes,
    run: () => (runner = startVoiceRunner(voice, config.everyMs)),
    async close() {
      await runner?.stop();
      await background.settled();
      await wakes.close();
    },
  };
}
