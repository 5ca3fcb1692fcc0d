import { expect, it } from 'vitest';
import { contentSecurityPolicy, fixedHeaders, withNonce } from './csp.ts';

const nonce = 'abcdefghijklmnopqrstuv';
const parsed = (csp: string) =>
  new Map(csp.split('; ').map((d) => [d.slice(0, d.indexOf(' ')), d.slice(d.indexOf(' ') + 1)] as const));

it('starts from nothing and never says unsafe, eval, data, blob or a wildcard', () => {
  for (const socket of [null, 'ws://127.0.0.1:4711']) {
    const csp = contentSecurityPolicy({ nonce, socket });
    expect(parsed(csp).get('default-src')).toBe("'none'");
    expect(csp).not.toMatch(/unsafe|eval|data:|blob:|\*|https?:|\n/);
    for (const name of [
      'object-src',
      'frame-src',
      'frame-ancestors',
      'base-uri',
      'form-action',
      'worker-src',
    ])
      expect(parsed(csp).get(name)).toBe("'none'");
    expect(parsed(csp).get('script-src')).toBe("'self'");
    expect(parsed(csp).get('style-src')).toBe(`'self' 'nonce-${nonce}'`);
  }
});

it('lets the preview reach its own socket and nothing else', () => {
  expect(parsed(contentSecurityPolicy({ nonce })).get('connect-src')).toBe("'self'");
  expect(parsed(contentSecurityPolicy({ nonce, socket: 'ws://127.0.0.1:4711' })).get('connect-src')).toBe(
    "'self' ws://127.0.0.1:4711",
  );
});

it.each(['', 'short', "x' 'unsafe-inline", `${nonce};`, `${nonce}\r\nX: y`, '"><script>', 'a'.repeat(65)])(
  'refuses the nonce %j',
  (bad) => {
    expect(() => contentSecurityPolicy({ nonce: bad })).toThrow('bad nonce');
    expect(() => withNonce('<html></html>', bad)).toThrow('bad nonce');
  },
);

it.each([
  'ws://evil.example',
  'ws://127.0.0.1',
  'wss://127.0.0.1:1',
  'ws://127.0.0.1:1 *',
  "'unsafe-inline'",
  '*',
])('refuses the socket %j', (socket) => {
  expect(() => contentSecurityPolicy({ nonce, socket })).toThrow('bad socket');
});

it('puts the nonce wherever the page asks for it', () => {
  expect(withNonce('<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">', nonce)).toBe(
    `<meta content="${nonce}"><style nonce="${nonce}">`,
  );
});

it('denies by header what the product never uses', () => {
  expect(fixedHeaders['Permissions-Policy']).toContain('camera=()');
  expect(fixedHeaders['X-Content-Type-Options']).toBe('nosniff');
});
