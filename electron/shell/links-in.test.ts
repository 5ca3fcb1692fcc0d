import { expect, it, vi } from 'vitest';
import { createLinksIn, linkAmong } from './links-in.ts';

it.each([
  [['/app/careline', 'careline://open/work'], 'careline://open/work'],
  [['/app/careline', '--allow-file-access', '--', 'tel:+16175550142'], 'tel:+16175550142'],
  [['/app/careline', '.', 'TEL:911'], 'TEL:911'],
  [['/app/careline', ' careline://open/work'], ' careline://open/work'],
  [['careline://open/work'], null],
  [['/app/careline', '--x=careline://open/work'], null],
  [['/app/careline', 'https://careline/'], null],
  [[], null],
])('%j has the link %j', (argv, link) => expect(linkAmong(argv)).toBe(link));

it('keeps the newest link until a desk is there, then gives each at once', () => {
  const links = createLinksIn();
  links.take('careline://open/work');
  links.take('careline://open/calls');
  const deps = { give: vi.fn(), refused: vi.fn() };
  links.connect(deps);
  links.take('tel:6175550142');
  expect(deps.give.mock.calls).toEqual([
    [{ kind: 'place', place: 'calls' }],
    [{ kind: 'dial', number: '6175550142' }],
  ]);
  expect(deps.refused).not.toHaveBeenCalled();
});

it('says that it refused one, without what it was', () => {
  const links = createLinksIn();
  const deps = { give: vi.fn(), refused: vi.fn() };
  links.connect(deps);
  links.take('tel:*21*6175550142#');
  links.take('careline://dial/6175550142');
  expect(deps.give).not.toHaveBeenCalled();
  expect(deps.refused.mock.calls).toEqual([[], []]);
});
