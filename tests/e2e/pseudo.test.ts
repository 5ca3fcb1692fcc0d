// The desk in the pseudo-locale: every sentence is accented and longer. What stands plain was not in a catalogue; what is
// cut off had no room.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { saidFacts } from '#desk/demo/handlers.ts';
import '#renderer/text/late/knowledge.ts';
import { setLocale, t } from '#renderer/text/t.ts';
import { tempProfile } from '#tests/support/app.ts';
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { isPlain, knownWords } from './desk/known-words.ts';
import { foldersOf, hostName } from './desk/hosts.ts';
import { traineeName } from './desk/practice.ts';
import { spec, story } from './desk/spec.ts';

const shots = process.env['CARELINE_SHOTS'];

/** What a person reads or hears on the page: drawn texts, labels, titles, placeholders. */
const wordsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const words = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      // A hit's passage is cut out of an article and marked: pieces of known words.
      if (
        node.parentElement?.checkVisibility() === true &&
        !node.parentElement.closest('.cl-knowledge-snippet')
      )
        words.add(node.textContent?.trim() ?? '');
    for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        words.add(e.getAttribute(name)?.trim() ?? '');
    return [...words].filter(Boolean);
  });

let drawn: Drawn;
let known: (text: string) => boolean;
const profile = tempProfile();

story(
  'in the pseudo-locale',
  async () => {
    setLocale('en-XA');
    for (const folder of Object.values(foldersOf(hostName, profile))) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, 'settings.json'), JSON.stringify({ language: 'en-XA', tourDone: true }));
    }
    drawn = await drawStory(seedOfRun());
    known = await knownWords(drawn.ring, saidFacts(drawn.ring.relation, drawn.ring.facts));
    return { profile };
  },
  (desk) => {
    afterAll(() => {
      setLocale('en');
      rmSync(profile, { recursive: true, force: true });
    });
    const literal: string[] = [];
    const cut: string[] = [];

    async function look(name: string): Promise<void> {
      const { page } = desk();
      if (shots) await page.screenshot({ path: join(shots, `pseudo-${name}.png`) });
      const plain = (await wordsOn(page)).filter(isPlain);
      for (const text of plain)
        for (const part of text.split(' · ').filter(isPlain))
          if (!known(part)) literal.push(`${name}: ${part}`);
      for (const fault of await misfits(page)) cut.push(`${name}: ${fault}`);
    }

    spec('walks through the desk', async () => {
      const { page } = desk();
      const seat = page.getByRole('button', { name: t('session.seat.agent') });
      await expect.poll(() => seat.isEnabled()).toBe(true);
      await look('first-screen');
      await seat.click();
      await page.getByRole('contentinfo').waitFor();
      await page.getByRole('option').first().waitFor();
      await page.reload();
      await page.getByRole('option').first().waitFor();
      await look('desk');
      for (const [keys, name] of [
        ['Control+K', 'palette'],
        ['F1', 'cheat-sheet'],
        ['Control+,', 'settings'],
      ] as const) {
        await page.keyboard.press(keys);
        await page.getByRole('dialog').waitFor();
        await look(name);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    });

    spec('walks through a call, a message, the card and the lock', async () => {
      let { page } = desk();
      await page.keyboard.press('Control+Shift+D');
      await page.getByLabel(t('demo.seed')).fill(String(drawn.seed));
      await look('drawer');
      await page.getByRole('button', { name: t('demo.ring.worried') }).click();
      await page.getByRole('region', { name: t('calls.ring.title') }).waitFor();
      await look('ringing');
      await page.keyboard.press('F2');
      const list = page.getByRole('list', { name: t('patient.candidates.list') });
      await expect.poll(() => list.getByRole('button').first().isEnabled()).toBe(true);
      await look('call');
      await list.getByRole('button').filter({ hasText: drawn.patient.preferredName }).first().click();
      for (const [label, stated] of [
        [t('patient.fact.fullName'), drawn.ring.facts.fullName],
        [t('patient.fact.birthDate'), drawn.ring.facts.birthDate],
      ] as const) {
        const field = page.getByRole('textbox', { name: label, exact: true });
        await field.fill(stated);
        await look('verify');
        await field.press('Enter');
        await field.waitFor({ state: 'detached' });
      }
      await page.getByRole('heading', { name: t('patient.card.coverage') }).waitFor();
      await look('verified');
      await page.keyboard.press('F7');
      await page.getByRole('searchbox').last().fill('test results');
      await page.getByRole('list', { name: t('knowledge.list') }).waitFor();
      await look('results');
      await page
        .getByRole('list', { name: t('knowledge.list') })
        .getByRole('button')
        .first()
        .click();
      await page.getByRole('article').waitFor();
      await look('article');
      await page.keyboard.press('F8');
      await page.getByLabel(t('messages.caller.name')).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('group', { name: t('messages.missing.title') }).waitFor();
      await look('message');
      await page.keyboard.press('F9');
      await page.getByRole('dialog', { name: t('emergency.title') }).waitFor();
      await look('emergency');
      await page.keyboard.press('Escape');
      await page.keyboard.press('F4');
      await page.getByRole('region', { name: t('calls.wrap.title') }).waitFor();
      await look('wrap-up');
      page = await desk().renewed(() => page.keyboard.press('Control+Shift+L'));
      await page.getByRole('heading', { name: t('session.locked.title') }).waitFor();
      await look('locked');
    });

    spec('walks into practice', async () => {
      const { page } = desk();
      await desk().go('?desk=practice');
      const name = page.getByLabel(t('practice.who.name'));
      const ring = page.getByRole('button', { name: t('practice.brief.ring') });
      await ring.or(name).first().waitFor();
      await look('practice-home');
      // Who comes over from the live desk has said who they are.
      if (await name.isVisible()) {
        await name.fill(traineeName);
        await page.keyboard.press('Enter');
      }
      await ring.click();
      await page.getByRole('region', { name: t('calls.ring.title') }).waitFor();
      await look('practice-ring');
      await page.keyboard.press('F2');
      await page.getByRole('region', { name: t('practice.run.answers') }).waitFor();
      await look('practice-call');
    });

    spec('finds no sentence that is not in a catalogue', () => expect([...new Set(literal)]).toEqual([]));
    spec('finds nothing cut off, though every sentence is 40 % longer', () => expect(cut).toEqual([]));
  },
);
