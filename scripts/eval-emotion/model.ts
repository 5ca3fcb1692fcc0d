// The committed model from data/models, as the desk would take it: hash first, then its blocks.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmotionModel } from '#shared/domain/emotion/model.ts';
import { readModel } from '#shared/domain/emotion/read.ts';
import { Unusable } from './table.ts';

export interface Loaded {
  model: EmotionModel;
  name: string;
  version: string;
  sha256: string;
  bytes: number;
  loadMs: number;
}
const folder = fileURLToPath(new URL('../../data/models/', import.meta.url));
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function loadModel(): Loaded {
  const card = JSON.parse(readFileSync(join(folder, 'emotion.json'), 'utf8')) as {
    name: string;
    version: string;
    sha256: string;
  };
  const started = performance.now();
  const bytes = readFileSync(join(folder, 'emotion.bin'));
  const read = readModel(bytes, { sha256: card.sha256, of: sha256Of });
  const loadMs = Math.round((performance.now() - started) * 10) / 10;
  if (!read.ok) throw new Unusable(`the model cannot be used: ${read.message}.`);
  return {
    model: read.value,
    name: card.name,
    version: card.version,
    sha256: card.sha256,
    bytes: bytes.length,
    loadMs,
  };
}
