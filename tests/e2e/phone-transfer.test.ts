// A call goes from one desk to another, on one backend and one carrier: at once, and after talking first. Each of the three
// has a tone of their own, so that who hears whom is heard; what the next one must know arrives with the call (row 42).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { encodeWav } from '#demo/carrier/sound/wav.ts';
import { demoPassphrase, demoPersonFor } from '#demo/people/people.ts';
import type { CarrierHand } from '#tests/support/carrier-hand.ts';
import { startServices, type Services } from '#tests/support/services.ts';
import { until } from '#tests/support/until.ts';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { launch, type Driver } from './desk/launch.ts';
import { becomeAvailable, callerEar, hears, phoneReady, suppression, type Ear } from './desk/phone.ts';
import { desktop } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, sitQuietly, verifyCaller } from './desk/steps.ts';

const callerTone = 440;
/** What each desk's microphone says. */
const marasTone = 640;
const ingridsTone = 1150;
const summary = 'Asks for a result of an invented test.';
const task = 'Read the result back to them';

const folder = mkdtempSync(join(tmpdir(), 'careline-transfer-'));
function microphone(hz: number): string {
  const samples = Int16Array.from({ length: 48_000 * 2 }, (_, i) =>
    Math.round(9000 * Math.sin((2 * Math.PI * hz * i) / 48_000)),
  );
  const file = join(folder, `${hz}.wav`);
  writeFileSync(file, encodeWav([samples], 48_000));
  return file;
}

