// The model's file: read after the desk has started, checked against its card, refused by name. Nothing waits for it.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ear } from '#shared/domain/assist/ear.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Log } from '../log.ts';

const file = 'emotion.bin';
export const modelCard = z.object({
  name: z.string().min(1).max(60),
  version: z.union([z.string().min(1).max(40), z.number().transform(String)]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ModelCard = z.infer<typeof modelCard>;

export type ModelState =
  | { state: 'reading' }
  | { state: 'ready'; ear: Ear }
  | { state: 'refused'; code: ErrorCode };

/** Makes an ear of checked bytes; `model-damaged` when they are none. */
export type ReadEar = (bytes: Uint8Array, card: ModelCard) => Result<Ear>;

export interface ModelDeps {
  /** Folder with `emotion.bin` and its card `emotion.json`. */
  folder: string;
  read: ReadEar;
  after(ms: number, run: () => void): () => void;
  monotonic(): number;
  log: Log;
  changed(): void;
}
/** After the start's own work, ms. */
const pause = 1500;

async function load(deps: Pick<ModelDeps, 'folder' | 'read'>): Promise<Result<Ear>> {
  let bytes: Buffer;
  let card: unknown;
  try {
    [bytes, card] = await Promise.all([
      readFile(join(deps.folder, file)),
      readFile(join(deps.folder, 'emotion.json'), 'utf8').then((text): unknown => JSON.parse(text)),
    ]);
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return fail(absent ? 'model-missing' : 'model-damaged', file);
  }
  const known = modelCard.safeParse(card);
  if (!known.success) return fail('model-damaged', 'emotion.json');
  if (createHash('sha256').update(bytes).digest('hex') !== known.data.sha256)
    return fail('model-damaged', file);
  return deps.read(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), known.data);
}

/** The first utterances are slow to hear: made-up ones go before a caller's. */
function warm(ear: Ear, after: ModelDeps['after'], left = 3): void {
  if (left === 0) return;
  after(20, () => {
    ear.hear('I am calling about my appointment, and I would like to know when I can come in.');
    warm(ear, after, left - 1);
  });
}

/** Reads the model in the background. Until then, and when it is refused, there are no hints. */
export function keepModel(deps: ModelDeps): () => ModelState {
  let state: ModelState = { state: 'reading' };
  deps.after(pause, () => {
    const began = deps.monotonic();
    void load(deps)
      // A reader that throws is a damaged file too: the desk goes on.
      .catch((): Result<Ear> => fail('model-damaged', file))
      .then((read) => {
        const ms = Math.round(deps.monotonic() - began);
        if (read.ok) {
          state = { state: 'ready', ear: read.value };
          deps.log.info('assist.model', { state: 'ready', name: file, ms });
          warm(read.value, deps.after);
        } else {
          state = { state: 'refused', code: read.code };
          deps.log.warn('assist.model', { state: 'refused', name: file, code: read.code });
        }
        deps.changed();
      });
  });
  return () => state;
}

export const readEarOf =
  (make: (bytes: Uint8Array) => Result<Ear['hear']>): ReadEar =>
  (bytes, card) => {
    const made = make(bytes);
    return made.ok ? ok({ name: card.name, version: card.version, hear: made.value }) : made;
  };
