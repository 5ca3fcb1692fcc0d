// The signature format, by a fixture that another implementation made. The rest is tested over sockets in app.test.ts.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { signedText } from '#shared/protocol/enrol.ts';
import { spkiHead } from '#shared/protocol/seal-format.ts';
import fixture from '../testing/sealed.json' with { type: 'json' };

it('verifies what another implementation signed, and nothing else', () => {
  const { request, text, signature, publicKey } = fixture.signed;
  const bodySha256 = createHash('sha256').update(request.body).digest('hex');
  expect(signedText({ ...request, bodySha256 })).toBe(text);
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from(spkiHead.ed25519, 'hex'), Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  const fits = (change: object): boolean => {
    const signed = signedText({ ...request, bodySha256, ...change });
    return verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'));
  };
  expect(fits({})).toBe(true);
  for (const change of [{ counter: 8 }, { path: '/v1/people' }, { method: 'GET' }, { device: 'other.x' }])
    expect(fits(change)).toBe(false);
});
