// The recovery key in hand, a keyring beside it: no backend, no provider.
import { z } from 'zod';
import { escrow } from '#shared/protocol/keys.ts';
import { sealKeysFrom, type SealKeys } from '../seal/keys.ts';
import { openEscrow } from './open.ts';

const keyFile = z.object({ recovery: z.array(z.string()).min(1) });
/** Of a vault's keyring only what is needed; the rest is the desk's. */
const keyring = z.object({
  vaultId: z.uuid(),
  escrow: z.object({ keyId: escrow.shape.keyId, master: escrow.shape.wrapped }),
});

/** @throws when it holds no recovery key. */
export const recoveryFrom = (text: string): SealKeys =>
  sealKeysFrom(keyFile.parse(JSON.parse(text)).recovery);

export type OpenedKeyring = { ok: true; masterKey: string } | { ok: false; says: string };

/** @throws when it is no keyring with a seal. */
export function openKeyring(keys: SealKeys, text: string): OpenedKeyring {
  const { vaultId, escrow: sealed } = keyring.parse(JSON.parse(text));
  const opened = openEscrow(keys, 'master', vaultId, { keyId: sealed.keyId, wrapped: sealed.master });
  if (opened.ok) return { ok: true, masterKey: opened.plain.toString('base64') };
  if (opened.why === 'unknown-key')
    return {
      ok: false,
      says: `this vault was sealed to the key ${sealed.keyId}, which is not in the key file`,
    };
  return { ok: false, says: 'the seal was altered, or belongs to another vault' };
}
