// A desk whose calls come from the practice line, or that has no telephony: every question about the live line is answered
// truthfully, and what only a live line can do is refused by name.
import type { DevicesView, TelephonyView } from '#shared/contract/telephony.ts';
import { fail, ok, type Failure } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';

export const emptyView = (line: TelephonyView['line'], since: string): TelephonyView => ({
  line,
  engine: { state: 'absent', why: null, since, audio: 'unknown' },
  server: { state: 'never', since: null },
  agent: null,
  askedState: null,
  queues: [],
  callbacks: { due: 0, waiting: 0, nextAt: null, gaveUp: 0 },
  voicemails: 0,
  notices: [],
  went: [],
  trouble: [],
});
export const noDevices: DevicesView = {
  inputs: [],
  outputs: [],
  input: null,
  output: null,
  ringer: null,
  ringVolume: 1,
  microphone: 'unknown',
  switched: null,
  echo: null,
  preflight: null,
};

export function handlersWithoutLine(
  line: 'none' | 'practice-line',
  since: string,
): RoomHandlers<'telephony'> {
  const none = (): Failure => fail('telephony-none');
  return {
    view: () => ok(emptyView(line, since)),
    live: () => ok([]),
    act: none,
    dtmf: none,
    silenceRing: none,
    directory: none,
    devices: () => ok(noDevices),
    chooseDevices: none,
    test: none,
    levels: () => ok({ input: 0, output: 0 }),
    callbacks: () => ok([]),
    voicemails: () => ok([]),
    voicemailSound: none,
    myNumbers: none,
    openEngine: none,
    orders: () => ok([]),
    report: none,
    held: () => ok([]),
  };
}
