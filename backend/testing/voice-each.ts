// For tests only: a backend and a recorder for the file, both empty of calls' recordings before each test. A test reads
// `backend`, `recorder` and `parts` as they are now.
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Parts } from '../parts.ts';
import type { VoiceParts } from '../telephony/parts.ts';
import type { RecordingOrder } from '../telephony/recording.ts';
import type { Recorder } from './recorder.ts';
import { orderAndWait, shownRecording, startVoice, type MadeCall } from './voice.ts';

interface Backend {
  parts: Parts;
  pool: Parts['pool'];
  setNow(instant: string): void;
  close(): Promise<void>;
}
export let backend: Backend;
export let recorder: Recorder;
export let parts: VoiceParts;

const t0 = Date.parse('2026-11-22T17:00:00.000Z');
/** @param seconds after the test began */
export const at = (seconds: number): string => new Date(t0 + seconds * 1000).toISOString();
export const shown = (call: MadeCall) => shownRecording(parts, call);
export const order = (call: MadeCall, to: RecordingOrder, reason: 'card-data' | null = null) =>
  orderAndWait(parts, call, to, reason);

/** @param startBackend of `tests/support`, which the backend's own code may not know */
export function voiceForEach(startBackend: () => Promise<Backend>): void {
  let close: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    ({ backend, recorder, parts, close } = await startVoice(startBackend));
  });
  afterAll(() => close?.());
  beforeEach(async () => {
    backend.setNow(at(0));
    recorder.next.length = 0;
    recorder.asked.length = 0;
    recorder.flows.clear();
    await backend.pool.query(
      'delete from voice_recording; delete from voice_kept_recording; delete from voice_notice',
    );
  });
}
