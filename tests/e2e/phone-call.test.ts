// A call with real sound that outlives what happens to the pages around it: heard at the caller's end each time.
import { expect } from 'vitest';
import { carrierHand, type CarrierHand } from '#tests/support/carrier-hand.ts';
import { until } from '#tests/support/until.ts';
import { callerEar, hearsNothing } from './desk/phone.ts';
import { desktop, emulated, killPage } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import { callCard, lock, sitQuietly, statusBar, unlock } from './desk/steps.ts';

story('a call that survives', { phone: true }, (desk) => {
  let hand: CarrierHand;
  let caller = '';
  const now = (): number => Date.now();
  /** The agent's microphone beeps once a second: the caller hears it after this moment. */
  const heardSince = (moment: number, withinMs = 8000): Promise<number> =>
    until(
      'the caller hears the agent',
      withinMs,
      async () => {
        const { heard } = await hand.caller(caller);
        return heard.some((part) => part.fromMs > moment && part.level > 0);
      },
      50,
    );
  const agentHears = (moment: number): Promise<number> =>
    until('the agent is sent the caller', 8000, async () => {
      const leg = (await hand.legs()).findLast(
        (each) => each.kind === 'agent' && each.status === 'in-progress',
      );
      return (
        leg?.heard.some((part) => part.toMs > moment && part.tones.some((hz) => Math.abs(hz - 900) < 20)) ??
        false
      );
    });

  spec('rings, is answered by F2 and is heard both ways', desktop, async () => {
    hand = carrierHand(desk().demo.demo);
    const { page } = desk();
    await sitQuietly(page);
    await statusBar(page).getByRole('button', { name: 'Phone registered' }).waitFor();
    await page.getByRole('button', { name: /^Your state: Offline/ }).click();
    await page.getByRole('menuitem', { name: 'Available' }).click();
    await page.getByRole('button', { name: /^Your state: Available/ }).waitFor();
    const placed = await hand.call({
      number: '+16175550177',
      dnis: '+16175550110',
      script: [{ tone: { hz: 900, ms: 600_000 } }],
    });
    caller = placed.id;
    await page.getByRole('region', { name: 'Incoming call' }).waitFor();
    const answered = now();
    await page.keyboard.press('F2');
    await callCard(page).waitFor();
    await heardSince(answered);
    await agentHears(answered);
  });

  spec('a lock of the desk does not touch it', desktop, async () => {
    await lock(desk());
    await heardSince(now());
    await unlock(desk());
    await callCard(desk().page).waitFor();
  });

  spec('the main page’s process ends: nobody on the line notices', desktop, async () => {
    const before = now();
    const page = await desk().renewed(() => killPage(desk(), desk().page));
    await heardSince(before);
    await callCard(page).waitFor();
  });

  spec('the desk ends: the call goes on, and the next desk shows it', desktop, async () => {
    const before = now();
    const [old] = await desk().deskPids();
    await desk().killDesk();
    await heardSince(before);
    await until('another desk', 15_000, async () => {
      const [next] = await desk().deskPids();
      return next !== undefined && next !== old;
    });
    // Only then does it know the phone, and holds what takes the call up again.
    await statusBar(desk().page)
      .getByRole('button', { name: 'Phone registered' })
      .waitFor({ timeout: 20_000 });
    await callCard(desk().page).waitFor({ timeout: 20_000 });
    await heardSince(now());
  });

  spec('the phone’s own process ends: the call is taken up again', desktop, async () => {
    const before = now();
    await killPage(desk(), await desk().window('phone'));
    // Until the crash was noticed what was said before is still heard.
    // How long it takes is a figure of the bench (`softphone`).
    await heardSince(before + 600, 20_000);
    await agentHears(now());
    await callCard(desk().page).waitFor();
  });

  spec('a key mutes it while another program has the focus, and is given back', emulated, async () => {
    const press = () => desk().main(() => globalThis.standin.shortcuts.press('Control+Shift+F6'));
    expect(await desk().main(() => globalThis.standin.shortcuts.held())).toEqual(['Control+Shift+F6']);
    expect(await press()).toBe(true);
    await hearsNothing(callerEar(hand, caller), 'the caller');
    const muted = now();
    await press();
    await heardSince(muted);
  });

  spec('F6 mutes at the caller’s end, F4 ends it', desktop, async () => {
    const { page } = desk();
    await page.keyboard.press('F6');
    await page
      .getByText(/cannot hear you|Muted/i)
      .first()
      .waitFor();
    await hearsNothing(callerEar(hand, caller), 'the caller');
    await page.keyboard.press('F6');
    await heardSince(now());
    await page.keyboard.press('F4');
    await until('over', 8000, async () => (await hand.caller(caller)).state === 'ended');
  });

  spec('a key answers the next; one that another program has is told of', emulated, async () => {
    const { page } = desk();
    const held = () => desk().main(() => globalThis.standin.shortcuts.held());
    expect(await held()).toEqual([]);
    await desk().main(() => globalThis.standin.shortcuts.taken('Control+Shift+F6', true));
    await page.getByRole('region', { name: 'After the call' }).waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('button', { name: /^Your state: Available/ }).waitFor();
    const placed = await hand.call({
      number: '+16175550178',
      dnis: '+16175550110',
      script: [{ tone: { hz: 900, ms: 600_000 } }],
    });
    caller = placed.id;
    await page.getByRole('region', { name: 'Incoming call' }).waitFor();
    await until('the key is held', 5000, async () => (await held()).join() === 'Control+Shift+F2');
    const answered = now();
    await desk().main(() => globalThis.standin.shortcuts.press('Control+Shift+F2'));
    await heardSince(answered);
    const news = page.getByRole('region', { name: 'What just happened' });
    await news.getByText(/Another program has the key/).waitFor();
    expect(await held()).toEqual([]);
    await page.keyboard.press('F4');
    await until('over', 8000, async () => (await hand.caller(caller)).state === 'ended');
  });
});
