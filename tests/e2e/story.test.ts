// The demo's story, as a newcomer lives it: a call rings, a likely patient appears, two facts are verified, an article is
// found, a message is taken, the backend dies, the message is safe, the backend returns, the message is there once.
// Caller, patient, account and article are drawn by a printed seed.
import { afterAll, expect } from 'vitest';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { keyToPaint } from './desk/measure.ts';
import { startRecordedEhr, type RecordedEhr } from './desk/recorded-ehr.ts';
import { spec, story } from './desk/spec.ts';
import {
  answerCall,
  callCard,
  candidates,
  fillMessage,
  flagArticle,
  lock,
  messages,
  messageTab,
  openDrawer,
  proofFigure,
  quoteArticle,
  ring,
  runProof,
  sitAs,
  statusSays,
  turnBackend,
  verifyCaller,
} from './desk/steps.ts';

const seed = seedOfRun();
const words = `My own words number ${seed}, as I said them.`;
const mark = (what: string, value: string): void => void process.stdout.write(`  ${what}: ${value}\n`);
let ehr: RecordedEhr;
let drawn: Drawn;

async function prepared() {
  [ehr, drawn] = await Promise.all([startRecordedEhr(new Date().toISOString()), drawStory(seed)]);
  mark('drawn', `${drawn.ring.scenario}, ${drawn.account.id}, ${drawn.article.id}`);
  return { ehr: { url: ehr.url, token: null } };
}

