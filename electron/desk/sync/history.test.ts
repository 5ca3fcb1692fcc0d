// Random histories of saves, tries, lost answers and restored backups: at the end each message is at the backend once, in
// the order it was saved.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { until } from '#tests/support/until.ts';
import { html, json, refusal, startBackend, startDesk, type Handler } from './testing.ts';

const steps = ['save', 'save', 'fire', 'wake', 'restore'] as const;
const weathers = ['good', 'refuse', 'cut before', 'cut after', 'twice', 'page', 'half'] as const;
type Backend = Awaited<ReturnType<typeof startBackend>>;

const storm =
  (backend: Backend, how: (typeof weathers)[number]): Handler =>
  (path, response, body) => {
    if (how === 'good' || path !== '/v2/push') return false;
    if (how === 'refuse') return json(response, 500, refusal('busy'));
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
  try {
    const ids: string[] = [];
    desk.sync.start();
    for (const [what, how] of history) {
      backend.misbehave(storm(backend, how));
      if (what === 'save') ids.push(desk.save());
      if (what === 'fire') desk.fire();
      // The backend is put back to a backup that lacks its newest item.
      if (what === 'restore') backend.held.urgent.pop();
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
      5000,
      () => {
        desk.fire();
        return backend.held.urgent.length === ids.length && desk.states().every((s) => s === 'acked');
      },
      5,
    );
    expect(backend.ids('urgent')).toEqual(ids);
    expect(backend.held.urgent.map((i) => i.seq)).toEqual(ids.map((_, i) => i + 1));
  } finally {
    desk.close();
    await backend.close();
  }
}

it('each message arrives once and in order, whatever the network does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...steps), fc.constantFrom(...weathers)), {
        minLength: 3,
        maxLength: 15,
      }),
      live,
    ),
    { numRuns: 8, interruptAfterTimeLimit: 6000, markInterruptAsFailure: false },
  );
}, 30_000);
