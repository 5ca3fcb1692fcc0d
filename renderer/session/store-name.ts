// What a person calls the system's key store.
import { hasText, t } from '../text/t.ts';

/** The name of a backend as the host gives it; one that is not known is simply a key store. */
export function storeName(backend: string | null): string {
  const key = `session.keystore.name.${backend ?? ''}`;
  return hasText(key) ? t(key) : t('session.keystore.name');
}
