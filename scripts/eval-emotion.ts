// npm run -s eval:emotion -- --task go28|ekman|sentiment|caller|es|id --data FILE: how the committed emotion model does on
// a file, as one JSON object. Exit 2 with one sentence when there is nothing to measure.
import { basename } from 'node:path';
import { measureCaller } from './eval-emotion/caller-task.ts';
import { itemsOf } from './eval-emotion/formats.ts';
import { measureHeads } from './eval-emotion/heads-task.ts';
import { loadModel } from './eval-emotion/model.ts';
import { readTable, Unusable } from './eval-emotion/table.ts';

const tasks = ['go28', 'ekman', 'sentiment', 'caller', 'es', 'id'] as const;
const usage = `Say what to measure: npm run -s eval:emotion -- --task ${tasks.join('|')} --data FILE`;

function valueOf(name: string): string {
  const at = process.argv.indexOf(name);
  const value = at < 0 ? undefined : process.argv[at + 1];
  if (value === undefined || value.startsWith('--')) throw new Unusable(usage);
  return value;
}

let path = '';
try {
  const asked = valueOf('--task');
  path = valueOf('--data');
  const task = tasks.find((t) => t === asked);
  if (!task)
    throw new Unusable(`There is no task called ${asked.slice(0, 40)}. There are: ${tasks.join(', ')}.`);
  const data = itemsOf(readTable(path), task === 'go28' || task === 'ekman' || task === 'sentiment');
  const { model, name, version, sha256, bytes, loadMs } = loadModel();
  const figures =
    task === 'caller'
      ? measureCaller(model, data, undefined)
      : task === 'es' || task === 'id'
        ? measureCaller(model, data, task)
        : { n: data.items.length, ...measureHeads(model, task, data) };
  const result = {
    task,
    file: basename(path),
    format: data.format,
    ...figures,
    loadMs,
    model: { name, version, sha256, bytes },
    badRows: { count: data.bad.length, first: data.bad.slice(0, 20) },
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  const sentence = error.message;
  process.stderr.write(`${/^[A-Z]/.test(sentence) ? sentence : `${path}: ${sentence}`}\n`);
  process.exitCode = 2;
}
