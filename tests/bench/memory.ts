// How much memory the desk's process takes with all articles in, the search open and forty patients in the cache.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadCallers } from '#demo/people/callers.ts';
import { root } from '#tests/support/app.ts';
import { sitDown, startRig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';
import type { Bench } from './measure.ts';

const patients = 40;
const cards = ['identity', 'appointments', 'conditions', 'allergies', 'medicines', 'coverage'];

/** Resident memory and its highest, in MiB; the highest is only told by Linux. */
function memoryOf(pid: number): { now: number; most: number | null } {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
    return { now: of('VmRSS'), most: of('VmHWM') };
  }
  return {
    now: Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024,
    most: null,
  };
}

export async function run(bench: Bench): Promise<void> {
  const rig = await startRig({ demo: true, ehr: true, entry: join(root, 'dist', 'desk', 'desk.mjs') });
  try {
    const page = await rig.page();
    await page.attached();
    await sitDown(page, 'nurse').catch(() => sitDown(page, 'after-hours'));
    const status = () =>
      page.get<{ knowledge: { articles: number; importing: number | null } }>('status.read');
    await until('articles in', 60_000, async () => (await status()).knowledge.importing === null);
    const people = (await loadCallers()).filter((c) => !c.deceased && !c.restricted);
    let cached = 0;
    let shown = 0;
    for (const [n, person] of people.entries()) {
      if (cached === patients) break;
      const { callId } = await page.get<{ callId: string }>('demo.ring', { kind: 'random', seed: n });
      await page.get('calls.answer', { callId });
      await page.get('patient.candidates', { callId, number: person.phone });
      const { patientId } = person;
      await page.get('patient.choose', { contextId: callId, patientId });
      const facts = [
        ['fullName', `${person.givenName} ${person.familyName}`],
        ['birthDate', person.birthDate],
      ];
      for (const [fact, stated] of facts)
        await page.get('patient.check', { contextId: callId, patientId, fact, stated });
      const got = await Promise.all(
        cards.map((card) => page.ask('patient.card', { contextId: callId, patientId, card, fresh: true })),
      );
      shown += got.filter((g) => g.ok).length;
      if (got.some((g) => g.ok)) cached++;
      await page.get('knowledge.search', { text: 'refill fever directions' });
      await page.get('calls.end', { callId });
      await page.get('calls.wrapUp', { callId, disposition: 'resolved', notes: '' });
    }
    const pid = rig.desk.pid();
    if (pid === null) throw new Error('no desk');
    const { now, most } = memoryOf(pid);
    bench.print(
      `${(await status()).knowledge.articles} articles, ${cached} cached patients (${shown} cards shown), search thread open; highest ${most === null ? 'not known here' : `${most.toFixed(0)} MiB`}`,
    );
    if (cached < patients) throw new Error(`only ${cached} patients were cached`);
    bench.limit('desk process, resident', now, 250, 'MiB');
  } finally {
    await rig.stop();
  }
}
