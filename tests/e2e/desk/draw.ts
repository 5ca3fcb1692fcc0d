// What a run of the story is about: caller, patient, account and article, all from one printed number. The same number
// gives the same story again: CARELINE_SEED=… npm run e2e.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRing } from '#demo/control/scenario.ts';
import { loadCallers, sharingPhone, type DemoCaller } from '#demo/people/callers.ts';
import type { RingAnswer } from '#shared/protocol/demo.ts';
import { root } from '#tests/support/app.ts';

export interface Drawn {
  seed: number;
  /** What the caller says when asked, and in captions: the demo's control draws the same from the same seed. */
  ring: RingAnswer;
  patient: DemoCaller;
  /** How many people of the record share the caller's number. */
  sharing: number;
  account: { id: string; name: string };
  article: { id: string; version: number; title: string };
}

export function seedOfRun(): number {
  const given = process.env['CARELINE_SEED'];
  const seed = given === undefined || given === '' ? Math.floor(Math.random() * 100_000) : Number(given);
  if (!Number.isInteger(seed) || seed < 0) throw new Error('CARELINE_SEED is a whole number from 0');
  process.stdout.write(`\nseed of this story: CARELINE_SEED=${seed}\n`);
  return seed;
}

function articles(folder: string): Drawn['article'][] {
  return readdirSync(join(root, 'data', 'knowledge', 'articles', folder))
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(root, 'data', 'knowledge', 'articles', folder, name), 'utf8');
      const field = (key: string): string => new RegExp(`^${key}: (.*)$`, 'm').exec(text)?.[1] ?? '';
      return { id: field('id'), version: Number(field('version')), title: field('title') };
    });
}

/** `kind` as on the drawer's buttons. */
export async function drawStory(seed: number, kind: 'worried' | 'chest-pain' = 'worried'): Promise<Drawn> {
  const callers = await loadCallers();
  const ring = makeRing({ kind, seed }, callers, new Date().toISOString().slice(0, 10));
  const patient = callers.find((c) => c.patientId === ring.patientId);
  if (patient === undefined) throw new Error(`seed ${seed}: no such patient`);
  const account = JSON.parse(
    readFileSync(join(root, 'data', 'accounts', `${ring.accountId}.json`), 'utf8'),
  ) as { id: string; name: string };
  const own = [...articles(ring.accountId), ...articles('shared')];
  const article = own[seed % own.length];
  if (article === undefined) throw new Error('no article to draw');
  return {
    seed,
    ring,
    patient,
    sharing: sharingPhone(callers, patient).length,
    account: { id: account.id, name: account.name },
    article,
  };
}
