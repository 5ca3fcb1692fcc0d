// What a supervisor may have changed by whoever runs the backend: a number that asked not to be called (C23), a certificate
// that was renewed or ended.
import type { Pool } from 'pg';
import { z } from 'zod';
import { skillName } from '#shared/domain/telephony/live.ts';
import { doNotCall, mayCall } from './outbound.ts';
import { setSkill } from './skills.ts';

export const superviseUsage = [
  'ORGANISATION do-not-call NUMBER (or - and the number on stdin)',
  'ORGANISATION may-call NUMBER (or -)',
  'ORGANISATION skill PERSON SKILL always|YYYY-MM-DD (a day that is over ends it)',
];
/** `says`: one line without the number or the name. */
export interface Supervised {
  ok: boolean;
  says: string;
}
const wrong = (says: string): Supervised => ({ ok: false, says });
const done = (says: string): Supervised => ({ ok: true, says });
const until = z.union([z.literal('always'), z.iso.date()]);

async function isThere(pool: Pool, org: string, person: string | null): Promise<boolean> {
  const found =
    person === null
      ? await pool.query('select 1 from organisation where id = $1', [org])
      : await pool.query('select 1 from person where org_id = $1 and id = $2', [org, person]);
  return (found.rowCount ?? 0) > 0;
}

/** @param words as typed, without the command's name */
export async function supervise(pool: Pool, now: Date, words: readonly string[]): Promise<Supervised> {
  const [org = '', what = '', ...rest] = words;
  const [first = '', skill = '', end = ''] = rest;
  if (!(await isThere(pool, org, null))) return wrong('no such organisation');
  if (what === 'do-not-call' && rest.length === 1)
    return (await doNotCall(pool, org, first, now)) ? done('on the list from now on') : wrong('not a number');
  if (what === 'may-call' && rest.length === 1)
    return (await mayCall(pool, org, first)) ? done('taken off the list') : wrong('was not on the list');
  if (what !== 'skill' || rest.length !== 3) return wrong('not understood');
  const read = until.safeParse(end);
  if (!read.success || !skillName.safeParse(skill).success) return wrong('not understood');
  if (!(await isThere(pool, org, first))) return wrong('no such person');
  const validUntil = read.data === 'always' ? null : read.data;
  await setSkill(pool, org, { personId: first, skill, validUntil });
  return done('counts from now on');
}
