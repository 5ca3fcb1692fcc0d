import { expect, it } from 'vitest';
import { popupOf } from './popup.ts';

const screen = { availWidth: 1920, availHeight: 1040 };

it('opens a document of this origin under a name that finds it again', () => {
  const panel = popupOf('panel', '', screen);
  expect(panel.url).toBe('panel.html');
  expect(popupOf('panel', '?page=proof', screen)).toEqual(panel);
  expect(popupOf('compact', '', screen).name).not.toBe(panel.name);
});

it('keeps to the practice desk, and to nothing else that an address says', () => {
  expect(popupOf('compact', '?desk=practice', screen)).toMatchObject({
    url: 'compact.html?desk=practice',
    name: 'careline-compact-practice',
  });
  expect(popupOf('compact', '?desk=//elsewhere.example', screen).url).toBe('compact.html');
});

it('gives the trainer’s desk a tab of the practice desk, whatever the address says', () => {
  for (const search of ['?desk=practice', '', '?desk=live'])
    expect(popupOf('trainer', search, screen)).toEqual({
      url: 'trainer.html?desk=practice',
      name: 'careline-trainer-practice',
      features: '',
    });
});

it('stands at the right edge of the screen that this window is on, never larger than it', () => {
  expect(popupOf('panel', '', { ...screen, availLeft: 1920, availTop: 24 }).features).toBe(
    'popup,width=520,height=800,left=3320,top=24',
  );
  expect(popupOf('panel', '', { availWidth: 400, availHeight: 600 }).features).toBe(
    'popup,width=400,height=600,left=0,top=0',
  );
});
