// The preview's host behind its own pipe: its real desk process keeper, with a desk that only passes on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskProcess } from '#preview/desk-process.ts';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';
import type { Adapter } from './adapter.ts';
import { asking } from './asking.ts';

export async function previewAdapter(): Promise<Adapter> {
  const profile = mkdtempSync(join(tmpdir(), 'careline-host-'));
  const desk = deskProcess({
    entry: join(root, 'tests', 'host', 'relay-desk.ts'),
    onLog: () => undefined,
    init: {
      profile,
      host: 'preview',
      practice: false,
      demo: null,
      backendUrl: null,
      fhir: null,
      enrolCode: null,
    },
  });
  let toDesk = (_frame: unknown): void => undefined;
  const { take, ask } = asking((message) => toDesk(message));
  desk.start();
  await until('the relay', 10_000, () => desk.state().state === 'running');
  const connection = desk.connect({ surface: 'main', send: take, end: () => undefined });
  toDesk = connection.frame;
  return {
    ask,
    raw: (message) => toDesk(message),
    // Two folders above the desk's program, wherever it was built.
    folders: { profile, content: join(root, 'data') },
    picks: null,
    power: null,
    opened: null,
    async close() {
      connection.closed();
      await desk.stop();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
