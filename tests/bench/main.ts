// `npm run bench [-- AREA …] [--save]`: prints figures of this machine, and keeps them in docs/bench when asked to. A
// missed limit is printed as such and ends the run with 1; nothing here is part of `npm test`.
import { figures, type Bench } from './measure.ts';

const areas: Record<string, () => Promise<{ run(bench: Bench): Promise<void> }>> = {
  save: () => import('./save.ts'),
  messages: () => import('./messages.ts'),
  load: () => import('./load.ts'),
  restore: () => import('./restore.ts'),
  memory: () => import('./memory.ts'),
  ready: () => import('./ready.ts'),
  page: () => import('./page.ts'),
  ring: () => import('./ring.ts'),
  patient: () => import('./patient.ts'),
  clone: () => import('./clone.ts'),
  softphone: () => import('./softphone.ts'),
  emotion: () => import('./emotion.ts'),
  practice: () => import('./practice.ts'),
  access: () => import('./access.ts'),
  knowledge: () => import('./knowledge.ts'),
};

const asked = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const unknown = asked.filter((a) => areas[a] === undefined);
if (unknown.length > 0) {
  console.log(`No bench called ${unknown.join(', ')}. There are: ${Object.keys(areas).join(', ')}.`);
  process.exit(2);
}
let missed = 0;
for (const name of asked.length > 0 ? asked : Object.keys(areas)) {
  const bench = figures(name);
  try {
    const area = await areas[name]?.();
    await area?.run(bench);
  } catch (error) {
    missed++;
    bench.print(`FAILED ${error instanceof Error ? error.message : 'without a reason'}`);
  }
  if (process.argv.includes('--save')) bench.save();
  missed += bench.missed();
  console.log('');
}
console.log(missed === 0 ? 'all limits kept' : `${missed} missed or failed`);
process.exit(missed === 0 ? 0 : 1);
