import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, fixedHeaders, withNonce } from './csp.ts';
import { isGateway } from './gateway.ts';

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

describe('telephony', () => {
  const phone = { carrier: 'ws://127.0.0.1:4712' } as const;
  it('lets the phone’s page reach its carrier and play a call, and nothing more', () => {
    const plain = parsed(contentSecurityPolicy({ nonce }));
    const local = parsed(contentSecurityPolicy({ nonce, phone }));
    expect(local.get('connect-src')).toBe("'self' ws://127.0.0.1:4712");
    expect(local.get('media-src')).toBe("'self' mediastream:");
    for (const [name, value] of plain)
      if (name !== 'connect-src' && name !== 'media-src') expect(local.get(name)).toBe(value);
    const real = contentSecurityPolicy({ nonce, phone: 'twilio' });
    expect(parsed(real).get('connect-src')).toContain('wss://voice-js.roaming.twilio.com');
    expect(real).not.toMatch(/unsafe|eval|data:|blob:|\*|https?:|\n|eventgw|media\.twilio/);
  });
  it('takes the carrier’s own sockets for gateways and no other address', () => {
    expect(isGateway('ws://127.0.0.1:4712/signal', phone)).toBe(true);
    expect(isGateway('wss://voice-js.dublin.twilio.com/signal', 'twilio')).toBe(true);
    for (const url of [
      'ws://127.0.0.1:4713/signal',
      'http://127.0.0.1:4712/',
      'ws://127.0.0.1.evil.example:4712/',
      'ws://user@127.0.0.1:4712/',
      'wss://voice-js.dublin.twilio.com/signal',
      '',
      'x',
    ])
      expect(isGateway(url, phone)).toBe(false);
    for (const url of ['ws://127.0.0.1:4712/', 'wss://voice-js.x.twilio.com/', 'wss://evil.example/'])
      expect(isGateway(url, 'twilio')).toBe(false);
    expect(isGateway('ws://127.0.0.1:4712/signal', null)).toBe(false);
  });
});
