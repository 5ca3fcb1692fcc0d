// The carrier's switch and gateway in this process, without a port: what happens there and who dials out is written down.
import { randomBytes } from 'node:crypto';
import { openGateway, type GatewayOptions, type OutgoingCall } from '#demo/carrier/gateway/gateway.ts';
import { openSwitchboard, type SwitchboardEvent } from '#demo/carrier/media/switchboard.ts';

/** An account at the carrier that is nobody's. */
export const carrierIds = {
  accountSid: `AC${'0a'.repeat(16)}`,
  authToken: 'synthetic-token-of-a-test-account',
  apiKeySid: `SK${'0b'.repeat(16)}`,
  apiKeySecret: 'synthetic-secret-of-a-test-key',
  appSid: `AP${'0c'.repeat(16)}`,
} as const;

/** Milliseconds, never going back, beside the wall clock. */
export const carrierNow = (): number => performance.timeOrigin + performance.now();

export function openSwitch(more: Partial<GatewayOptions> = {}) {
  const clock = { now: carrierNow };
  const switchboard = openSwitchboard({ clock, randomBytes });
  const events: SwitchboardEvent[] = [];
  switchboard.on((event) => events.push(event));
  const outgoing: OutgoingCall[] = [];
  const gateway = openGateway({
    switchboard,
    clock,
    randomBytes,
    ...carrierIds,
    onOutgoing: (call) => outgoing.push(call),
    ...more,
  });
  return {
    switchboard,
    gateway,
    events,
    outgoing,
    async close(): Promise<void> {
      await switchboard.close();
      await gateway.close();
    },
  };
}
