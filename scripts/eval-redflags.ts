// npm run -s eval:redflags -- --data FILE: how many of a file's lines the red-flag rules see, as JSON. The file is TSV
// (scripts/redflag-lines.ts says which columns), plain or gzip; a set of data/emotion has no
// red-flag labels, so its lines count as none and the false alarms are the share that is flagged. Exit 2 with one sentence when there is nothing to measure.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { measure, readLines } from './redflag-lines.ts';

const complain = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

const args = process.argv.slice(2);
const at = args.indexOf('--data');
const path = at >= 0 ? args[at + 1] : undefined;
if (!path) complain('Say which file to read: npm run -s eval:redflags -- --data FILE');

/** Files of lines are some hundred kB; a small gzip that unfolds to more than this is no file of lines. */
const mostBytes = 64 * 1024 * 1024;
function contentOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return complain(`The file ${file} could not be read.`);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: mostBytes });
    } catch {
      return complain(`The file ${file} is damaged: it begins as gzip and does not unpack.`);
    }
  }
  return new TextDecoder('utf-8').decode(bytes);
}

const read = readLines(contentOf(path ?? ''));
if (!read.ok) complain(`${path}: ${read.why}`);
else if (read.lines.length === 0) complain(`${path} has a header but no line that can be measured.`);
else
  process.stdout.write(
    `${JSON.stringify({ file: path, unlabelled: read.unlabelled, ...measure(read.lines), badRows: read.bad }, null, 2)}\n`,
  );
