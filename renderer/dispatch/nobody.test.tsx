// At the ladder's end the patient can always be phoned, and that be written down: without a call nothing closes.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { paging } from '../gallery/night/people.ts';
import { Nobody } from './cards/Nobody.tsx';

test('the patient’s call can be written down, also where every step was skipped', () => {
  const card = paging(1);
  const skipped = card.ladder.map((row) => ({ ...row, state: 'skipped' as const }));
  const drawn = renderToStaticMarkup(<Nobody card={{ ...card, state: 'ended', ladder: skipped }} />);
  expect(drawn).toContain('Reached the patient');
});
