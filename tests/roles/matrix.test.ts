// The real router with the real contract, and the table of matrix.ts: every request by every role, in every state of the desk,
// from every kind of window, on a practice desk and off it, code by code.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Handlers, Person } from '#desk/router/context.ts';
import { gate, type Phase, type Standing } from '#desk/router/gate.ts';
import { createRouter } from '#desk/router/router.ts';
import { createTopics } from '#desk/router/topics.ts';
import type { PagePort } from '#host/link.ts';
import { allSpecs } from '#shared/contract/index.ts';
import { roles, surfaces, type PageSpec, type RequestSpec, type Role } from '#shared/contract/kinds.ts';
import { fail } from '#shared/domain/result.ts';
import { validOf } from '../fuzz/values.ts';
import { matrix } from './matrix.ts';

interface Row {
  who: string;
  when: string;
  where: string;
  held: boolean;
  fresh: boolean;
}
const rows = new Map<string, Row>();
for (const line of matrix.trim().split('\n')) {
  if (line.trim() === '') continue;
  const [name = '', who = '', when = '', where = '', lease = '', proof = ''] = line.trim().split(/\s+/);
  rows.set(name, { who, when, where, held: lease === 'held', fresh: proof === 'fresh' });
}
const specs = [...allSpecs()].filter(
  (entry): entry is [string, RequestSpec | PageSpec] => entry[1].kind !== 'topic',
);
const groups: Record<string, readonly string[]> = {
  everybody: ['agent', 'after-hours', 'nurse', 'trainer', 'supervisor', 'auditor', 'administrator'],
  staff: ['agent', 'after-hours', 'nurse', 'trainer', 'supervisor'],
  callers: ['agent', 'after-hours', 'nurse', 'supervisor'],
  record: ['agent', 'after-hours', 'nurse', 'supervisor'],
};
const letters = { main: 'm', panel: 'p', compact: 'c', phone: 'f', trainer: 't' } as const;

/** What the table says, in the order in which a refusal is told; null = it gets to its handler. */
function expected(name: string, row: Row, s: Standing): string | null {
  if (!row.where.includes(letters[s.surface])) return 'wrong-surface';
  if (name.startsWith('demo.') && !s.demo) return 'demo-only';
  if (row.when !== 'always' && s.phase !== 'open') {
    if (s.phase !== 'locked') return 'vault-closed';
    if (row.when === 'open') return 'locked';
  }
  if (row.who !== 'nobody') {
    if (s.role === null) return 'not-signed-in';
    const may = (groups[row.who] ?? row.who.split(',')).includes(s.role);
    if (!may && !(row.who === 'callers' && s.practice)) return 'wrong-role';
  }
  if (row.held && s.leaseEnded) return 'lease-ended';
  return row.fresh && !s.steppedUp && !s.practice ? 'step-up-needed' : null;
}
const phases: readonly Phase[] = ['first-run', 'closed', 'open', 'locked', 'broken'];
const people: readonly (Role | null)[] = [null, ...roles];
const bits = [false, true];

it('every request and page has a row, and every row a request', () => {
  expect([...rows.keys()].toSorted()).toEqual(specs.map(([name]) => name).toSorted());
});

it('a row says only what the key of the table knows', () => {
  for (const [name, row] of rows) {
    for (const role of groups[row.who] ?? (row.who === 'nobody' ? [] : row.who.split(',')))
      expect(roles, name).toContain(role);
    expect(['always', 'open', 'locked'], name).toContain(row.when);
    expect(row.where, name).toMatch(/^[mpcft]+$/);
  }
});

it('auditor and administrator reach nothing that is a patient’s, a call’s or a message’s', () => {
  const rooms =
    /^(acts|assist|booking|calls|dispatch|handover|intake|messages|patient|work|telephony\.(live|act|dtmf|callbacks|voicemail.*)|kept|outbox)\b/;
  for (const [name, spec] of specs)
    if (rooms.test(name) && name !== 'dispatch.alarm')
      for (const role of ['auditor', 'administrator'] as const) expect(spec.roles, name).not.toContain(role);
});

it('the gate: every combination there is', () => {
  const wrong: string[] = [];
  let looked = 0;
  for (const [name, spec] of specs) {
    const row = rows.get(name);
    if (row === undefined) continue;
    for (const phase of phases)
      for (const role of people)
        for (const surface of surfaces)
          for (const leaseEnded of bits)
            for (const steppedUp of bits)
              for (const practice of bits)
                for (const demo of name.startsWith('demo.') ? bits : [true]) {
                  looked++;
                  const s = { phase, role, surface, leaseEnded, steppedUp, practice, demo };
                  const [told, due] = [gate(name, spec, s), expected(name, row, s)];
                  if (told !== due && wrong.length < 20)
                    wrong.push(`${name} ${JSON.stringify(s)}: ${told}, not ${due}`);
                }
  }
  expect(wrong).toEqual([]);
  expect(looked).toBeGreaterThan(specs.length * 1000);
});

