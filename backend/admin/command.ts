// What whoever runs the backend does without a desk: the first administrator, the policy, a revocation in the night.
import { readFile } from 'node:fs/promises';
import { person, personRoles, type PersonRole } from '#shared/protocol/person.ts';
import { addEnrolCode } from '../devices/enrol.ts';
import { policySettings, publishPolicy } from '../identity/policy.ts';
import type { Parts } from '../parts.ts';
import { act, noteAct, revokeDevice, setPerson, setRole, type Done } from './acts.ts';

export const adminUsage = [
  'ORGANISATION organisation NAME',
  'ORGANISATION person ID NAME INITIALS ROLE',
  'ORGANISATION subject PERSON SUBJECT (what the provider calls them; - takes it away)',
  'ORGANISATION role PERSON ROLE',
  'ORGANISATION revoke-person PERSON | allow-person PERSON | revoke-device DEVICE',
  'ORGANISATION enrol CODE (ORGANISATION.random, good for one desk and one day)',
  'ORGANISATION policy FILE (JSON: signIn, leaseMinutes, lockMinutes …; see docs/sign-in.md)',
];
export interface Said {
  ok: boolean;
  says: string;
}
const wrong = (says: string): Said => ({ ok: false, says });
const fine = (says: string): Said => ({ ok: true, says });
const byHand = 'by the command line';

type Of = Pick<Parts, 'pool' | 'clock' | 'organisationKeys'>;
const isRole = (word: string): word is PersonRole => (personRoles as readonly string[]).includes(word);
const tell = (done: Done): Said =>
  done.ok ? fine(done.changed ? 'counts from now on' : 'it was so before') : wrong(done.why);

async function addPerson(parts: Of, org: string, words: readonly string[]): Promise<Said> {
  const [id, name, initials, role] = words;
  const read = person.safeParse({ id, name, initials, role });
  if (!read.success || words.length !== 4) return wrong('not understood');
  const added = await parts.pool.query(
    `insert into person (org_id, id, name, initials, role, synthetic) values ($1, $2, $3, $4, $5, false)
     on conflict do nothing`,
    [org, id, name, initials, role],
  );
  await noteAct(parts.pool, org, null, {
    what: 'role',
    about: `${id} ${role}`,
    why: byHand,
    at: parts.clock(),
    outcome: added.rowCount === 1 ? 'ok' : 'known',
  });
  return added.rowCount === 1 ? fine('added') : wrong('there is somebody of that id');
}

async function setSubject(parts: Of, org: string, id: string, subject: string): Promise<Said> {
  if (subject.length > 200) return wrong('not understood');
  return tell(
    await act(parts, org, null, { what: 'subject', about: id, why: byHand }, async (db) => {
      const done = await db.query('update person set subject = $3 where org_id = $1 and id = $2', [
        org,
        id,
        subject === '-' ? null : subject,
      ]);
      return done.rowCount === 1 ? { ok: true, changed: true } : { ok: false, why: 'not-found' };
    }),
  );
}

async function setPolicy(parts: Of, org: string, file: string): Promise<Said> {
  let settings: unknown;
  try {
    settings = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return wrong('the file is not JSON');
  }
  const read = policySettings.safeParse(settings);
  if (!read.success) return wrong(`not a policy at ${read.error.issues[0]?.path.join('.') || 'the top'}`);
  const { version, changed } = await publishPolicy(parts, org, read.data);
  await noteAct(parts.pool, org, null, {
    what: 'policy',
    about: `version ${version}`,
    why: byHand,
    at: parts.clock(),
    outcome: changed ? 'ok' : 'known',
  });
  return fine(changed ? `version ${version} is in force` : `version ${version} says this already`);
}

/** @param words as typed, without the command's name */
export async function administer(parts: Of, words: readonly string[]): Promise<Said> {
  const [org = '', what = '', ...rest] = words;
  const [first = '', second = ''] = rest;
  const { pool } = parts;
  if (what === 'organisation' && rest.length === 1) {
    if (!/^[a-z][a-z0-9-]{1,23}$/.test(org)) return wrong('an id is 2 to 24 of a-z, 0-9 and -');
    const added = await pool.query(
      'insert into organisation (id, name) values ($1, $2) on conflict do nothing',
      [org, first.slice(0, 120)],
    );
    return added.rowCount === 1 ? fine('made') : wrong('there is one of that id');
  }
  const there = await pool.query('select 1 from organisation where id = $1', [org]);
  if (there.rowCount !== 1) return wrong('no such organisation');
  if (what === 'person') return addPerson(parts, org, rest);
  if (what === 'subject' && rest.length === 2) return setSubject(parts, org, first, second);
  if (what === 'policy' && rest.length === 1) return setPolicy(parts, org, first);
  if (what === 'enrol' && rest.length === 1) {
    if (!first.startsWith(`${org}.`) || first.length < org.length + 11)
      return wrong('a code is the organisation, a dot and ten letters or more');
    await addEnrolCode(parts, first);
    return fine('good for one desk and one day');
  }
  if (what === 'role' && rest.length === 2 && isRole(second))
    return tell(
      await act(parts, org, null, { what, about: `${first} ${second}`, why: byHand }, (db) =>
        setRole(db, org, null, first, second),
      ),
    );
  if (rest.length === 1 && (what === 'revoke-person' || what === 'allow-person'))
    return tell(
      await act(parts, org, null, { what, about: first, why: byHand }, (db, at) =>
        setPerson(db, org, null, first, { revoked: what === 'revoke-person', at }),
      ),
    );
  if (rest.length === 1 && what === 'revoke-device')
    return tell(
      await act(parts, org, null, { what, about: first, why: byHand }, (db, at) =>
        revokeDevice(db, org, null, first, at),
      ),
    );
  return wrong('not understood');
}
