// For tests: the booking room in a desk of `../patient/testing-acting.ts`, with a caller whose two facts were compared.
import type { Scope } from '#shared/domain/disclosure/scope.ts';
import type { Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import { createVerificationStore } from '../patient/store.ts';
import { openActing } from '../patient/testing-acting.ts';
import { type Bench, must, type TestPage } from '../router/testing.ts';
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
  const { bench, told, room, crashed, end } = await openActing(
    ehr,
    testNow,
    'booking',
    () => desk.client,
    createBooking,
  );
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
    booking: room,
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
      const { vault, room: again } = await crashed(at);
      return {
        vault,
        booking: again,
        look: () => again.opened(),
        row: (id) =>
          vault.core
            .prepare<[string], KeptRow>('SELECT state, resumed, result FROM bookings WHERE id = ?')
            .get(id),
      };
    },
    end,
  };
  await desk.verify(contextId);
  return desk;
}
