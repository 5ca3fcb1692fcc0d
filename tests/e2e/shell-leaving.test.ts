// Ending the app asks while something would be interrupted, says what happens to it, and asks once.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { startServices, type Services } from '#tests/support/services.ts';
import { until } from '#tests/support/until.ts';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { launch, type Driver } from './desk/launch.ts';
import {
  alone,
  askRaw,
  beginMessage,
  closeWindow,
  draftKept,
  emulated,
  nextAnswer,
  ownWord,
  power,
  questions,
  quitAsked,
  sitQuietly,
} from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';
import {
  answerCall,
  callCard,
  fillMessage,
  messageTab,
  ring,
  statusSays,
  turnBackend,
} from './desk/steps.ts';

const button = { stay: 0, quit: 1 } as const;

spec('with nothing open the app ends at once, its desk too', ownWord, async () => {
  const desk = await launch(alone);
  try {
    expect(await desk.quit()).toBe(0);
    expect(await desk.deskPids()).toEqual([]);
  } finally {
    await desk.close();
  }
});

const profile = mkdtempSync(join(tmpdir(), 'careline-leaving-'));
let services: Services | undefined;
afterAll(async () => {
  await services?.close();
  rmSync(profile, { recursive: true, force: true });
});
/** One profile for all that follows: each start finds what the one before has left. */
const sameDesk = async () => {
  services ??= await startServices({ ehr: false });
  await services.backend(true);
  return { demo: services, ehr: false, profile };
};

let drawn: Drawn;
story(
  'leaving with something open',
  async () => {
    drawn = await drawStory(seedOfRun());
    return sameDesk();
  },
  (desk) => {
    spec(
      'a draft: asked once, whatever way out was taken, and Stay is what Escape means',
      emulated,
      async () => {
        const page = await sitQuietly(desk());
        await beginMessage(page, 'Somebody Invented');
        await desk().main(() => globalThis.standin.dialogs.hold(true));
        const asked = await quitAsked(desk());
        expect(asked).toMatchObject({ buttons: ['Stay', 'Quit anyway'], defaultId: 0, cancelId: 0 });
        expect(asked.detail).toMatch(/draft is kept on this computer/);
        // Other ways out while the question stands.
        await closeWindow(desk(), page);
        await desk().main(({ app }) => app.quit());
        await desk().main((_electron, response) => {
          globalThis.standin.dialogs.reply({ response });
          globalThis.standin.dialogs.hold(false);
        }, button.stay);
        expect(await page.getByLabel('Caller’s name').inputValue()).toBe('Somebody Invented');
        // The next time it asks again: by then a second question of the ways above would have been heard of too.
        await quitAsked(desk());
        expect(await questions(desk())).toHaveLength(2);
      },
    );

    spec('a call: the question says that it would end', emulated, async () => {
      const { page } = desk();
      await ring(page, 'Ring a worried patient', drawn.seed);
      await answerCall(page);
      const asked = await quitAsked(desk());
      expect(asked.message).toBe('A caller would be cut off.');
      expect(asked.detail).toMatch(/^Leaving now ends every call/);
      await callCard(page).waitFor();
    });

    spec('an urgent message that the backend does not have: saved here, not sent', emulated, async () => {
      const { page } = desk();
      await page.keyboard.press('F8');
      await messageTab(page).getByLabel('Caller’s name').waitFor();
      await fillMessage(page, drawn, 'Said while the backend was away.');
      await messageTab(page).getByLabel('Patient’s name').fill('Somebody Invented');
      await messageTab(page)
        .getByLabel(/^Date of birth/)
        .fill('2/3/1955');
      await turnBackend(page, 'Stop the backend');
      await statusSays(page, /^Offline since/, 10_000);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await statusSays(page, /^1 waiting/, 10_000);
      expect((await quitAsked(desk())).detail).toContain(
        'An urgent message has not reached the backend. Phone the clinician before you leave.',
      );
    });

    spec('a locked desk asks as well', emulated, async () => {
      const page = await desk().renewed(() => power(desk(), 'lock-screen'));
      await page.getByRole('heading', { name: 'The desk is locked' }).waitFor();
      await quitAsked(desk());
    });

    spec('Quit anyway ends it, without asking again for a window', emulated, async () => {
      // One answer is prepared: a second question would be cancelled, and the app would stay.
      await nextAnswer(desk(), button.quit);
      expect(await desk().quit()).toBe(0);
    });
  },
);

/** Sits down again where the draft of the first start must be. */
async function findDraft(desk: Driver): Promise<void> {
  await desk.page.getByRole('button', { name: 'Agent, daytime' }).click();
  await draftKept(desk.page, 'Somebody Invented');
}
async function endsInOrder(desk: Driver): Promise<void> {
  expect(await desk.ended).toBe(0);
  await until('no desk left', 5000, async () => (await desk.deskPids()).length === 0);
}

story('a system that shuts down', sameDesk, (desk) => {
  spec('the draft that was left is there; the system is not held up by a question', emulated, async () => {
    await findDraft(desk());
    await power(desk(), 'shutdown').catch(() => undefined);
    await endsInOrder(desk());
  });
});

story('a session that ends by a signal', sameDesk, (desk) => {
  spec('is not held up either', ownWord, async () => {
    const { page } = desk();
    await page.getByRole('button', { name: 'Agent, daytime' }).click();
    const draft = {
      id: randomUUID(),
      accountId: 'harbor',
      callId: null,
      otherPhoneWhy: 'practice phone rang',
    };
    await until('a draft', 15_000, async () => {
      const opened = (await askRaw(page, 'messages.open', draft)) as { ok: boolean };
      return opened.ok;
    });
    process.kill(await desk().main(() => process.pid), 'SIGTERM');
    await endsInOrder(desk());
  });
});
