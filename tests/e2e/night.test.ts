// A night in one piece: the backend goes at 22:00, somebody's chest hurts, the desk rings until a person has taken it,
// the backend comes back and calls nobody a second time, and at 07:00 the practice gets what was written down.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import pg from 'pg';
import { expect } from 'vitest';
import type { MessageView } from '#shared/contract/messages.ts';
import { account as accountFile } from '#shared/domain/accounts/account.ts';
import { noFacts, schedule as scheduleFile, whoIsOnCall } from '#shared/domain/oncall/index.ts';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';
import { axeProblems } from './desk/axe.ts';
import { ask } from './desk/hostile.ts';
import {
  countAlarms,
  dispatchCard,
  makeIt,
  nightOf,
  otherPhone,
  save,
  sayGoodbye,
  sitAtNight,
  writeDown,
} from './desk/night.ts';
import { spec, story } from './desk/spec.ts';
import { proveAgain, statusSays, turnBackend } from './desk/steps.ts';

const { evening, morning } = nightOf(new Date());
const read = (folder: string): unknown =>
  JSON.parse(readFileSync(join(root, 'data', folder, 'riverside.json'), 'utf8'));
const practice = accountFile.parse(read('accounts'));
/** 22:02 there, in the night that is told. */
const inTheNight = new Date(`${evening}T22:02:00-05:00`).toISOString();
const onCall = whoIsOnCall(practice, scheduleFile.parse(read('oncall')), inTheNight, 'primary', noFacts)
  .people[0];
const digits = (text: string): string => text.replaceAll(/\D/g, '');
const numbers = (onCall?.phones ?? []).map((phone) => digits(phone.number).slice(-10));
const clinician = onCall?.name ?? 'nobody';

const husband = {
  caller: 'Robin Tallis',
  callerIs: 'spouse or partner',
  number: '(617) 555-0142',
  patient: 'Morgan Tallis',
  born: '3 Feb 1955',
  where: '14 Mill Lane, Riverside',
  reason: 'clinical message',
  words: 'My husband has chest pain since supper, it goes into his left arm and he is sweating.',
};
const visit = {
  caller: 'Sam Ortega',
  callerIs: 'the patient',
  number: '(617) 555-0148',
  patient: 'Sam Ortega',
  born: '12 Aug 1988',
  reason: 'move or cancel',
  words: 'I have to move my visit of Thursday, any afternoon is fine.',
};
const daughter = {
  caller: 'Ines Marlow',
  callerIs: 'parent',
  number: '(617) 555-0151',
  patient: 'Ada Marlow',
  born: '9 Jun 2015',
  where: 'At home',
  reason: 'clinical message',
  words: 'The rash of my daughter came back after the new cream.',
};

