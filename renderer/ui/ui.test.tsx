// What can be held without a browser: the states of a card differ, marks cut right, keys are drawn and spoken.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AgeText, ClockProvider, Timer } from './clock.tsx';
import { Avatar } from './Bars.tsx';
import { Card, type CardStatus } from './Card.tsx';
import { ariaKeys, drawnKeys } from './KeyHint.tsx';
import { announce, hush, onAnnounce, type Spoken } from './live.ts';
import { piecesOf } from './Words.tsx';
import { WorkList } from './WorkList.tsx';

const draw = (status: CardStatus): string =>
  renderToStaticMarkup(
    <Card title="Allergies" status={status}>
      <span>penicillin</span>
    </Card>,
  );

const statuses: CardStatus[] = [
  { kind: 'ready' },
  { kind: 'loading' },
  { kind: 'none-recorded' },
  { kind: 'known-none', text: 'No known allergies' },
  { kind: 'failed', onRetry: () => undefined },
  { kind: 'stale', since: '2026-11-22T10:00:00Z', onRetry: () => undefined },
  { kind: 'not-permitted', text: 'Transfer to the nurse line.' },
];

test('the states of a card are all different, and only three of them show what is inside', () => {
  const drawn = statuses.map(draw).map((html) => html.replaceAll(/id="[^"]*"|labelledby="[^"]*"/g, ''));
  expect(new Set(drawn).size).toBe(statuses.length);
  const showing = statuses.filter((status) => draw(status).includes('penicillin')).map(({ kind }) => kind);
  expect(showing).toEqual(['ready', 'failed', 'stale']);
});

test('a card that is not permitted carries nothing of its content, not even for screen readers', () => {
  const html = draw({ kind: 'not-permitted', text: 'Transfer to the nurse line.' });
  expect(html).not.toContain('penicillin');
  expect(html).toContain('Transfer to the nurse line.');
});

test('failed and stale cards can be tried again by name; a failure without a way back has no button', () => {
  expect(draw({ kind: 'failed', onRetry: () => undefined })).toMatch(/aria-label="Try again: Allergies"/);
  expect(draw({ kind: 'failed' })).not.toContain('<button');
});

test('marks: overlaps are cut, order does not matter, what lies outside is ignored, no character is lost', () => {
  const text = 'like a belt around his chest';
  const ranges = [
    { start: 23, end: 99 },
    { start: 7, end: 11 },
    { start: 9, end: 14 },
    { start: 5, end: 5 },
    { start: -4, end: 2 },
    { start: 40, end: 50 },
    { start: Number.NaN, end: 3 },
  ];
  const pieces = piecesOf(text, ranges);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual([
    'li',
    'belt',
    ' ar',
    'chest',
  ]);
  expect(piecesOf('', [{ start: 0, end: 5 }])).toEqual([]);
});

test('keys', () => {
  expect(drawnKeys('Ctrl+Shift+L')).toBe('Ctrl Shift L');
  expect(drawnKeys('Enter')).toBe('↵');
  expect(ariaKeys('Ctrl+K')).toBe('Control+K');
  expect([drawnKeys('Ctrl+Cmd+A'), ariaKeys('Ctrl+Cmd+A')]).toEqual(['Ctrl ⌘ A', 'Control+Meta+A']);
});

test('time comes from the clock that is given', () => {
  const now = (): Date => new Date('2026-11-22T23:50:00Z');
  const html = renderToStaticMarkup(
    <ClockProvider now={now}>
      <AgeText at="2026-11-22T23:48:00Z" />
      <Timer since="2026-11-22T23:45:23Z" label="Call" />
      <Timer until="2026-11-22T23:50:24Z" label="Alarm" />
      <Timer until="2026-11-22T23:00:00Z" label="Past" />
    </ClockProvider>,
  );
  for (const shown of ['2 min ago', '04:37', '0:24', 'Alarm: 0 minutes 24 seconds', '>0:00<'])
    expect(html).toContain(shown);
});

test('announcements reach who listens, in order, and stop when it leaves', () => {
  const heard: Spoken[] = [];
  const stop = onAnnounce((spoken) => spoken && heard.push(spoken));
  announce('Saved');
  announce('The call ended', true);
  stop();
  announce('nobody hears this');
  expect(heard.map(({ text, urgent }) => [text, urgent])).toEqual([
    ['Saved', false],
    ['The call ended', true],
  ]);
  expect(heard[0]?.id).not.toBe(heard[1]?.id);
});

test('what was said is taken away while the page is hidden, and nothing is said meanwhile', () => {
  const heard: (string | undefined)[] = [];
  const stop = onAnnounce((spoken) => heard.push(spoken?.text));
  announce('Hedda Ruiz is on file');
  hush(true);
  announce('Hedda Ruiz says more');
  hush(false);
  announce('Shown again');
  stop();
  expect(heard).toEqual(['Hedda Ruiz is on file', undefined, 'Shown again']);
});

test('an avatar is two letters of any name', () => {
  const shown = (name: string): string =>
    />([^<]*)</.exec(renderToStaticMarkup(<Avatar name={name} />))?.[1] ?? '';
  expect(['Elena Alcántar', 'Óscar', 'a b c', '李 娜', ' '].map(shown)).toEqual([
    'EA',
    'Ó',
    'AC',
    '李娜',
    '',
  ]);
});

test('a list without rows draws its empty state and no heading', () => {
  const html = renderToStaticMarkup(
    <WorkList
      label="Work"
      sections={[{ id: 'now', title: 'Now', rows: [] }]}
      selected={null}
      onSelect={() => undefined}
      empty={<p>Nothing waits.</p>}
    />,
  );
  expect(html).toBe('<p>Nothing waits.</p>');
});
