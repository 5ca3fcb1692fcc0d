import { expect, it, test } from 'vitest';
import { exchangeToken } from './boot.ts';
import { placeOf, tokenOf } from './place.ts';

const token = 'tKf2-0_aaaaaaaaaaaaaaaaaaaa';

function surroundings(hash: string, status: number | null, body: unknown = { tab: 'secret-of-this-tab' }) {
  const replaced: string[] = [];
  const posted: unknown[] = [];
  const tabs: string[] = [];
  return {
    tabs,
    keepTab: (secret: string) => void tabs.push(secret),
    replaced,
    posted,
    location: { hash, pathname: '/', search: '?desk=practice' },
    replaceAddress: (to: string) => void replaced.push(to),
    post: (path: string, sent: unknown) => {
      posted.push({ path, body: sent });
      return Promise.resolve(status === null ? null : { status, body });
    },
  };
}

it('exchanges the token once and takes it out of the address, keeping the query', async () => {
  const s = surroundings(`#token=${token}`, 200);
  expect(await exchangeToken(s)).toBe('ok');
  expect(s.posted).toEqual([{ path: '/session', body: { token } }]);
  expect(s.replaced).toEqual(['/?desk=practice']);
  expect(s.tabs).toEqual(['secret-of-this-tab']);
});

it.each([null, {}, { tab: 5 }, 'html'])(
  'an answer without the tab secret (%j) is no exchange',
  async (body) => {
    const s = surroundings(`#token=${token}`, 200, body);
    expect(await exchangeToken(s)).toBe('token-refused');
    expect(s.tabs).toEqual([]);
  },
);

it.each([
  [401, 'token-refused'],
  [500, 'token-refused'],
  [null, 'no-answer'],
] as const)('says why at %s, with the token out of the address all the same', async (status, result) => {
  const s = surroundings(`#token=${token}`, status);
  expect(await exchangeToken(s)).toBe(result);
  expect(s.replaced).toHaveLength(1);
});

it('asks nothing without a token (Electron, or a page that was reloaded)', async () => {
  const s = surroundings('', 500);
  expect(await exchangeToken(s)).toBe('ok');
  expect(s.posted).toEqual([]);
  expect(s.replaced).toEqual([]);
});

it.each([
  '',
  '#',
  '#token=',
  '#token=<script>',
  '#token=short',
  `#x&token=${token}`,
  `#token=${'a'.repeat(201)}`,
])('takes no token from %j', async (hash) => {
  expect(tokenOf({ hash })).toBeNull();
  const s = surroundings(hash, 500);
  await exchangeToken(s);
  expect(s.posted).toEqual([]);
});

test('the address chooses desk and page, and nothing else', () => {
  expect(placeOf({ search: '' })).toEqual({ desk: 'live', page: 'desk', emergency: false });
  expect(placeOf({ search: '?desk=practice' })).toEqual({ desk: 'practice', page: 'desk', emergency: false });
  expect(placeOf({ search: '?page=proof' })).toEqual({ desk: 'live', page: 'proof', emergency: false });
  expect(placeOf({ search: '?desk=admin&page=../etc' })).toEqual({
    desk: 'live',
    page: 'desk',
    emergency: false,
  });
  expect(placeOf({ search: '?emergency' }).emergency).toBe(true);
});
