// What every room of the backend is given at the composition root: database, time, randomness, log, keys (rule 8).
import type { Pool } from 'pg';
import type { Channels } from './channels/channel.ts';
import type { Provider } from './identity/provider.ts';
import type { Log } from './log.ts';
import type { SealKeys } from './seal/keys.ts';
import type { OrganisationKeys } from './seal/organisation-keys.ts';
import type { Telephony } from './telephony/start.ts';

export interface Parts {
  pool: Pool;
  clock: () => Date;
  /** Lower-case UUID from a strong source. */
  random: { uuid: () => string };
  log: Log;
  sealKeys: SealKeys;
  /** What policies and receipts are signed with, and vaults are sealed to. */
  organisationKeys: OrganisationKeys;
  /** Keys of an organisation's provider. Rejects when it cannot be asked. */
  provider: (issuer: string) => Promise<Provider>;
  /** Versions of the wire that are spoken: tests stand in for an older or newer backend. */
  protocols: readonly (1 | 2)[];
  /** How clinicians are reached. */
  channels: Channels;
  /** Absent = this backend carries no calls. */
  telephony?: Telephony | null;
}
