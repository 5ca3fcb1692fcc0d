// A live line in a spec's hand: the phone engine ready, and what callers, agent and called people hear, by tone.
import type { Page } from 'playwright-core';
import type { CallerView, Heard, LegView } from '#demo/carrier/control-schema.ts';
import { carrierHand, type CarrierHand } from '#tests/support/carrier-hand.ts';
import { until } from '#tests/support/until.ts';
import type { Driver } from './driver.ts';
import { statusBar } from './steps.ts';

/** Longest wait for a sound, ms: many times what it needs. */
const patience = 10_000;
export const clock = (): number => performance.timeOrigin + performance.now();

/** Opens the phone where it is a tab (as a person does, who then allows sound by a click), and waits until it registered. */
export async function phoneReady(desk: Driver): Promise<CarrierHand> {
  const { page } = desk;
  if (desk.host === 'preview') {
    await page.getByRole('button', { name: 'Open the phone' }).first().click();
    const phone = await desk.window('phone');
    await phone
      .getByText('Ready. Calls can reach you.')
      .or(phone.getByText('The browser holds'))
      .first()
      .waitFor();
    const allow = phone.getByRole('button', { name: 'Allow sound' });
    if (await allow.isVisible()) await allow.click();
    await page.bringToFront();
  }
  await statusBar(page).getByRole('button', { name: 'Phone registered' }).waitFor();
  return carrierHand(desk.demo.demo);
}

/**
 * From now on the page's microphone is taken without the browser's suppression of echo and noise, or with it again, as the
 * product asks for it: steady tones and made-up voices are noise to it.
 */
export const suppression = (phone: Page, on: boolean): Promise<void> =>
  phone.evaluate((wanted) => {
    const { mediaDevices } = navigator;
    const held = Reflect.get(mediaDevices, 'own') as MediaDevices['getUserMedia'] | undefined;
    const own = held ?? mediaDevices.getUserMedia.bind(mediaDevices);
    Reflect.set(mediaDevices, 'own', own);
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    mediaDevices.getUserMedia = (given) =>
      own(wanted ? given : { audio: { ...(typeof given?.audio === 'object' ? given.audio : {}), ...plain } });
  }, on);

export async function becomeAvailable(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+A');
  await page.getByRole('button', { name: /^Your state: Available/ }).waitFor();
}

/** Somebody at the other end of a line: what this gives is read anew at each look. */
export type Ear = () => Promise<Pick<LegView, 'heard'> | undefined>;
/** The carrier lists its legs newest first. */
const running = async (hand: CarrierHand, fits: (leg: LegView) => boolean): Promise<LegView | undefined> =>
  (await hand.legs()).find((leg) => leg.status === 'in-progress' && fits(leg));
/** The agent's newest leg: what the carrier sends to the phone engine. */
export const agentEar =
  (hand: CarrierHand): Ear =>
  () =>
    running(hand, (leg) => leg.kind === 'agent');
export const callerEar =
  (hand: CarrierHand, id: string): (() => Promise<CallerView>) =>
  () =>
    hand.caller(id);
export const calledEar =
  (hand: CarrierHand, number: string): Ear =>
  () =>
    running(hand, (leg) => leg.kind === 'callee' && leg.to === number);

export type Sound = 'music' | 'voice' | number;
/** Fundamentals of the hold music. */
const tune = [525, 660, 785, 880];
const near = (part: Heard, hz: number): boolean => part.tones.some((tone) => Math.abs(tone - hz) < 15);
/** The microphone is Chromium's own: it beeps twice a second; the more its noise suppression learns, the softer. */
const is = (part: Heard, sound: Sound): boolean =>
  sound === 'voice'
    ? part.level > 15 && part.toMs - part.fromMs <= 400
    : part.level > 400 && (sound === 'music' ? tune : [sound]).some((hz) => near(part, hz));

/** Resolves with how long after `since` it was heard first, ms. */
export async function hears(ear: Ear, what: string, sound: Sound, since = clock()): Promise<number> {
  let first: Heard | undefined;
  await until(`${what} hears ${sound}`, patience, async () => {
    first = (await ear())?.heard.find((part) => part.toMs > since && is(part, sound));
    return first !== undefined;
  });
  return Math.max(0, (first?.fromMs ?? since) - since);
}

/** Nothing at all for a second, which is longer than the pause between two beeps. */
export async function hearsNothing(ear: Ear, what: string, since = clock()): Promise<void> {
  await until(`${what} hears nothing`, patience, async () => {
    const last = (await ear())?.heard.at(-1);
    return last !== undefined && last.level < 5 && last.toMs - Math.max(since, last.fromMs) >= 1000;
  });
}

/** Of what was heard since then, how much was without this tone, ms; measured once so much was heard. */
export async function without(ear: Ear, hz: number, since: number, atLeast = 500): Promise<number> {
  let heard: Heard[] = [];
  await until('more to be heard', patience, async () => {
    heard = ((await ear())?.heard ?? []).filter((part) => part.toMs > since);
    return (heard.at(-1)?.toMs ?? 0) - since > atLeast;
  });
  return heard
    .filter((part) => !near(part, hz))
    .reduce((sum, part) => sum + part.toMs - Math.max(part.fromMs, since), 0);
}
