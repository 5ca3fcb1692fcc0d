// The thread that reads strangers' files: parsers of HTML, Markdown and tables run here alone. It opens nothing and fetches nothing;
// what it gets are bytes, what it gives back are drafts.
import { parentPort } from 'node:worker_threads';
import type { ImportFormat } from '#shared/domain/knowledge/import-shapes.ts';
import { convert, type Conversion } from './convert/convert.ts';

export interface ImportJob {
  n: number;
  name: string;
  /** Null = by the file's name. */
  format: ImportFormat | null;
  content: Uint8Array | string;
}
export type ImportAnswer =
  | { n: number; kind: 'progress'; done: number; total: number }
  | { n: number; kind: 'done'; value: Conversion }
  /** The parser gave up on it; nothing of the file is in the message. */
  | { n: number; kind: 'damaged' };

/** Rows between two words of progress. */
const sayEvery = 25;
const port = parentPort;
port?.on('message', ({ n, ...file }: ImportJob) => {
  const say = (answer: ImportAnswer): void => port.postMessage(answer);
  try {
    const value = convert(file, (done, total) => {
      if (done % sayEvery === 0) say({ n, kind: 'progress', done, total });
    });
    say({ n, kind: 'done', value });
  } catch {
    say({ n, kind: 'damaged' });
  }
});
