// Random histories of saves in both lanes, tries, lost answers, restored backups and what others did: at the end each item
// is at the backend once, in the order it was saved in its lane, and each change is here once.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import { until } from '#tests/support/until.ts';
import { html, json, refusal, startBackend, startDesk, type Handler } from './testing.ts';

const steps = ['save', 'save urgent', 'save many', 'fire', 'wake', 'restore', 'others'] as const;
const weathers = [
  'good',
  'refuse',
  'cut before',
  'cut after',
  'twice',
  'page',
  'half',
  'urgent stuck',
] as const;
type Backend = Awaited<ReturnType<typeof startBackend>>;

const storm =
  (backend: Backend, how: (typeof weathers)[number]): Handler =>
  (path, response, body) => {
    if (how === 'good' || !path.startsWith('/v2/')) return false;
    if (path !== '/v2/push') {
      if (how !== 'cut before' && how !== 'half') return false;
      response.destroy();
      return true;
    }
    if (how === 'urgent stuck')
      return body.includes('"lane":"urgent"') && json(response, 500, refusal('internal'));
    if (how === 'refuse') return json(response, 503, refusal('busy'));
    if (how === 'page') return html(response);
    if (how === 'cut before') response.destroy();
    else {
      const answer = backend.accept(body);
      if (how === 'twice') return json(response, 200, backend.accept(body));
      if (how === 'half')
        response.writeHead(200, { 'content-length': 999 }).write(JSON.stringify(answer).slice(0, 40));
      response.destroy();
    }
    return true;
  };

async function live(history: readonly (readonly [(typeof steps)[number], (typeof weathers)[number]])[]) {
  const backend = await startBackend();
  const desk = await startDesk(backend.url);
  const saved: Record<Lane, string[]> = { urgent: [], normal: [] };
  const save = (lane: Lane): void => void saved[lane].push(desk.save(lane));
  try {
    desk.sync.start();
    for (const [what, how] of history) {
      backend.misbehave(storm(backend, how));
      if (what === 'save') save('normal');
      if (what === 'save urgent') save('urgent');
      if (what === 'save many') for (let i = 0; i < 60; i++) save('normal');
      if (what === 'fire') desk.fire();
      // The backend is put back to a backup that lacks its newest items.
      if (what === 'restore') for (const lane of lanes) backend.held[lane].pop();
      if (what === 'others') backend.happen();
      desk.sync.wake(what === 'wake' ? 'person' : 'event');
      const asked = backend.asked.length;
      await until('some traffic', 40, () => backend.asked.length > asked, 2).catch(() => undefined);
    }
    // Whoever restores a backup stops the backend for it.
    backend.misbehave((_path, response) => html(response, 502));
    await until('offline', 5000, () => (desk.fire(), desk.sync.connection().state === 'offline'), 5);
    backend.heal();
    await until(
      'all taken',
      8000,
      () => {
        desk.fire();
        return (
          lanes.every((lane) => backend.held[lane].length === saved[lane].length) &&
          desk.states().every((s) => s === 'acked') &&
          desk.taken.length === backend.changes.length
        );
      },
      5,
    );
    for (const lane of lanes) {
      expect(backend.ids(lane)).toEqual(saved[lane]);
      expect(backend.held[lane].map((i) => i.seq)).toEqual(saved[lane].map((_, i) => i + 1));
    }
    expect(desk.taken.map((c) => c.n)).toEqual(backend.changes.map((c) => c.n));
  } finally {
    desk.close();
    await backend.close();
  }
}

it('each item arrives once and in order in its lane, whatever the network does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...steps), fc.constantFrom(...weathers)), {
        minLength: 3,
        maxLength: 15,
      }),
      live,
    ),
    {
      numRuns: 6,
      interruptAfterTimeLimit: 5000,
      markInterruptAsFailure: false,
    },
  );
}, 30_000);
