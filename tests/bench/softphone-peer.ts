// The same SDK on a page with nothing of ours around it, at a carrier of its own: the least that ring, answer and mute can
// take here. No menu, no queue, no desk: the caller is in the conference already, and the page's own code answers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { carrierReady } from '#demo/carrier/config.ts';
import type { LegView } from '#demo/carrier/control-schema.ts';
import { launch } from '#demo/control/child.ts';
import { carrierHand } from '#tests/support/carrier-hand.ts';
import { carrierIds, startHooks, testLine, twilioClient } from '#tests/support/carrier.ts';
import { until } from '#tests/support/until.ts';
import { openPages } from '../carrier/media-browser.ts';
import { clock } from '../e2e/desk/phone.ts';
import { tone } from './softphone-shift.ts';

export interface BareFigures {
  ring: number[];
  twoWay: number[];
  silence: number[];
}
const entry = fileURLToPath(new URL('../../demo/carrier/main.ts', import.meta.url));

export async function bareSdk(calls: number): Promise<BareFigures> {
  const took: BareFigures = { ring: [], twoWay: [], silence: [] };
  const folder = mkdtempSync(join(tmpdir(), 'careline-bare-'));
  const hooks = await startHooks();
  const child = launch({ entry, logFile: join(folder, 'carrier.log') });
  const pages = await openPages();
  try {
    child.tell({
      ...carrierIds,
      webhooks: {
        incoming: `${hooks.url}/incoming`,
        outgoing: `${hooks.url}/outgoing`,
        status: `${hooks.url}/status`,
      },
    });
    const carrier = carrierReady.parse(await child.ready);
    if (pages === null) throw new Error('no Chromium');
    const hand = carrierHand({ carrier });
    const client = twilioClient(carrier.api);
    const phone = await pages.phone('a_bare', carrier.gateway.replace('ws://', ''));
    for (let n = 0; n < calls; n++) {
      const room = `bare-${n}`;
      hooks.on(
        '/incoming',
        `<Response><Dial><Conference startConferenceOnEnter="true" beep="false" waitUrl="">${room}</Conference></Dial></Response>`,
      );
      const { id } = await hand.call({
        number: `+1617555${String(1000 + n)}`,
        dnis: testLine,
        script: [{ tone: { hz: tone, ms: 3_600_000 } }],
      });
      await until('the caller to be there', 5000, async () => {
        const found = await client.conferences.list({ friendlyName: room });
        return found.length > 0;
      });
      // The carrier notes whole milliseconds.
      const from = Math.floor(clock()) - 1;
      await client.conferences(room).participants.create({
        to: `client:a_bare?callId=${n}`,
        from: testLine,
        label: 'agent',
        beep: 'false',
      });
      await until('ring', 5000, () => phone.page.evaluate((i) => window.phone.calls.length > i, n), 5);
      const incoming = (await phone.happened()).findLast(({ what }) => what === 'incoming');
      const invite = (await hand.signals(from)).find(({ way, type }) => way === 'out' && type === 'invite');
      if (incoming === undefined || invite === undefined) throw new Error('nothing rang');
      took.ring.push(Math.max(0, incoming.at - invite.atMs));

      let leg: LegView | undefined;
      const look = async (since: number): Promise<LegView | undefined> =>
        (await hand.legs(since, tone)).find(
          ({ kind, status }) => kind === 'agent' && status === 'in-progress',
        );
      const answered = await phone.page.evaluate((i) => {
        const at = performance.timeOrigin + performance.now();
        window.phone.accept(i);
        return at;
      }, n);
      await until('sound both ways', 15_000, async () => {
        leg = await look(answered);
        return leg !== undefined && leg.heardFromMs !== null && leg.saidFromMs !== null;
      });
      took.twoWay.push(Math.max(leg?.heardFromMs ?? Infinity, leg?.saidFromMs ?? Infinity) - answered);

      const muted = await phone.page.evaluate((i) => {
        const at = performance.timeOrigin + performance.now();
        window.phone.calls[i]?.mute(true);
        return at;
      }, n);
      let last = 0;
      await until('silence', 5000, async () => {
        last = (await look(muted))?.lastSaidMs ?? 0;
        return clock() - last > 200;
      });
      took.silence.push(Math.max(0, last - muted));
      await phone.page.evaluate((i) => window.phone.calls[i]?.disconnect(), n);
      await hand.act(id, { hangUp: true });
      await until('nobody on the line', 5000, async () => (await look(clock())) === undefined);
    }
    return took;
  } finally {
    await pages?.close();
    await child.stop();
    await hooks.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
