// A telephone shift with real sound: what callers hear is heard at the carrier, what the agent sees is read from the page.
import { expect } from 'vitest';
import type { CarrierHand } from '#tests/support/carrier-hand.ts';
import { until } from '#tests/support/until.ts';
import {
  agentEar,
  becomeAvailable,
  calledEar,
  callerEar,
  clock,
  hears,
  hearsNothing,
  phoneReady,
  without,
  type Ear,
} from './desk/phone.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, callCard, lock, sitQuietly, unlock } from './desk/steps.ts';

/** Riverside's main line, and numbers that nobody has. */
const line = '+16175550110';
const callerTone = 440;
/** Whoever is called hums at this (demo/carrier/README.md). */
const calledTone = 700;

story('a telephone shift', { phone: true, ehr: false }, (desk) => {
  let hand: CarrierHand;
  let id = '';
  let agent: Ear;
  let caller: Ear;

  const dial = async (number: string): Promise<void> => {
    const { page } = desk();
    await page.keyboard.press('Shift+F8');
    await page.getByLabel('Number to dial').fill(number);
    // Neither the practice that they see nor the reason is ever chosen for the agent.
    expect(await page.getByRole('button', { name: 'Call', exact: true }).last().isDisabled()).toBe(true);
    await page.getByRole('button', { name: /They see/ }).click();
    await page.getByRole('option', { name: /^Riverside Family Practice · / }).click();
    await page.getByText('About a message', { exact: true }).click();
    await page.getByRole('button', { name: 'Call', exact: true }).last().click();
    // By night in Massachusetts a rule stands against it, and wants a reason.
    const why = page.getByLabel('Why you call all the same');
    await why.or(callCard(page).getByText(number)).first().waitFor();
    if (!(await why.isVisible())) return;
    await why.fill('They asked to be called now.');
    await page.getByRole('button', { name: 'Call all the same' }).click();
  };

  spec('a call rings at the carrier, F2 answers it, and both are heard', async () => {
    const { page } = desk();
    await sitQuietly(page);
    hand = await phoneReady(desk());
    await becomeAvailable(page);
    ({ id } = await hand.call({
      number: '+16175550188',
      dnis: line,
      script: [{ tone: { hz: callerTone, ms: 600_000 } }],
    }));
    agent = agentEar(hand);
    caller = callerEar(hand, id);
    const card = page.getByRole('region', { name: 'Incoming call' });
    await card.getByText('617 555 0188').waitFor();
    await card
      .getByText(/Riverside/)
      .first()
      .waitFor();
    await answerCall(page);
    await Promise.all([hears(agent, 'the agent', callerTone), hears(caller, 'the caller', 'voice')]);
    await page.getByRole('button', { name: /^Your state: On a call/ }).waitFor();
  });

  spec('on hold the caller has music and the agent silence; F3 again brings them back', async () => {
    const { page } = desk();
    await page.keyboard.press('F3');
    await callCard(page).getByText('On hold').first().waitFor();
    await Promise.all([hears(caller, 'the caller', 'music'), hearsNothing(agent, 'the agent')]);
    await page.keyboard.press('F3');
    await callCard(page).getByRole('button', { name: /^Hold/ }).waitFor();
    await Promise.all([hears(caller, 'the caller', 'voice'), hears(agent, 'the agent', callerTone)]);
  });

  spec('muted, nothing reaches the caller, whom the agent still hears', async () => {
    const { page } = desk();
    await page.keyboard.press('F6');
    await callCard(page).getByText('You are muted').waitFor();
    const muted = clock();
    await hearsNothing(caller, 'the caller', muted);
    expect(await without(agent, callerTone, muted)).toBe(0);
    await page.keyboard.press('F6');
    await callCard(page).getByText('They hear you').waitFor();
    await hears(caller, 'the caller', 'voice');
  });

  spec(
    'a recording begins by consent; the secure pause is read back and nothing is recorded in it',
    async () => {
      const { page } = desk();
      const card = callCard(page);
      expect(await hand.recordings()).toEqual([]);
      await card.getByRole('button', { name: 'Yes', exact: true }).click();
      await card.getByText('Recording', { exact: true }).waitFor();
      const recorded = async (): Promise<number> => (await hand.recordings())[0]?.seconds ?? 0;
      await until('sound in the recording', 5000, async () => (await recorded()) > 0.2);
      await page.keyboard.press('F12');
      await card.getByText(/^Paused/).waitFor();
      const paused = await recorded();
      expect(await without(agent, callerTone, clock())).toBe(0);
      expect(await recorded()).toBe(paused);
      await page.keyboard.press('Shift+F12');
      await card.getByText('Recording', { exact: true }).waitFor();
      await until('more in the recording', 5000, async () => (await recorded()) > paused);
    },
  );

  spec(
    'a secure pause that the recorder does not confirm is not called one; a lost answer is read back',
    async () => {
      const { page } = desk();
      const card = callCard(page);
      const recorder = { kind: 'rest', path: '/Recordings/', method: 'POST' } as const;
      await hand.fault({ ...recorder, does: 'fail', times: 500 });
      await page.keyboard.press('F12');
      await card.getByText('May be recording', { exact: true }).waitFor();
      expect(await card.getByText(/^Paused/).count()).toBe(0);
      await hand.fault({ kind: 'clear' });
      // The pause was never given up: it is asked for until it is so.
      await card.getByText(/^Paused/).waitFor();
      await page.keyboard.press('Shift+F12');
      await card.getByText('Recording', { exact: true }).waitFor();

      await hand.fault({ ...recorder, does: 'lose-answer' });
      await page.keyboard.press('F12');
      await card.getByText(/^Paused/).waitFor();
      const paused = (await hand.recordings())[0]?.seconds;
      expect(await without(agent, callerTone, clock())).toBe(0);
      expect((await hand.recordings())[0]?.seconds).toBe(paused);
      await page.keyboard.press('Shift+F12');
      await card.getByText('Recording', { exact: true }).waitFor();
    },
  );

  spec('F4 ends a consultation and not the call of the caller who waits', async () => {
    const { page } = desk();
    const card = callCard(page);
    await page.keyboard.press('F5');
    await page.getByLabel('Find who should have the call').fill('+16175550198');
    await page.getByText('call this number').click();
    await page.keyboard.press('Control+Enter');
    // A number is its own name, and is shown like every other.
    await card.getByText('You talk to 617 555 0198. The caller waits and can’t hear you.').waitFor();
    await page.keyboard.press('F4');
    await card.getByRole('button', { name: 'Hold', exact: true }).waitFor();
    // The caller's yes stands, and the same recording runs on.
    await card.getByText('Recording', { exact: true }).waitFor();
    const [recorded, ...others] = await hand.recordings();
    expect(others).toEqual([]);
    await until('more in the recording', 5000, async () => {
      const [now] = await hand.recordings();
      return (now?.seconds ?? 0) > (recorded?.seconds ?? 0);
    });
    await Promise.all([hears(caller, 'the caller', 'voice'), hears(agent, 'the agent', callerTone)]);
  });

  spec(
    'a warm transfer: music for the caller, words with the other one, then both without the agent',
    async () => {
      const { page } = desk();
      const card = callCard(page);
      await page.keyboard.press('F5');
      await page.getByLabel('Find who should have the call').fill('+16175550199');
      await page.getByText('call this number').click();
      await page.getByLabel('What they need to know').fill('An invented question, asked once.');
      await page.keyboard.press('Control+Enter');
      await card.getByText(/^You talk to/).waitFor();
      if (process.env.CARELINE_SHOTS)
        await page.screenshot({ path: `${process.env.CARELINE_SHOTS}/consult.png` });
      await Promise.all([
        hears(agent, 'the agent', calledTone),
        hears(caller, 'the caller', 'music'),
        hears(calledEar(hand, '+16175550199'), 'the one called', 'voice'),
      ]);
      await page.keyboard.press('Shift+F6');
      await hears(caller, 'the caller', calledTone);
      await hears(calledEar(hand, '+16175550199'), 'the one called', callerTone);
      await page.getByRole('region', { name: 'After the call' }).waitFor();
      expect(await agent()).toBeUndefined();
      await hand.act(id, { hangUp: true });
    },
  );

  spec('after the wrap-up the agent is available again', async () => {
    const { page } = desk();
    await page.getByRole('button', { name: /^Your state: Wrap-up/ }).waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('region', { name: 'After the call' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Your state: Available/ }).waitFor();
  });

  spec('a number that is dialled answers and is heard', async () => {
    await dial('617 555 0177');
    const { page } = desk();
    await callCard(page).getByText('617 555 0177').waitFor();
    await page.getByText(/Who am I speaking with/).waitFor();
    await hears(agent, 'the agent', calledTone);
    await hears(calledEar(hand, '+16175550177'), 'the one called', 'voice');
  });

  spec('in every view the call keeps its bar: muted is seen, and End is there', async () => {
    const { page } = desk();
    await page.keyboard.press('Control+Shift+E');
    const bar = page.getByRole('region', { name: 'The call that is on' });
    await bar.getByRole('button', { name: 'End' }).waitFor();
    await page.keyboard.press('F6');
    await bar.getByText('You are muted').waitFor();
    await page.getByText(/You are muted · /).waitFor();
    // Beside the agent’s state too, and one way to the emergency card, not two.
    await page.getByRole('button', { name: /^Your state: On a call · muted/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Emergency/ }).count()).toBe(1);
    if (process.env.CARELINE_SHOTS)
      await page.screenshot({ path: `${process.env.CARELINE_SHOTS}/call-bar.png` });
    await page.keyboard.press('F6');
    await bar.getByText('They hear you').waitFor();
    await bar.getByRole('button', { name: 'Back to the call' }).click();
    await bar.waitFor({ state: 'detached' });
    await callCard(page).getByText('617 555 0177').waitFor();
  });

  spec('a reload of the desk’s page, a lock and its end leave the sound untouched', async () => {
    const before = clock();
    await desk().page.reload();
    await callCard(desk().page).getByText('617 555 0177').waitFor();
    await lock(desk());
    const page = await unlock(desk());
    await callCard(page).getByText('617 555 0177').waitFor();
    expect(await without(agent, calledTone, before)).toBe(0);
  });

  spec(
    'a second call while the first waits with music; its end leaves the first, which comes back',
    async () => {
      const { page } = desk();
      const first = calledEar(hand, '+16175550177');
      const second = calledEar(hand, '+16175550178');
      await page.keyboard.press('F3');
      await callCard(page).getByText('On hold').first().waitFor();
      await dial('617 555 0178');
      await hears(second, 'the second', 'voice');
      await Promise.all([hears(first, 'the first', 'music'), hears(agent, 'the agent', calledTone)]);
      await page.getByText(/waits on hold/).waitFor();
      await page.keyboard.press('F4');
      await until('the second to be over', 10_000, async () => (await second()) === undefined);
      await callCard(page).getByRole('button', { name: 'Resume' }).click();
      await hears(first, 'the first', 'voice');
    },
  );

  spec('F4 ends it for everybody; nothing is left on any line', async () => {
    const { page } = desk();
    await callCard(page).getByRole('button', { name: /^Hold/ }).waitFor();
    await page.keyboard.press('F4');
    await page.getByRole('region', { name: 'After the call' }).waitFor();
    await until('no leg to be left', 10_000, async () =>
      (await hand.legs()).every((leg) => leg.status !== 'in-progress'),
    );
  });

  spec('broke no policy and put no error in the console', () => {
    // Chromium says so of the phone's tab until its first click.
    const found = desk().problems.found.filter((text) => !/AudioContext was not allowed/.test(text));
    expect(found).toEqual([]);
  });
});
