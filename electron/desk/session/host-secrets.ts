// The vault's second key holder in Electron: the system's keystore, asked through the host. Null in the preview, which
// has none; there the passphrase alone opens the vault.
import type { Host } from '#host/host.ts';
import { fail, FailureError, type Result } from '#shared/domain/result.ts';
import type { HostSecrets } from '../vault/vault.ts';

const take = <T>(result: Result<T>): T => {
  if (!result.ok) throw new FailureError(result);
  return result.value;
};

export function hostSecretsOf(host: Host): HostSecrets {
  return {
    async backend() {
      const told = await host.secretsState({});
      // A store that does not even say how it stands is not the same as a computer without one.
      if (!told.ok) throw new FailureError(fail('keystore-silent', told.code));
      return told.value.available ? told.value.backend : null;
    },
    async wrap(bytes) {
      const { wrapped } = take(await host.wrapSecret({ secret: bytes.toString('base64') }));
      return Buffer.from(wrapped, 'base64');
    },
    async unwrap(bytes) {
      const { secret, rewrap } = take(await host.unwrapSecret({ wrapped: bytes.toString('base64') }));
      return { bytes: Buffer.from(secret, 'base64'), shouldRewrap: rewrap };
    },
  };
}