let services: Services | undefined;
let other: Driver | undefined;
afterAll(async () => {
  await other?.close();
  await services?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The first screen of the demo has a seat for one of them only: the other opens the vault by the page's own frames. */
async function sitAsNurse(page: Page): Promise<void> {
  const { id: personId } = demoPersonFor('nurse');
  const send = (name: string, input: object): Promise<void> =>
    page.evaluate(
      ([what, given]) =>
        window.careline?.send({
          t: 'call',
          id: crypto.randomUUID(),
          name: what,
          input: given,
          requestId: crypto.randomUUID(),
        }),
      [name, input] as const,
    );
  await page.getByRole('button', { name: 'Agent, daytime' }).waitFor();
  await send('session.create', { passphrase: demoPassphrase });
  // The backend tells who works here, a moment after the desk has enrolled.
  const sits = page.getByRole('listbox', { name: 'What waits for you' });
  await until(
    'the nurse to sit',
    30_000,
    async () => {
      if (await sits.isVisible()) return true;
      await send('session.sit', { personId });
      return false;
    },
    500,
  );
  await page.getByRole('button', { name: 'Not now' }).click();
}

let drawn: Drawn;
story(
  'a call between two desks',
  async () => {
    drawn = await drawStory(seedOfRun());
    services = await startServices({ phone: true });
    return { demo: services, env: { CARELINE_MICROPHONE: microphone(marasTone) } };
  },
  (desk) => {
    let hand: CarrierHand;
    let caller: Ear;
    let callerId = '';
    let maras = '';
    const nurse = (): Page => {
      if (other === undefined) throw new Error('no second desk');
      return other.page;
    };
    /** What the carrier sends to either phone. */
    const mara: Ear = async () =>
      (await hand.legs()).find((leg) => leg.status === 'in-progress' && leg.to === maras);
    const ingrid: Ear = async () =>
      (await hand.legs()).find(
        (leg) => leg.kind === 'agent' && leg.status === 'in-progress' && leg.to !== maras,
      );

    const ring = async (): Promise<void> => {
      ({ id: callerId } = await hand.call({
        number: drawn.ring.number,
        dnis: drawn.ring.dnis,
        // Harbor's line asks for a reason first; a key in the queue would ask for a callback.
        ...(drawn.ring.accountId === 'harbor' ? { typed: '1' } : {}),
        script: [{ tone: { hz: callerTone, ms: 600_000 } }],
      }));
      caller = callerEar(hand, callerId);
      await desk().page.getByRole('region', { name: 'Incoming call' }).waitFor();
      await answerCall(desk().page);
      await until('her leg', 10_000, async () => {
        maras = (await agents())[0]?.to ?? '';
        return maras !== '';
      });
      await Promise.all([hears(mara, 'Mara', callerTone), hears(caller, 'the caller', marasTone)]);
      await verifyCaller(desk().page, drawn);
    };
    const agents = async () =>
      (await hand.legs()).filter((leg) => leg.kind === 'agent' && leg.status === 'in-progress');
    const handOver = async (how: 'Hand over now' | 'Talk first'): Promise<void> => {
      const { page } = desk();
      await page.keyboard.press('F5');
      const panel = page.getByRole('region', { name: 'Hand this call over' });
      await panel.getByText(/^Verified: level [123]$/).waitFor();
      await panel.getByLabel('Find who should have the call').fill('Ingrid');
      await panel.getByRole('option', { name: /Ingrid Solheim/ }).click();
      await panel.getByLabel('What they need to know').fill(summary);
      await panel.getByLabel('Still open').fill(task);
      await panel.getByRole('button', { name: how }).click();
      await nurse().getByRole('region', { name: 'Incoming call' }).waitFor();
    };
    /** Whoever takes it reads who was verified, what it is about and what is open, and says so. */
    const handedOver = async (): Promise<void> => {
      const arrived = nurse().getByRole('region', { name: 'Handed over to you' }).last();
      await arrived.getByText('From Mara Keller').waitFor();
      await arrived.getByText(/^Verified: level [123]$/).waitFor();
      await arrived.getByText(summary).waitFor();
      await arrived.getByRole('list', { name: 'Still open' }).getByText(task).waitFor();
      await arrived.getByRole('button', { name: 'Got it' }).click();
      await arrived.getByText(/^confirmed /).waitFor();
    };
    const wrappedUp = async (page: Page): Promise<void> => {
      const after = page.getByRole('region', { name: 'After the call' });
      await after.waitFor();
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('Alt+Enter');
      await after.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Your state: Available/ }).waitFor();
    };

    spec('two people sit at two desks, each phone registered', desktop, async () => {
      await sitQuietly(desk().page);
      hand = await phoneReady(desk());
      await suppression(await desk().window('phone'), false);
      if (services === undefined) throw new Error('no services');
      await services.another();
      other = await launch({ demo: services, env: { CARELINE_MICROPHONE: microphone(ingridsTone) } });
      await sitAsNurse(other.page);
      await phoneReady(other);
      await suppression(await other.window('phone'), false);
    });

    spec(
      'blind: the other desk rings with all that is known, and has the caller alone',
      desktop,
      async () => {
        await becomeAvailable(desk().page);
        await ring();
        await becomeAvailable(nurse());
        await handOver('Hand over now');
        await answerCall(nurse());
        await Promise.all([hears(ingrid, 'Ingrid', callerTone), hears(caller, 'the caller', ingridsTone)]);
        await until('Mara to be out', 10_000, async () => (await mara()) === undefined);
        await handedOver();
        await wrappedUp(desk().page);
        await nurse().keyboard.press('F4');
        await until(
          'the caller to be free',
          10_000,
          async () => (await hand.caller(callerId)).state === 'ended',
        );
      },
    );

    spec('warm: the two talk while the caller has music; then the caller is theirs', desktop, async () => {
      await ring();
      await wrappedUp(nurse());
      await handOver('Talk first');
      await answerCall(nurse());
      await Promise.all([
        hears(mara, 'Mara', ingridsTone),
        hears(ingrid, 'Ingrid', marasTone),
        hears(caller, 'the caller', 'music'),
      ]);
      await handedOver();
      await callCard(desk().page).getByRole('button', { name: 'Hand over', exact: true }).click();
      await Promise.all([hears(ingrid, 'Ingrid', callerTone), hears(caller, 'the caller', ingridsTone)]);
      await until('Mara to be out', 10_000, async () => (await mara()) === undefined);
      await desk().page.getByRole('region', { name: 'After the call' }).waitFor();
      await hand.act(callerId, { hangUp: true });
      await nurse().getByRole('region', { name: 'After the call' }).waitFor();
      expect(await agents()).toEqual([]);
    });
  },
);
