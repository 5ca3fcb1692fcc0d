// Which schemes the double takes: those that Chromium can show here for what they are in Electron.
import { expect, it } from 'vitest';
import { createPages } from './index.ts';

const made = () => {
  const life = { ready: false };
  const pages = createPages({ app: { isReady: () => life.ready }, record: () => undefined } as never);
  const register = (privileges: object) => () =>
    pages.protocol.registerSchemesAsPrivileged([{ scheme: 'desk', privileges }]);
  return { life, pages, register };
};
const usual = { standard: true, secure: true, supportFetchAPI: true };

it.each([
  {},
  { ...usual, standard: false },
  { ...usual, secure: false },
  { ...usual, supportFetchAPI: false },
  { ...usual, bypassCSP: true },
  { ...usual, allowServiceWorkers: true },
  { ...usual, corsEnabled: true },
])('refuses one with %j', (privileges) => {
  expect(made().register(privileges)).toThrow('not in surface: a scheme with');
});

it('serves one that was registered before ready, and no other', () => {
  const { life, pages, register } = made();
  register({ ...usual, codeCache: true })();
  life.ready = true;
  const { protocol } = pages.session.fromPartition('any');
  protocol.handle('desk', () => new Response());
  expect(() => protocol.handle('other', () => new Response())).toThrow(
    'not in surface: protocol.handle of other:',
  );
  expect(register(usual)).toThrow('before app is ready');
});
