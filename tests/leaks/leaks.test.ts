// The short leak run: a desk by itself, a practice desk and a Chromium. `npm run leaks` is the whole one, with backend and record.
import { expect, it } from 'vitest';
import { chromiumPath } from '#tests/support/browser.ts';
import { leakRun } from './run.ts';
import { placesLines } from './search.ts';

const browser = await chromiumPath();

it.skipIf(browser === null)('nothing marked stays anywhere outside of the vault', async () => {
  const { search, done, shown } = await leakRun({ demo: false });
  const unanswered = done.filter((step) => !step.endsWith(': ok'));
  process.stdout.write(`${[...placesLines(search), ...unanswered].join('\n')}\n`);
  expect(search.hits).toEqual([]);
  // It was all there to be leaked: saved, said and shown.
  for (const step of [
    'messages.save: ok',
    'messages.addendum: ok',
    'knowledge.search: ok',
    'handover.exportCsv: ok',
    'practice, practice.say: ok',
  ])
    expect(done).toContain(step);
  expect(shown).toEqual(expect.arrayContaining(['patient', 'words']));
  for (const [place, { bytes }] of search.places)
    if (place !== 'temporary folder') expect(bytes, place).toBeGreaterThan(0);
});
