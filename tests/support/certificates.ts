// A made-up trainer with a key, and certificates that it signs: sound ones, and ones that are wrong in one thing.
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import {
  expiryOf,
  signedCertificateText,
  type CertificateBody,
  type Ed25519,
  type TrainerKey,
} from '#shared/domain/training/certificate.ts';

const spki = (publicKey: string) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  });
export const testEd25519: Ed25519 = {
  verify: (publicKey, text, signature) =>
    verify(null, Buffer.from(text), spki(publicKey), Buffer.from(signature, 'base64')),
  keyIdOf: (publicKey) =>
    createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16),
};

export interface TestTrainer {
  key: TrainerKey;
  keyText: string;
  body: (issuedAt: string, change?: Partial<CertificateBody>) => CertificateBody;
  /** The file, signed. */
  certificate: (body: CertificateBody) => string;
}
export function testTrainer(name = 'Priya Trainer'): TestTrainer {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
  const keyId = testEd25519.keyIdOf(publicKey);
  const key: TrainerKey = { kind: 'careline-trainer-key', v: 1, keyId, name, publicKey };
  return {
    key,
    keyText: JSON.stringify(key),
    body: (issuedAt, change = {}) => ({
      kind: 'careline-practice-certificate',
      v: 1,
      id: '00000000-0000-4000-8000-00000000c001',
      subject: { id: 'ann', name: 'Ann Agent' },
      skill: 'crisis',
      scenarios: ['R9', 'R10', 'R7'].map((id) => ({
        id,
        version: 1,
        level: 3,
        score: 84,
        seed: 7,
        at: issuedAt,
        ownWords: 80,
      })),
      trainer: { name, keyId },
      issuedAt,
      expiresAt: expiryOf(issuedAt, 12),
      ...change,
    }),
    certificate: (body) =>
      JSON.stringify({
        certificate: body,
        signature: sign(null, Buffer.from(signedCertificateText(body)), pair.privateKey).toString('base64'),
      }),
  };
}
