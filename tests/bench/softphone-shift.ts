// One agent's shift on the stand-in for the softphone's bench: calls that are rung, answered, muted and ended as a person
// does it, each figure of sound taken at the carrier in steps of 20 ms, by its clock, which is this computer's.
import type { Page } from 'playwright-core';
import type { LegView } from '#demo/carrier/control-schema.ts';
import type { CarrierHand } from '#tests/support/carrier-hand.ts';
import { until } from '#tests/support/until.ts';
import type { Driver } from '../e2e/desk/driver.ts';
import { clock } from '../e2e/desk/phone.ts';
import { callCard } from '../e2e/desk/steps.ts';
import { seen, watch } from './ring.ts';

/** Far from the music that an agent hears until the caller is there. */
export const tone = 1500;
const line = '+16175550110';
/** Nobody presses F2 sooner after the card is painted, ms. */
const reactionMs = 250;
/** After so long without sound it is silence, ms. */
const silentMs = 200;

export const rings = 'ring at the carrier → card painted';
export const heardBy = 'F2 → the caller is sent to the agent';
export const saidBy = 'F2 → the agent is heard at the carrier';
export const twoWay = 'F2 → two-way audio';
export const suppressed = 'F2 → two-way audio, browser suppressing echo';
export const silence = 'F6 → silence at the peer';

export class Shift {
  readonly took: Record<string, number[]> = {};
  readonly desk: Driver;
  readonly hand: CarrierHand;
  #legs = new Set<string>();
  constructor(desk: Driver, hand: CarrierHand) {
    this.desk = desk;
    this.hand = hand;
  }
  note(what: string, ms: number): void {
    (this.took[what] ??= []).push(ms);
  }
  get page(): Page {
    return this.desk.page;
  }
  /** The agent's leg that is on, none of the calls before; with what it heard and said since then. */
  async leg(since: number): Promise<LegView | undefined> {
    const legs = await this.hand.legs(since, tone);
    return legs.find(
      ({ kind, status, callSid }) => kind === 'agent' && status === 'in-progress' && !this.#legs.has(callSid),
    );
  }

  /** Somebody dials; who is busy answers later. */
  async dialled(n: number): Promise<void> {
    await this.hand.call({
      number: `+1617555${String(1000 + n)}`,
      dnis: line,
      script: [{ tone: { hz: tone, ms: 3_600_000 } }],
    });
  }
  watched = (): Promise<void> => watch(this.page, ['ring']);

  /** From the ring, which was watched for since `from`, to sound both ways; gives when F2 was pressed. */
  async answered(from: number, noted = twoWay): Promise<number> {
    const { page, hand } = this;
    const painted = await seen(page, 'ring');
    const invite = (await hand.signals(from)).findLast(({ way, type }) => way === 'out' && type === 'invite');
    if (invite === undefined) throw new Error('no invite');
    // The server's word may be here before the phone's own ring.
    this.note(rings, Math.max(0, painted - invite.atMs));
    await until('a person’s time', 5000, () => clock() > painted + reactionMs, 5);
    const pressed = clock();
    await page.keyboard.press('F2');
    let leg: LegView | undefined;
    await until('sound both ways', 15_000, async () => {
      leg = await this.leg(pressed);
      return leg !== undefined && leg.heardFromMs !== null && leg.saidFromMs !== null;
    });
    const heard = (leg?.heardFromMs ?? Infinity) - pressed;
    const said = (leg?.saidFromMs ?? Infinity) - pressed;
    if (noted === twoWay) {
      this.note(heardBy, heard);
      this.note(saidBy, said);
    }
    this.note(noted, Math.max(heard, said));
    await callCard(page).waitFor();
    return pressed;
  }

  async muted(): Promise<void> {
    const { page } = this;
    const unmute = callCard(page).getByRole('button', { name: /^Unmute/ });
    const pressed = clock();
    await page.keyboard.press('F6');
    let last = 0;
    await until('silence at the peer', 5000, async () => {
      last = (await this.leg(pressed))?.lastSaidMs ?? 0;
      return clock() - last > silentMs;
    });
    this.note(silence, Math.max(0, last - pressed));
    await unmute.waitFor();
    await page.keyboard.press('F6');
    await callCard(page).getByRole('button', { name: /^Mute/ }).waitFor();
  }

  /** To the wrap-up: nobody is on the line then. */
  async ended(): Promise<void> {
    const { page } = this;
    const leg = await this.leg(clock());
    await page.keyboard.press('F4');
    await this.#afterCall().waitFor();
    await until('no leg', 10_000, async () => (await this.leg(clock())) === undefined);
    if (leg !== undefined) this.#legs.add(leg.callSid);
  }
  /** Out of the wrap-up: who waits rings at once. Gives the moment before. */
  async wrappedUp(): Promise<number> {
    const { page } = this;
    await this.watched();
    const from = clock();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+Enter');
    await this.#afterCall().waitFor({ state: 'detached' });
    return from;
  }
  #afterCall = () => this.page.getByRole('region', { name: 'After the call' });
}