story('the demo’s story', prepared, (desk) => {
  afterAll(() => ehr?.close());

  spec('opens with one press and rings', async () => {
    await sitAs(desk().page, 'Agent, daytime');
    await ring(desk().page, 'Ring a worried patient', seed);
    const incoming = desk().page.getByRole('region', { name: 'Incoming call' });
    await expect.poll(() => incoming.innerText()).toContain(drawn.account.name);
  });

  spec('lists candidates, never a match, and fetches nothing else before two facts', async () => {
    const { page } = desk();
    await answerCall(page);
    await candidates(page).waitFor();
    await expect.poll(() => candidates(page).getByRole('listitem').count()).toBe(drawn.sharing);
    expect(await candidates(page).innerText()).toContain(drawn.patient.preferredName);
    // Nothing of the record stands anywhere on the page yet, the family name and the birth date included.
    const shown = await page.locator('body').innerText();
    expect(shown).not.toContain(drawn.patient.birthDate.slice(0, 4));
    expect(shown).not.toContain(drawn.patient.address.split(',')[0]);
    expect(await callCard(page).getByRole('heading').innerText()).not.toContain(drawn.patient.familyName);
    // The desk has begun to ask ahead of calls: this call adds nothing to it.
    await expect.poll(() => ehr.whoComes()).toBeGreaterThan(0);
    const kinds = new Set(ehr.asked.filter((a) => a !== 'GET metadata'));
    expect([...kinds].filter((kind) => !/^(GET|POST) Patient(\/_search)?$/.test(kind))).toEqual([]);
  });

  spec('opens the record after two facts', async () => {
    const { page } = desk();
    const before = ehr.asked.length;
    await verifyCaller(page, drawn);
    await expect
      .poll(() => callCard(page).getByRole('heading').innerText())
      .toContain(drawn.patient.preferredName);
    for (const title of ['Identity', 'Appointments', 'Allergies', 'Coverage'])
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
    const identity = page.getByRole('region', { name: 'Identity' });
    await expect.poll(() => identity.innerText()).toContain(drawn.patient.familyName);
    expect(ehr.asked.length).toBeGreaterThan(before);
    // An agent's role shows no conditions and no medicines: they are not even fetched.
    expect(ehr.asked.filter((a) => /Condition|Medication/.test(a))).toEqual([]);
  });

  spec('quotes the drawn article into the message, and a reload in mid-draft keeps it', async () => {
    const { page } = desk();
    await page.keyboard.press('F8');
    await messageTab(page).getByLabel('Caller’s name').waitFor();
    await quoteArticle(page, drawn);
    await page.keyboard.press('F8');
    await fillMessage(page, drawn, words);
    // The promise itself: what was typed is kept within 500 ms, and then the page may go.
    await page.waitForTimeout(500);
    await page.reload();
    await callCard(page).waitFor();
    await page.keyboard.press('F8');
    await expect.poll(() => messageTab(page).getByLabel('The caller’s own words').inputValue()).toBe(words);
    await expect
      .poll(() => messageTab(page).getByLabel('Caller’s name').inputValue())
      .toBe(drawn.ring.callerName);
    // The quote stands there with the article's version.
    await messageTab(page).getByText(`${drawn.article.title}, version ${drawn.article.version}`).waitFor();
  });

  spec('says it is offline after the backend’s end', async () => {
    const { page } = desk();
    const box = await openDrawer(page);
    const stopping = box.getByRole('button', { name: 'Stop the backend' }).click();
    const took = await statusSays(page, /^Offline since/, 20_000);
    await stopping;
    mark('offline shown after', `${Math.round(took)} ms (of 3000)`);
    await page.keyboard.press('Control+Shift+D');
  });

  spec('flags a passage of an article that mistyped words found, offline', async () => {
    const { page } = desk();
    await flagArticle(page, 'perscription refil', /prescription refills?/i);
    await page.getByText('Flag kept. It goes when this computer is connected.').first().waitFor();
    await page.keyboard.press('F8');
    await messageTab(page).getByLabel('The caller’s own words').waitFor();
  });

  spec('saves on this computer and survives a kill', async () => {
    const { page } = desk();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByText(/Saved on this computer/)
      .first()
      .waitFor();
    await statusSays(page, /^1 waiting/, 5000);
    const before = await desk().deskPids();
    await (await openDrawer(page)).getByRole('button', { name: 'Kill the desk process' }).click();
    await page
      .getByText(/^The desk process was killed/)
      .first()
      .waitFor();
    expect(before).toHaveLength(1);
    await expect.poll(() => desk().deskPids()).not.toEqual(before);
    await page.keyboard.press('Control+Shift+D');
    // The practice line lived in the killed process: its call is over and asks how it ended.
    await page.getByRole('region', { name: 'After the call' }).waitFor();
    // A page that knows nothing yet: what it shows comes from the disk.
    await page.reload();
    await page.getByRole('tab', { name: /^Messages/ }).click();
    await messages(page)
      .getByRole('option', { name: new RegExp(drawn.patient.familyName) })
      .first()
      .click();
    await page.getByText(words).first().waitFor();
    await statusSays(page, /^1 waiting/, 5000);
  });

  spec('hands over once when the backend is back, and the Proof page agrees', async () => {
    const { page } = desk();
    await turnBackend(page, 'Start the backend');
    await statusSays(page, /^Online/, 15_000);
    await statusSays(page, /^All synced/, 15_000);
    // What was flagged before the kill has arrived too.
    await page.getByRole('tab', { name: /^Knowledge/ }).click();
    await page.getByRole('button', { name: 'Questions' }).click();
    await page.getByRole('list', { name: 'My flags and questions' }).getByText('with the owner').waitFor();
    const proof = await runProof(page);
    const [saved, stored, doubled] = (await proofFigure(proof, 'Messages saved')).split(' · ').map(Number);
    expect(saved).toBeGreaterThan(0);
    expect(stored).toBe(saved);
    expect(doubled).toBe(0);
    expect(await proofFigure(proof, 'A patient’s name')).toMatch(/^0 found/);
    const [linked, rows] = (await proofFigure(proof, 'Audit rows')).split(' of ').map(Number);
    expect(linked).toBe(rows);
    expect(await proofFigure(proof, 'Connections')).toBe('0');
    await page.keyboard.press('Escape');
  });

  spec('closes the call that the kill cut off, with a disposition, and the log has it', async () => {
    const { page } = desk();
    await page.getByRole('tab', { name: /^Work/ }).click();
    await page.getByRole('listbox', { name: 'What waits for you' }).getByRole('option').first().click();
    const wrap = page.getByRole('region', { name: 'After the call' });
    expect(await wrap.innerText()).toContain('the line was lost');
    await wrap.getByRole('button', { name: 'Message taken' }).click();
    await wrap.getByRole('button', { name: 'Done' }).click();
    await wrap.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Calls', exact: true }).click();
    await page.getByRole('listbox', { name: 'Calls' }).getByRole('option').first().click();
    await expect.poll(() => page.getByRole('main').innerText()).toContain('Message taken');
  });

  spec(
    'opens the emergency card at once, offline and locked, and keeps each tick with its time',
    async () => {
      let { page } = desk();
      const card = () => page.getByRole('dialog', { name: 'Emergency' });
      await turnBackend(page, 'Stop the backend');
      await statusSays(page, /^Offline since/, 6000);
      await ring(page, 'Ring chest pain', seed);
      await answerCall(page);
      const open = await keyToPaint(page, 'F9', '[role="dialog"] ol');
      await page.keyboard.press('Alt+1');
      await expect.poll(() => card().getByRole('checkbox').nth(0).getAttribute('aria-checked')).toBe('true');
      await page.keyboard.press('Escape');
      await card().waitFor({ state: 'detached' });

      page = await lock(desk());
      const locked = await keyToPaint(page, 'F9', '[role="dialog"] ol');
      mark(
        'F9 to the card painted',
        `${Math.round(open)} ms in a call, ${Math.round(locked)} ms locked, offline`,
      );
      expect(Math.max(open, locked)).toBeLessThan(1000);
      await expect.poll(() => card().getByRole('checkbox').nth(0).getAttribute('aria-checked')).toBe('true');
      // Locked there is no address to write: the step that is open is ticked.
      await page.keyboard.press('Alt+2');
      await expect.poll(() => card().getByRole('checkbox').nth(1).getAttribute('aria-checked')).toBe('true');
      await expect.poll(() => card().getByText('not kept yet').count()).toBe(0);
      const titles = (await card().getByRole('button', { expanded: false }).allInnerTexts()).slice(0, 2);
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Unlock' }).click();
      await callCard(page).waitFor();
      await page.keyboard.press('F8');
      const line = messageTab(page).getByRole('group', { name: 'Emergency card used' });
      for (const title of titles) await line.getByText(title).waitFor();
      expect(await line.getByText(/^\d\d:\d\d( \(\d\d:\d\d there\))?$/).count()).toBe(2);
    },
  );

  spec('broke no policy and put no error in the console', () => {
    expect(desk().problems.found).toEqual([]);
  });
});