it('the router: every request × role × state × window, with what each wants, gets that code or its handler', async () => {
  const core = new Database(':memory:');
  const reached = 'handle-spent';
  const standing: Standing = {
    phase: 'open',
    role: null,
    surface: 'main',
    leaseEnded: false,
    steppedUp: true,
    practice: false,
    demo: true,
  };
  let person: Person | null = null;
  const handlers: Record<string, Record<string, unknown>> = {};
  const inputs = new Map<string, unknown>();
  const pool = { uuids: ['0192d5a0-7e1c-7c3e-8f00-0000000000aa'], words: ['harbor', 'p-agent'] };
  for (const [name, spec] of specs) {
    const [room = '', entry = ''] = name.split('.');
    // The marker: it was let through.
    (handlers[room] ??= {})[entry] = () => fail(reached);
    const made = fc.sample(validOf(spec.input, pool), { numRuns: 60, seed: 9 });
    inputs.set(
      name,
      made.find((input) => spec.input.safeParse(input).success),
    );
    expect(spec.input.safeParse(inputs.get(name)).success, name).toBe(true);
  }
  const router = createRouter({
    handlers: handlers as unknown as Handlers,
    standing: () => ({ ...standing, person }),
    core: () => core,
    audit: { append: () => undefined, refusal: () => undefined },
    topics: createTopics({ after: () => () => undefined }),
    now: () => '2026-11-22T03:00:00.000Z',
    monotonic: () => 0,
    // Each has its turn at once: nobody else is in line.
    soon: (task) => queueMicrotask(task),
    onSlow: () => undefined,
    onUnexpected: (name, error) => expect.unreachable(`${name}: ${String(error)}`),
    hello: (port) => ({ t: 'hello', epoch: port.epoch, host: 'preview', demo: true, practice: false }),
  });
  const codes = new Map<string, string>();
  const doors = surfaces.map((surface, n) => {
    let take: (frame: unknown) => void = () => undefined;
    const port: PagePort = {
      port: n + 1,
      surface,
      epoch: 1,
      send(frame) {
        const sent = frame as { t: string; id: string; result: { ok: boolean; code?: string } };
        if (sent.t === 'reply') codes.set(sent.id, sent.result.code ?? 'ok');
      },
      onFrame: (listener) => void (take = listener),
      onClose: () => undefined,
      close: () => undefined,
    };
    router.attach(port);
    return { surface, take };
  });

  const wrong: string[] = [];
  let asked = 0;
  for (const phase of phases)
    for (const role of people) {
      person = role === null ? null : { id: `p-${role}`, name: 'Imogen Invented', initials: 'II', role };
      for (const [leaseEnded, steppedUp] of [
        [false, true],
        [true, true],
        [false, false],
      ] as const) {
        // A fresh proof and the lease are about an open desk; the gate's test above has the rest.
        if (phase !== 'open' && !(steppedUp && !leaseEnded)) continue;
        // One of each kind says it where nobody may read, or may read on: the gate's test has everybody.
        const plain = steppedUp && !leaseEnded && (phase === 'open' || phase === 'locked');
        if (!plain && ![null, 'agent', 'supervisor', 'administrator'].includes(role)) continue;
        Object.assign(standing, { phase, role, leaseEnded, steppedUp });
        const due = new Map<string, string>();
        for (const { surface, take } of doors)
          for (const [name] of specs) {
            const row = rows.get(name);
            if (row === undefined) continue;
            const id = `${++asked}`;
            due.set(id, `${name} ${surface}: ${expected(name, row, { ...standing, surface }) ?? reached}`);
            take({ t: 'call', id, name, input: inputs.get(name) });
          }
        await expect.poll(() => codes.size, { interval: 1 }).toBe(due.size);
        for (const [id, told] of due) {
          const got = `${told.slice(0, told.indexOf(':'))}: ${codes.get(id)}`;
          if (got !== told && wrong.length < 20) wrong.push(`${phase} ${role}: ${got}, not ${told}`);
        }
        codes.clear();
      }
    }
  expect(wrong).toEqual([]);
  core.close();
});
