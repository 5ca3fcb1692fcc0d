// The system's key store as the vault sees it.

/** Offered by the host (Electron: asynchronous safeStorage); the preview has none. */
export interface HostSecrets {
  /** Its name (`keychain`, `kwallet6`), or null where nothing may be trusted with a key now. */
  backend(): Promise<string | null>;
  /** Throws FailureError, `keystore-…`. */
  wrap(bytes: Buffer): Promise<Buffer>;
  unwrap(bytes: Buffer): Promise<{ bytes: Buffer; shouldRewrap: boolean }>;
}
