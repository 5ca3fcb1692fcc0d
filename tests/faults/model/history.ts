// One history: two desks and a backend under a list of commands, then everything heals and the oracle looks.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { EntryBody } from '#shared/domain/messages/entry.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import type { ModelBackend } from './backend.ts';
import { modelDesk, type Made, type ModelDesk } from './desk.ts';
import { net, type Flight } from './net.ts';
import { Broken, checkAcknowledged, checkHealed, checkOrder, type Chains, type Saved } from './oracle.ts';

const which = fc.nat(1);
const some = fc.nat(40);
/** What becomes of a request. `late`: the sender gave up, the request arrives another time. */
const fates = ['ok', 'lost', 'unanswered', 'died', 'html', 'busy', 'refused', 'again', 'late'] as const;
type Fate = (typeof fates)[number];
export const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ c: fc.constant('save' as const), d: which, urgent: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      c: fc.constant('raise' as const),
      d: which,
      k: some,
      to: fc.constantFrom('emergency' as const, 'urgent-clinical' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ c: fc.constant('version' as const), d: which, k: some }) },
  { weight: 1, arbitrary: fc.record({ c: fc.constant('addendum' as const), d: which, k: some }) },
  {
    weight: 2,
    arbitrary: fc.record({
      c: fc.constantFrom('attempt' as const, 'claim' as const, 'hand-over' as const),
      d: which,
      k: some,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      c: fc.constant('poison' as const),
      d: which,
      urgent: fc.boolean(),
      newer: fc.boolean(),
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({
      c: fc.constant('deliver' as const),
      i: some,
      fate: fc.oneof({ weight: 5, arbitrary: fc.constant<Fate>('ok') }, fc.constantFrom(...fates)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ c: fc.constant('stray' as const), i: some }) },
  {
    weight: 8,
    arbitrary: fc.record({
      c: fc.constant('tick' as const),
      d: which,
      ms: fc.constantFrom(500, 1500, 5000, 60_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ c: fc.constant('crash' as const), d: which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      c: fc.constant('skew' as const),
      d: which,
      days: fc.integer({ min: -400, max: 5000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ c: fc.constantFrom('keep' as const, 'restore' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      c: fc.constantFrom('image' as const, 'wear' as const, 'enrol' as const),
      d: which,
    }),
  },
);
export type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

export interface Tally {
  saved: number;
  /** Histories in which something hit between send and acknowledgement. */
  hit: number;
  commands: Record<string, number>;
}
const json = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', date: new Date().toUTCString(), ...headers },
  });
const refusal = (error: string): object => ({ v: 1, error, expected: null, message: '' });
/** What a night adds to a message: a try, a claim, a hand-over. */
function dispatchEntry(kind: 'attempt' | 'claim' | 'hand-over', name: string): EntryBody {
  const person = { personId: name, name };
  switch (kind) {
    case 'attempt':
      return {
        kind,
        attemptId: randomUUID(),
        stepId: null,
        contact: { ...person, role: 'primary' },
        method: 'voice',
        to: '+16175550139',
        result: 'no-answer',
        note: '',
      };
    case 'claim':
      return { kind, until: new Date(Date.now() + 60_000).toISOString() };
    case 'hand-over':
      return { kind, from: person, to: person, note: '' };
  }
}
const idsOf = (desk: ModelDesk, lane: string): string[] =>
  desk
    .rows<{ item_id: string }>('SELECT item_id FROM outbox WHERE lane = ? ORDER BY seq', lane)
    .map((r) => r.item_id);
const chainsOf = (desk: ModelDesk) => ({ urgent: idsOf(desk, 'urgent'), normal: idsOf(desk, 'normal') });

export async function runHistory(
  backend: ModelBackend,
  commands: readonly Command[],
  tally: Tally,
): Promise<void> {
  const org = `m${randomUUID().slice(0, 8)}`;
  await backend.organisation(org);
  const network = net();
  // Retry times don't matter here: the history says when time has passed.
  const desks = ['one', 'two'].map((name) => modelDesk(name, network, () => 0.5));
  const saved: Saved[] = [];
  const chains: Chains[] = [];
  const devices: string[] = [];
  /** A copy of the disk, and the device that it is. */
  const images: ({ disk: Buffer; device: string } | null)[] = [null, null];
  const strays: Flight[] = [];
  let copy: Awaited<ReturnType<ModelBackend['copy']>> | null = null;
  let restored = false;
  let hit = false;

  const at = (d: number): ModelDesk => desks[d] as ModelDesk;
  const chainOf = (d: number): Chains =>
    chains.find((c) => c.device === devices[d]) ?? { device: '', versions: [] };
  const remember = (d: number): void => void chainOf(d).versions.push(chainsOf(at(d)));
  async function enrol(d: number): Promise<void> {
    if (devices[d] !== undefined) remember(d);
    const as = await backend.device(org, at(d).publicKey);
    devices[d] = as.deviceId;
    chains.push({ device: as.deviceId, versions: [] });
    at(d).enrol(as);
  }
  function note(d: number, made: Made, type: Saved['type'], urgency: number | null): void {
    saved.push({ id: made.id, messageId: made.messageId, desk: at(d).name, type, urgency, excused: false });
    if (type !== 'poison') tally.saved++;
  }
  const messageAt = (d: number, k: number): string | null => {
    const rows = at(d).rows<{ id: string }>('SELECT id FROM messages ORDER BY id');
    return rows[k % Math.max(rows.length, 1)]?.id ?? null;
  };
  const pushes = (flight: Flight): boolean => flight.path === '/v2/push';

  async function deliver(flight: Flight, fate: Fate): Promise<void> {
    if (pushes(flight) && ['unanswered', 'died', 'late', 'again', 'lost'].includes(fate)) hit = true;
    const open = (): boolean => flight.open;
    if (fate !== 'late') network.take(flight);
    switch (fate) {
      case 'ok':
      case 'again': {
        if (fate === 'again' && pushes(flight)) await backend.again(flight);
        const answer = await backend.handle(flight);
        if (open()) flight.answer(answer);
        if (fate === 'again' && pushes(flight)) await backend.again(flight);
        return;
      }
      case 'unanswered':
        await backend.handle(flight);
        return flight.fail();
      case 'died': {
        // It ends before its commit: whatever it says after that is a bug, and is believed.
        const said = await backend.handle(flight, pushes(flight));
        return said.ok && pushes(flight) ? flight.answer(said) : flight.fail();
      }
      case 'lost':
        return flight.fail();
      case 'late':
        network.take(flight);
        strays.push(flight);
        return flight.fail();
      case 'html':
        return flight.answer(
          new Response('<html>Welcome</html>', { status: 200, headers: { 'content-type': 'text/html' } }),
        );
      case 'busy':
        return flight.answer(json(429, refusal('busy'), { 'retry-after': '2' }));
      case 'refused':
        return flight.answer(json(401, refusal('unknown-device')));
    }
  }

  async function act(command: Command): Promise<void> {
    tally.commands[command.c] = (tally.commands[command.c] ?? 0) + 1;
    switch (command.c) {
      case 'save': {
        const urgency = command.urgent ? 'urgent-clinical' : 'non-clinical';
        return note(
          command.d,
          at(command.d).message(urgency, `Words ${saved.length}`),
          'message',
          urgencyRank(urgency),
        );
      }
      case 'raise': {
        const id = messageAt(command.d, command.k);
        if (id === null) return;
        const body = { kind: 'raise', to: command.to, why: 'agent', note: '' } as const;
        return note(command.d, at(command.d).entry(id, body), 'entry', urgencyRank(command.to));
      }
      case 'version': {
        const id = messageAt(command.d, command.k);
        const fields = id === null ? null : at(command.d).fieldsOf(id);
        if (id === null || fields === null) return;
        const body: EntryBody = {
          kind: 'version',
          base: 1,
          incomplete: [],
          why: 'model',
          fields: { ...fields, callerName: `Caller ${saved.length}` },
        };
        return note(command.d, at(command.d).entry(id, body), 'entry', null);
      }
      case 'addendum': {
        const id = messageAt(command.d, command.k);
        if (id !== null)
          note(command.d, at(command.d).addendum(id, `Added ${saved.length}`), 'addendum', null);
        return;
      }
      case 'attempt':
      case 'claim':
      case 'hand-over': {
        const id = messageAt(command.d, command.k);
        if (id !== null)
          note(
            command.d,
            at(command.d).entry(id, dispatchEntry(command.c, at(command.d).name)),
            'entry',
            null,
          );
        return;
      }
      case 'poison':
        return note(
          command.d,
          at(command.d).poison(command.urgent ? 'urgent' : 'normal', command.newer ? 900 : 2),
          'poison',
          null,
        );
      case 'deliver': {
        const waiting = network.waiting();
        const flight = waiting[command.i % Math.max(waiting.length, 1)];
        return flight && deliver(flight, command.fate);
      }
      case 'stray': {
        const flight = strays[command.i % Math.max(strays.length, 1)];
        if (flight && pushes(flight)) await backend.again(flight);
        return;
      }
      case 'tick':
        return at(command.d).tick(command.ms);
      case 'crash':
        hit ||= network.waiting().some((f) => f.desk === at(command.d).name && pushes(f));
        return at(command.d).crash();
      case 'skew':
        return at(command.d).skew(command.days * 86_400_000);
      case 'keep':
        copy = await backend.copy(org);
        return;
      case 'restore':
        if (copy !== null) {
          // A device that was enrolled after the copy is unknown to it: that desk is enrolled once more.
          await backend.restore(org, copy);
          restored = true;
        }
        return;
      case 'image':
        images[command.d] = { disk: at(command.d).image(), device: devices[command.d] ?? '' };
        return;
      case 'wear': {
        const image = images[command.d];
        if (!image) return;
        remember(command.d);
        at(command.d).wear(image.disk);
        devices[command.d] = image.device;
        const here = new Set(
          at(command.d)
            .rows<{ item_id: string }>('SELECT item_id FROM outbox')
            .map((r) => r.item_id),
        );
        for (const s of saved) if (s.desk === at(command.d).name && !here.has(s.id)) s.excused = true;
        return;
      }
      case 'enrol':
        return enrol(command.d);
    }
  }

  async function calm(): Promise<void> {
    for (const desk of desks) await desk.settled();
    for (const flight of network.waiting()) await deliver(flight, 'ok');
    for (const desk of desks) await desk.settled();
  }
  async function heal(): Promise<void> {
    // Long enough that an idle desk has asked where the backend stands.
    for (const desk of desks) desk.tick(600_000);
    for (let round = 0; round < 150; round++) {
      for (const [d, desk] of desks.entries()) {
        // What a person does who reads "sync-fork" or "this device is unknown": the device is enrolled anew.
        const paused = [desk.paused('urgent'), desk.paused('normal')];
        if (round % 5 === 4 && paused.some((code) => code === 'sync-fork' || code === 'backend-refused'))
          await enrol(d);
        desk.tick(5000);
        await desk.settled();
      }
      await calm();
      const waiting = desks.reduce(
        (n, desk) =>
          n +
          (desk.rows<{ n: number }>("SELECT count(*) AS n FROM outbox WHERE state = 'waiting'")[0]?.n ?? 0),
        0,
      );
      if (waiting === 0 && round > 6 && (await allPulled())) return;
    }
    throw new Broken('stuck', desks.map((d) => `${d.paused('urgent')}/${d.paused('normal')}`).join(' '));
  }
  async function allPulled(): Promise<boolean> {
    const head = await backend.sql<{ change_n: string }>('select change_n from organisation where id = $1', [
      org,
    ]);
    return desks.every(
      (desk) =>
        Number(
          desk.rows<{ value: string }>("SELECT value FROM device WHERE key = 'changes-upto'")[0]?.value ?? 0,
        ) === Number(head[0]?.change_n ?? 0),
    );
  }

  try {
    for (const d of [0, 1]) await enrol(d);
    for (const desk of desks) desk.start();
    // Connected and idle, so that the first command already meets a working line.
    for (let i = 0; i < 5; i++) await calm();
    for (const one of commands) {
      await act(one);
      for (const desk of desks) await desk.settled();
    }
    for (const d of [0, 1]) remember(d);
    await checkOrder(backend.sql, org, chains);
    if (!restored)
      await checkAcknowledged(
        backend.sql,
        org,
        desks.map((d) => d.rows),
      );
    await heal();
    for (const d of [0, 1]) remember(d);
    await checkOrder(backend.sql, org, chains);
    await checkAcknowledged(
      backend.sql,
      org,
      desks.map((d) => d.rows),
    );
    await checkHealed(backend.sql, org, saved, desks);
    if (hit) tally.hit++;
  } finally {
    for (const desk of desks) desk.close();
  }
}