story('a night', {}, (desk) => {
  let alarms: () => Promise<number>;
  let id = '';
  /** What the desk's own log holds of it. */
  const view = async (messageId: string): Promise<MessageView> => {
    const found = await ask(desk().page, 'messages.read', { id: messageId });
    if (!found.ok) throw new Error(found.code);
    return found.value as MessageView;
  };
  const clean = async (): Promise<void> => {
    const { page } = desk();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() =>
        Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(() => null),
      );
      expect(await axeProblems(page), colorScheme).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
  };
  const kinds = async (messageId: string): Promise<string[]> =>
    (await view(messageId)).entries.map(({ entry: { body } }) =>
      body.kind === 'attempt' ? body.result : body.kind,
    );

  spec('the backend goes at 22:00, and the desk says so', async () => {
    const { page } = desk();
    await sitAtNight(page);
    await makeIt(page, evening, '21:58');
    await turnBackend(page, 'Start the backend');
    await statusSays(page, /^Online/, 15_000);
    await makeIt(page, evening, '22:00');
    await turnBackend(page, 'Stop the backend');
    await statusSays(page, /^Offline since/, 8000);
    alarms = await countAlarms(page);
  });

  spec('chest pain is marked in the words, raises the urgency and opens the protocol', async () => {
    const { page } = desk();
    const form = await otherPhone(page, practice.name);
    await writeDown(page, form, husband);
    await form.getByRole('group', { name: 'Red flag in the words' }).waitFor();
    const marks = form.locator('.cl-messages-marks mark');
    await expect.poll(async () => (await marks.allInnerTexts()).join()).toContain('chest pain');
    await expect
      .poll(() => form.getByRole('radio', { name: 'Emergency' }).getAttribute('aria-checked'))
      .toBe('true');
    await form.getByRole('button', { name: /^Open protocol/ }).click();
    const card = page.getByRole('dialog', { name: 'Emergency' });
    await card.getByRole('button', { name: 'Somebody there says yes' }).click();
    await card.getByText(/Confirmed at \d\d:\d\d/).waitFor();
    await until(
      'the tick to be kept',
      15_000,
      async () => (await page.getByText('not kept yet').count()) === 0,
    );
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await sayGoodbye(form);
  });

  spec('saved offline, whom to phone stands there, and it rings', async () => {
    const { page } = desk();
    await save(page.getByRole('main'));
    const began = performance.now();
    await dispatchCard(page).waitFor();
    const took = performance.now() - began;
    process.stdout.write(`  card after ${took.toFixed(0)} ms (of 1000)\n`);
    const text = await dispatchCard(page).innerText();
    expect(text).toContain('You are offline');
    expect(text).toContain(clinician);
    const number = dispatchCard(page).locator('.cl-dispatch-number');
    expect(digits(await number.innerText())).toBe(numbers[0]);
    expect(await number.evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize))).toBeGreaterThan(28);
    await expect.poll(() => dispatchCard(page).innerText()).toMatch(/Confirmed at \d\d:\d\d/);
    await expect.poll(() => alarms()).toBeGreaterThan(0);

    const cards = await ask(page, 'dispatch.list');
    const [card] = cards.ok ? (cards.value as { messageId: string; state: string; manualWhy: string }[]) : [];
    expect(card).toMatchObject({ state: 'manual', manualWhy: 'offline' });
    id = card?.messageId ?? '';
    const { message, urgency, sync } = await view(id);
    expect(message.fields.verbatim).toBe(husband.words);
    expect(message.fields.callback).toMatchObject({ readBack: true });
    expect(message.fields.told).toMatchObject({ expect: true, ifWorse: true });
    expect(message.fields.summary.readBack).toBe(true);
    expect(message.fields.redFlags.map((mark) => mark.words).join()).toContain('chest pain');
    expect(message.incomplete).toEqual([]);
    expect([urgency, sync]).toEqual(['emergency', 'waiting']);
    await clean();
  });

  spec('rings again a minute later', async () => {
    const { page } = desk();
    const before = await alarms();
    await makeIt(page, evening, '22:02');
    await expect.poll(() => alarms()).toBeGreaterThan(before);
  });

  spec('nobody answers at the first number; at the second a person accepts', async () => {
    const { page } = desk();
    const card = dispatchCard(page);
    const number = card.locator('.cl-dispatch-number');
    await card.getByRole('button', { name: /^I am calling this number/ }).click();
    await card.getByText(/^Calling .* What happened\?/).waitFor();
    await card.getByRole('button', { name: /^No answer/ }).click();
    await expect.poll(async () => digits(await number.innerText())).toBe(numbers[1]);
    await card.getByRole('button', { name: /^I am calling this number/ }).click();
    await card.getByText(/^Calling .* What happened\?/).waitFor();
    await card.getByRole('button', { name: /^Accepted/ }).click();
    const accepted = page.getByRole('region', { name: 'Accepted', exact: true });
    await accepted.getByText(new RegExp(`${clinician} accepted at`)).waitFor();
    await card.waitFor({ state: 'detached' });
    await accepted.getByRole('radio', { name: 'Sent to emergency department' }).click();
    await accepted.getByLabel('In their own words').fill('Ambulance is there, the hospital knows.');
    await accepted.getByRole('button', { name: 'Write it down' }).click();
    await accepted.getByText('Outcome written').waitFor();
    expect(await kinds(id)).toEqual(['dialling', 'no-answer', 'dialling', 'accepted', 'outcome']);
    // Another minute: nothing rings any more.
    const before = await alarms();
    await makeIt(page, evening, '22:06');
    const alarm = await ask(page, 'dispatch.alarm');
    expect(alarm).toMatchObject({ ok: true, value: { open: 0, alarmAt: null } });
    expect(await alarms()).toBe(before);
  });

  spec('what the practice lists as such may wait until morning', async () => {
    const { page } = desk();
    const form = await otherPhone(page, practice.name);
    await writeDown(page, form, visit);
    await form.getByRole('radio', { name: 'Non-clinical' }).click();
    await form.getByText(/^May wait for the morning hand-over at 07:00/).waitFor();
    await save(form);
    await page
      .getByText(/Saved on this computer/)
      .first()
      .waitFor();
    await page.keyboard.press('Control+Shift+Y');
    const queue = page.getByRole('region', { name: 'Waiting for the backend' });
    // The message, two calls of two rows each, and what came of it.
    await expect
      .poll(() => queue.getByRole('region', { name: 'Urgent lane' }).innerText())
      .toContain('6 waiting');
    await expect
      .poll(() => queue.getByRole('region', { name: 'Normal lane' }).innerText())
      .toContain('1 waiting');
    await clean();
  });

  spec('the backend returns: urgent first, everything once, nobody is called again', async () => {
    const { page, demo } = desk();
    const began = performance.now();
    await turnBackend(page, 'Start the backend');
    await page.getByText('Nothing waits', { exact: true }).waitFor();
    process.stdout.write(`  drained ${(performance.now() - began).toFixed(0)} ms after the press\n`);
    const stored = await demo.stored();
    expect(stored.quarantined).toBe(0);
    expect(stored.total).toBe(stored.distinctIds);
    const state = await ask(page, 'outbox.state');
    const { lanes } = (state.ok ? state.value : { lanes: [] }) as {
      lanes: { lane: string; acknowledged: number }[];
    };
    expect(Object.fromEntries(lanes.map((each) => [each.lane, each.acknowledged]))).toEqual(
      stored.perDevice[0]?.lanes,
    );
    expect((await view(id)).sync).toBe('synced');
    // By the backend's own order: all of the urgent lane before the message that could wait.
    const order = await sql<{ about: string; lane: string }>(
      `select m.lane from change c join message m on m.org_id = c.org_id and m.id = c.item_id
       order by c.n desc limit 7`,
    );
    expect(order.map((row) => row.lane)).toEqual(['normal', ...Array.from({ length: 6 }, () => 'urgent')]);
    // Every step of its ladder is due: it was looked at, and there is nothing to do.
    await until('the backend to have looked at the ladder', 15_000, async () => {
      const [row] = await sql<{ due_at: string | null }>(
        'select due_at from ladder where message_id = $1',
        id,
      );
      return row !== undefined && row.due_at === null;
    });
    expect(await demo.captured()).toEqual([]);
    expect(await kinds(id)).toEqual(['dialling', 'no-answer', 'dialling', 'accepted', 'outcome']);
  });

  spec('online the backend reaches out itself', async () => {
    const { page, demo } = desk();
    await makeIt(page, morning, '06:40');
    const form = await otherPhone(page, practice.name);
    await writeDown(page, form, daughter);
    await form.getByRole('radio', { name: 'Urgent clinical' }).click();
    await sayGoodbye(form);
    await save(form);
    await page.getByRole('region', { name: 'The backend’s turn' }).waitFor();
    await expect.poll(async () => (await demo.captured()).length).toBeGreaterThan(0);
    // Nothing that leaves names a person; and still nothing about the first message.
    const sent = await demo.captured();
    const reference = id.slice(-6).toUpperCase();
    for (const { text } of sent) {
      expect(text).not.toContain('Marlow');
      expect(text).not.toContain(reference);
    }
    await page
      .getByText(/to Dr|to Nurse|secure link/)
      .first()
      .waitFor();
  });

  spec(
    'at 07:00 the practice’s batch lists what the night brought, on paper, in a file, and as given',
    async () => {
      const { page, folders } = desk();
      await makeIt(page, morning, '07:00');
      await page.keyboard.press('Control+Shift+H');
      const handover = page.getByRole('region', { name: 'Hand-over' });
      await handover.getByRole('button', { name: new RegExp(`^${practice.name}`) }).click();
      const rows = handover.getByRole('listitem');
      await expect.poll(() => rows.count()).toBe(3);
      const text = await handover.innerText();
      for (const { patient, words } of [husband, visit, daughter]) {
        expect(text).toContain(patient);
        expect(text).toContain(words);
      }
      expect(text).toContain('all sent');
      expect(text).toContain(`accepted by ${clinician}`);
      await clean();

      if (desk().host === 'standin') {
        const file = join(folders.live, 'batch.csv');
        await desk().main((_, filePath) => {
          globalThis.standin.dialogs.answer('showSaveDialog', { canceled: false, filePath });
        }, file);
        await handover.getByRole('button', { name: 'Save as CSV' }).click();
        const saves = () =>
          desk().main(
            () => globalThis.standin.calls.filter(({ name }) => name === 'dialog.showSaveDialog').length,
          );
        // Who asks for a copy proves themselves first: until then nobody is asked where it should lie.
        await proveAgain(page, () => saves().then((asked) => expect(asked).toBe(0)));
        await page
          .getByText(/3 messages are in batch\.csv/)
          .first()
          .waitFor();
        expect(await saves()).toBe(1);
        const { data } = Papa.parse<Record<string, string>>(
          readFileSync(file, 'utf8').replace(/^\uFEFF/, ''),
          {
            header: true,
            skipEmptyLines: true,
          },
        );
        expect(data.map((row) => row['patientName']).toSorted()).toEqual(
          [husband.patient, visit.patient, daughter.patient].toSorted(),
        );
        const first = data.find((row) => row['messageId'] === id);
        expect(first).toMatchObject({
          verbatim: husband.words,
          urgency: 'emergency',
          accepted: clinician,
          outcome: 'sent-to-ed: Ambulance is there, the hospital knows.',
          sync: 'synced',
        });
      }
      await handover.getByRole('button', { name: 'Mark as given' }).click();
      // Nobody has accepted the daughter's message: that is told first.
      await handover.getByText(/nobody has accepted\. Tell the practice by phone/).waitFor();
      await handover.getByRole('button', { name: 'I told them: mark as given' }).click();
      await page
        .getByText(/^3 messages are marked as given/)
        .first()
        .waitFor();
      expect((await kinds(id)).at(-1)).toBe('batch');
    },
  );

  spec('who leaves gives what is open to a person who accepts it', async () => {
    const { page } = desk();
    await page.getByRole('button', { name: /: menu$/ }).click();
    await page.getByRole('menuitem', { name: 'Leave this desk' }).click();
    const handover = page.getByRole('region', { name: 'Hand-over' });
    await handover.getByText('Before you leave: one urgent message is open').waitFor();
    await handover.getByRole('checkbox', { name: daughter.patient }).waitFor();
    await clean();
    const give = handover.getByRole('button', { name: 'Hand over one message' });
    expect(await give.isDisabled()).toBe(true);
    await handover.getByRole('button', { name: /Who takes over\?$/ }).click();
    const people = page.getByRole('listbox', { name: 'Who takes over?' });
    const person = people.getByRole('option').first();
    const name = (await person.innerText()).trim();
    await person.click();
    await handover.getByText(`${name} accepts this message`).click();
    expect(await give.isDisabled()).toBe(true);
    const [initials] = /^\S( \S)?(?=\.)/.exec(await handover.getByText(/may press this/).innerText()) ?? [''];
    await handover.getByLabel(/press your own initials$/).fill(initials);
    await give.click();
    await handover.getByText(/^None of these is yours any more/).waitFor();
    const cards = await ask(page, 'dispatch.list');
    const open = ((cards.ok ? cards.value : []) as { patientName: string; owner: string }[]).find(
      (card) => card.patientName === daughter.patient,
    );
    expect(open?.owner).toBe(name);
    await page.getByRole('button', { name: /: menu$/ }).click();
    await page.getByRole('menuitem', { name: 'Leave this desk' }).click();
    await page.getByRole('listbox', { name: 'What waits for you' }).waitFor({ state: 'detached' });
  });

  spec('all of it stands at the backend once', async () => {
    const stored = await desk().demo.stored();
    expect(stored.total).toBe(stored.distinctIds);
    expect(stored.quarantined).toBe(0);
    expect(desk().problems.found).toEqual([]);
  });

  /** By a connection of its own, not by the backend. */
  async function sql<Row extends pg.QueryResultRow>(text: string, ...values: string[]): Promise<Row[]> {
    const db = new pg.Client({ connectionString: desk().demo.demo.databaseUrl });
    await db.connect();
    try {
      return (await db.query<Row>(text, values)).rows;
    } finally {
      await db.end();
    }
  }
});
