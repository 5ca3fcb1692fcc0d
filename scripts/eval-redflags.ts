// npm run -s eval:redflags -- --data FILE: how many of a file's lines the red-flag rules see, as JSON. Exit 2 with one
// sentence when there is nothing to measure.
import { readFileSync } from 'node:fs';
import { measure, readLines } from './redflag-lines.ts';

const complain = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

const args = process.argv.slice(2);
const at = args.indexOf('--data');
const path = at >= 0 ? args[at + 1] : undefined;
if (!path) complain('Say which file to read: npm run -s eval:redflags -- --data FILE');

let bytes: Buffer = Buffer.alloc(0);
try {
  bytes = readFileSync(path ?? '');
} catch {
  complain(`The file ${path} could not be read.`);
}
const read = readLines(new TextDecoder('utf-8').decode(bytes));
if (!read.ok) complain(`${path}: ${read.why}`);
else if (read.lines.length === 0) complain(`${path} has a header but no line that can be measured.`);
else
  process.stdout.write(
    `${JSON.stringify({ file: path, ...measure(read.lines), badRows: read.bad }, null, 2)}\n`,
  );
