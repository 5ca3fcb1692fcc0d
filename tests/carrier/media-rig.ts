// Carrier and pages of the media tests: the carrier's switch and gateway in this process, behind the pages' own port.
import type { Gateway, OutgoingCall } from '#demo/carrier/gateway/gateway.ts';
import type { Leg, Line, Switchboard } from '#demo/carrier/media/switchboard.ts';
import { openSwitch } from '#tests/support/switch.ts';
import { until } from '#tests/support/until.ts';
import { microphone, openPages, type PhonePage } from './media-browser.ts';

export { figure, now, token, type PhonePage } from './media-browser.ts';

export interface MediaRig {
  switchboard: Switchboard;
  gateway: Gateway;
  outgoing: OutgoingCall[];
  /** Host and path of what any page asked outside its own origin. */
  outside: string[];
  /** A page with a registered Device. */
  phone(identity: string, more?: object): Promise<PhonePage>;
  close(): Promise<void>;
}

/** Null when there is no Chromium. */
export async function openMediaRig(): Promise<MediaRig | null> {
  const pages = await openPages();
  if (pages === null) return null;
  const carrier = openSwitch();
  const { switchboard, gateway, outgoing } = carrier;
  pages.server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  return {
    switchboard,
    gateway,
    outgoing,
    outside: pages.outside,
    phone: (identity, more) => pages.phone(identity, pages.host, more),
    async close() {
      await carrier.close();
      await pages.close();
    },
  };
}

/** A caller who is on the line and says one tone until the end. */
export function caller(rig: MediaRig, hz: number): Line {
  const line = rig.switchboard.line({ direction: 'in', from: '+15555550100', to: '+15555550000' });
  line.answer();
  void line.speak({ kind: 'tone', hz, ms: 3_600_000 });
  return line;
}

/** What the caller hears is the microphone (either of its tones). */
export const hearsMicrophone = (line: Leg, ms = 100): boolean =>
  Math.max(line.ear.toneLevel(microphone.first, ms), line.ear.toneLevel(microphone.second, ms)) > 700;

/** A caller and an agent in one conference, with sound both ways. */
export async function conversation(
  rig: MediaRig,
  phone: PhonePage,
  hz: number,
): Promise<{ line: Line; leg: Leg; index: number }> {
  const line = caller(rig, hz);
  const leg = rig.gateway.dial({ identity: phone.identity, from: line.from, params: { callId: 'c-1' } });
  let index = -1;
  await until('the call rings', 5000, async () => {
    index = await phone.page.evaluate(
      (sid) => window.phone.calls.findIndex((call) => call.parameters['CallSid'] === sid),
      leg.sid,
    );
    return index >= 0;
  });
  await phone.page.evaluate((which) => window.phone.accept(which), index);
  await until('audio', 10_000, () => leg.media()?.state === 'connected');
  const room = rig.switchboard.conference(`careline-${leg.sid}`);
  room.join(leg);
  room.join(line);
  return { line, leg, index };
}
