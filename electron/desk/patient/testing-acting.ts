// For tests of rooms that act for a patient: such a room behind the real router over a real vault, beside the room of
// patients, at a running server. A crash is a copy of the vault's files, opened by a desk that knows nothing else.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { migrations } from '../migrations.ts';
import type { Handlers } from '../router/context.ts';
import { type Bench, makeBench, must } from '../router/testing.ts';
import { sealerOf } from '../sealing.ts';
import { copyFolder, openTestVault, removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { createPatients } from './compose.ts';

type Patients = ReturnType<typeof createPatients>;
/** What every such room is made of; `client` is read anew with each use. */
export type ActingParts<Client> = Pick<Bench, 'oncall' | 'sealer'> & {
  patients: { readonly client: Client | null; gate: Patients['gate'] };
  core(): Vault['core'];
  night: { handlers: Handlers };
  clock: { now(): string };
  topics: { publish(topic: string, ids: readonly string[]): void };
  log: { error(event: string, fields?: unknown): void };
};
export interface Acting<Client, Room> {
  bench: Bench;
  room: Room;
  /** Topics that were told, with their ids. */
  told: string[];
  /** The vault as a crash leaves it now, in another desk. */
  crashed(client: Client | null): Promise<{ vault: Vault; room: Room }>;
  end(): void;
}

/** `client`: what the room asks the record with now. `name`: the room's own, under which it is asked. */
export async function openActing<Client, Room extends { handlers: object }>(
  server: { url: string; token: string },
  now: string,
  name: 'acts' | 'booking',
  client: () => Client | null,
  make: (parts: ActingParts<Client>) => Room,
): Promise<Acting<Client, Room>> {
  const told: string[] = [];
  const copies: { folder: string; vault: Vault }[] = [];
  const found: { handlers?: Handlers } = {};
  const bench = await makeBench((all) => void (found.handlers = all));
  const handlers = found.handlers as Handlers;
  bench.now = now;
  const clock = { now: () => bench.now };

  function rooms(vault: Vault, of: () => Client | null): { patients: Patients; room: Room } {
    const patients = createPatients({
      init: { practice: false, fhir: server },
      session: { vault: () => vault },
      clock,
      changed: () => undefined,
      oncall: bench.oncall,
    });
    const room = make({
      patients: {
        get client() {
          return of();
        },
        gate: patients.gate,
      },
      core: () => vault.core,
      sealer: sealerOf(
        () => vault,
        () => null,
        randomBytes,
      ),
      night: { handlers },
      oncall: bench.oncall,
      clock,
      topics: { publish: (topic, ids) => void told.push(`${topic} ${ids.join()}`) },
      log: { error: (_event, fields) => void bench.unexpected.push({ name, error: fields }) },
    });
    return { patients, room };
  }
  const { patients, room } = rooms(bench.vault, client);
  Object.assign(handlers, { patient: patients.handlers, [name]: room.handlers });
  return {
    bench,
    room,
    told,
    async crashed(at) {
      const folder = tempFolder();
      copyFolder(dirname(dirname(bench.vault.core.name)), folder);
      const vault = must(await openTestVault(folder, testPassphrase, migrations));
      copies.push({ folder, vault });
      return { vault, room: rooms(vault, () => at).room };
    },
    end() {
      for (const copy of copies) {
        copy.vault.close();
        removeFolder(copy.folder);
      }
      bench.end();
    },
  };
}
