// For tests: the booking room behind the real router over a real vault, with a caller whose two facts were compared, at a
// running sample EHR. A crash is a copy of the vault's files, opened by a desk that knows nothing else.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Scope } from '#shared/domain/disclosure/scope.ts';
import type { Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import { migrations } from '../migrations.ts';
import { createPatients } from '../patient/compose.ts';
import { createVerificationStore } from '../patient/store.ts';
import type { Handlers } from '../router/context.ts';
import { type Bench, makeBench, must, type TestPage } from '../router/testing.ts';
import { sealerOf } from '../sealing.ts';
import { copyFolder, openTestVault, removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { createBooking } from './compose.ts';
import type { BookingClient } from './book.ts';
import { patientId, testNow } from './testing.ts';

export interface Desk {
  bench: Bench;
  page: TestPage;
  contextId: string;
  /** `contextId` and `patientId` of the verified caller. */
  about: { contextId: string; patientId: string };
  ask<T>(name: string, input?: object): Promise<Result<T>>;
  booking: ReturnType<typeof createBooking>;
  /** What the room asks the record with; a test puts its own here. */
  client: BookingClient | null;
  /** Topics that were told, with their ids. */
  told: string[];
  verify(contextId: string): Promise<void>;
  /** Someone else is on the line, for whom the room of patients found this. */
  hears(scope: Scope): void;
  /** The vault as a crash leaves it now, in another desk. `look` settles when it has looked at what stands. */
  crashed(client: BookingClient | null): Promise<Crashed>;
  end(): void;
}
interface KeptRow {
  state: string;
  resumed: number;
  result: string | null;
}
export interface Crashed {
  vault: Vault;
  booking: ReturnType<typeof createBooking>;
  look(): Promise<void>;
  row(bookingId: string): KeptRow | undefined;
}
interface Who {
  name: { given: string[]; family: string }[];
  birthDate: string;
}

export async function openDesk(ehr: { url: string; token: string }, client: FhirClient): Promise<Desk> {
  const told: string[] = [];
  const copies: { folder: string; vault: Vault }[] = [];
  const found: { handlers?: Handlers } = {};
  const bench = await makeBench((all) => void (found.handlers = all));
  const handlers = found.handlers as Handlers;
  bench.now = testNow;
  const clock = { now: () => bench.now };

  /** Patients and bookings over a vault; `of` is what the record is asked with. */
  function rooms(vault: Vault, of: () => BookingClient | null) {
    const patients = createPatients({
      init: { practice: false, fhir: { url: ehr.url, token: ehr.token } },
      session: { vault: () => vault },
      clock,
      changed: () => undefined,
      oncall: bench.oncall,
    });
    const booking = createBooking({
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
      log: { error: (_event, fields) => void bench.unexpected.push({ name: 'booking', error: fields }) },
    });
    return { patients, booking };
  }
  const { patients, booking } = rooms(bench.vault, () => desk.client);
  Object.assign(handlers, { patient: patients.handlers, booking: booking.handlers });
  const page = bench.page();
  const contextId = bench.call();
  const who = must(await client.read('Patient', patientId, new AbortController().signal));
  const { name, birthDate } = (who.modified ? who.resource : {}) as unknown as Who;
  const desk: Desk = {
    bench,
    page,
    contextId,
    about: { contextId, patientId },
    ask: (request, input = {}) => page.ask(request, input),
    booking,
    client,
    told,
    async verify(context) {
      const id = { contextId: context, patientId };
      must(await page.ask('patient.choose', id));
      const full = `${name[0]?.given[0]} ${name[0]?.family}`;
      for (const [fact, stated] of [['fullName', full] as const, ['birthDate', birthDate] as const])
        must(await page.ask('patient.check', { ...id, fact, stated }));
    },
    hears(scope) {
      const evidence = { caller: 'relative' as const, scope, why: [], document: null, at: bench.now };
      createVerificationStore(() => bench.vault.core).putCaller(contextId, patientId, evidence, 'p-agent');
    },
    async crashed(at) {
      const folder = tempFolder();
      copyFolder(dirname(dirname(bench.vault.core.name)), folder);
      const opened = must(await openTestVault(folder, testPassphrase, migrations));
      copies.push({ folder, vault: opened });
      const again = rooms(opened, () => at).booking;
      return {
        vault: opened,
        booking: again,
        look: () => again.opened(),
        row: (id) =>
          opened.core
            .prepare<[string], KeptRow>('SELECT state, resumed, result FROM bookings WHERE id = ?')
            .get(id),
      };
    },
    end() {
      for (const copy of copies) {
        copy.vault.close();
        removeFolder(copy.folder);
      }
      bench.end();
    },
  };
  await desk.verify(contextId);
  return desk;
}
