// The slow rows: what the SDK only shows after seconds of a bad network. Run with CARELINE_SLOW=1, else not run.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { unimpaired } from '#demo/carrier/media/relay.ts';
import { until } from '#tests/support/until.ts';
import {
  conversation,
  figure,
  hearsMicrophone,
  now,
  openMediaRig,
  token,
  type MediaRig,
  type PhonePage,
} from './media-rig.ts';

const asked = process.env['CARELINE_SLOW'] === '1';
const rig = asked ? await openMediaRig() : null;
afterAll(() => rig?.close());

if (rig === null) it.skip('slow rows: not run (CARELINE_SLOW=1, and a Chromium)', () => {});
else suite(rig);

/** On one browser, one test after the other. */
function suite(rig: MediaRig): void {
  let phone: PhonePage;
  beforeAll(async () => {
    phone = await rig.phone('a_agent');
  });
  afterEach(async () => {
    rig.gateway.setImpairment(unimpaired);
    rig.gateway.setFaults({ stopHeartbeats: false, tokensExpired: false });
    for (const leg of rig.switchboard.legs()) leg.hangUp();
    await phone.page.close();
    phone = await rig.phone('a_agent');
  });

  it('restarts ICE after a blackout with both directions back', async () => {
    const { line, leg } = await conversation(rig, phone, 700);
    await until('heard', 5000, () => hearsMicrophone(line));
    const from = now();
    rig.gateway.setImpairment({ blackout: true });
    const lost = await phone.wait('0:reconnecting', 20_000);
    expect(lost.code).toBe(53405);
    figure('SDK alone: blackout to reconnecting', lost.at - from, 'ms', '6–8 s');
    await until('asked anew', 20_000, () => rig.gateway.wire(from).some((one) => one.type === 'reinvite'));
    await until('14 s of blackout', 20_000, () => now() - from > 14_000);
    const restored = now();
    rig.gateway.setImpairment({ blackout: false });
    const back = await phone.wait('0:reconnected', 20_000);
    figure('SDK alone: sound after 14 s of blackout', back.at - restored, 'ms', 'on restore, one way');
    await until('the agent is heard again', 5000, () => hearsMicrophone(line));
    await phone.hearsTone(700);
    expect(leg.media()?.renewals).toBeGreaterThan(0);
  });

  it('gives up after a blackout that stays', async () => {
    await conversation(rig, phone, 700);
    const from = now();
    rig.gateway.setImpairment({ blackout: true });
    await phone.wait('0:disconnect', 55_000);
    figure('SDK alone: blackout that stays to disconnect', now() - from, 'ms', '35.6 s');
    expect((await phone.first('0:error', 53405))?.code).toBe(53405);
  });

  it('says that a slow network is bad', async () => {
    await conversation(rig, phone, 700);
    const from = now();
    rig.gateway.setImpairment({ delayMs: 260 });
    await until('warned of the delay', 25_000, async () =>
      (await phone.happened()).some((one) => one.what === '0:warning' && one.detail === 'high-rtt'),
    );
    figure('SDK alone: 260 ms each way to the warning', now() - from, 'ms', 'after ~9 s');
  });

  it('says that a lossy network is bad', async () => {
    await conversation(rig, phone, 700);
    const from = now();
    rig.gateway.setImpairment({ lossPercent: 25 });
    await until('warned of the loss', 25_000, async () =>
      (await phone.happened()).some(
        (one) => one.what === '0:warning' && (one.detail ?? '').startsWith('high-packet'),
      ),
    );
    figure('SDK alone: 25 % loss to the warning', now() - from, 'ms');
  });

  it('notices a gateway that has gone quiet, and comes back', async () => {
    const { line } = await conversation(rig, phone, 700);
    const from = now();
    rig.gateway.setFaults({ stopHeartbeats: true });
    const lost = await phone.wait('0:reconnecting', 25_000);
    figure('SDK alone: silent gateway to reconnecting', lost.at - from, 'ms', '14.1 s');
    rig.gateway.setFaults({ stopHeartbeats: false });
    await phone.wait('0:reconnected', 10_000);
    await until('heard', 3000, () => hearsMicrophone(line));
  });

  it('stays unregistered after its token expired until it gets a new one', async () => {
    const from = now();
    rig.gateway.expireTokens();
    await phone.wait('error', 5000, 20_104);
    rig.gateway.dropSockets('a_agent');
    await until('back with the old token', 10_000, () =>
      rig.gateway.wire(from).some((one) => one.way === 'in' && one.type === 'listen'),
    );
    expect(rig.gateway.clients().some((one) => one.registered > 0)).toBe(false);
    await phone.page.evaluate((jwt) => window.phone.device?.updateToken(jwt), token('a_agent', 1800));
    await until('registered', 10_000, () => rig.gateway.clients().some((one) => one.registered === 1));
  });
}
