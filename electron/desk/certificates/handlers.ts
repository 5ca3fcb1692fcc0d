// What a supervisor does with trainers' keys and certificates at the live desk. First this desk checks, without a network, with the
// keys that it knows; then the backend, whose word gives the skill. A practice desk has none of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { certificates as contract, CertificatesValue } from '#shared/contract/certificates.ts';
import {
  certificateSet,
  readTrainerKey,
  verifyCertificate,
  type CertificateBody,
  type CertificateSet,
} from '#shared/domain/training/certificate.ts';
import { certificatesAnswer, type CertificatesAnswer } from '#shared/protocol/certificates.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { keptPeople } from '../session/people.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { openFile, type FileHost } from '../training/files.ts';
import { ed25519 } from '../training/trainer-key.ts';

export interface CertificatesDeps {
  openCore(): Database.Database;
  backend: {
    /** Null = none is set up, or this is a practice desk. */
    client: Pick<BackendClient, 'ask'> | null;
    /** How far this computer's clock is ahead of the backend's; null = not known. */
    clockOffset(): { offsetMs: number | null };
  };
  /** The `data` folder that ships. */
  dataFolder: string;
  files: FileHost;
}
const key = 'certificates';

/** What the backend told last; null = nothing yet, or nothing that this version reads. */
function kept(db: Database.Database): CertificatesAnswer | null {
  const row = db
    .prepare<[string], { value: string }>('SELECT value FROM settings_core WHERE key = ?')
    .get(key);
  const read = row === undefined ? null : certificatesAnswer.safeParse(JSON.parse(row.value));
  return read?.success === true ? read.data : null;
}
const keep = (db: Database.Database, answer: CertificatesAnswer): void =>
  void db
    .prepare(
      'INSERT INTO settings_core (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, JSON.stringify(answer));

function shown(db: Database.Database): CertificatesValue {
  const people = keptPeople(db).map(({ id, name }) => ({ id, name }));
  const nameOf = (id: string): string => people.find((p) => p.id === id)?.name ?? id;
  const told = kept(db);
  return {
    people: people.slice(0, 500),
    keys: (told?.keys ?? []).map(({ publicKey: _public, trustedBy, revokedBy, ...row }) => ({
      ...row,
      trustedBy: nameOf(trustedBy),
      revokedBy: revokedBy === null ? null : nameOf(revokedBy),
    })),
    certificates: (told?.certificates ?? []).map(({ personId, name, addedBy, ...row }) => ({
      ...row,
      person: { id: personId, name },
      addedBy: nameOf(addedBy),
    })),
    asOf: told?.serverTime ?? null,
  };
}
const said = (body: CertificateBody, trainer: string) => ({
  id: body.id,
  subject: body.subject,
  skill: body.skill,
  trainer,
  keyId: body.trainer.keyId,
  issuedAt: body.issuedAt,
  expiresAt: body.expiresAt,
  scenarios: body.scenarios.map(({ id, level, score, at }) => ({ id, level, score, at })),
});

export function certificateHandlers(deps: CertificatesDeps): RoomHandlers<'certificates'> {
  let set: CertificateSet | null = null;
  const setNow = (): CertificateSet =>
    (set ??= certificateSet.parse(
      JSON.parse(readFileSync(join(deps.dataFolder, 'certificates', 'crisis.json'), 'utf8')),
    ));

  /** The backend's time where it is known: it has the last word, and a clock that is off is no reason to refuse. */
  const backendsTime = (now: string): string =>
    new Date(Date.parse(now) - (deps.backend.clockOffset().offsetMs ?? 0)).toISOString();

  async function asked(
    context: Context,
    path: string,
    given: object = {},
  ): Promise<Result<z.input<typeof contract.refresh.output>>> {
    if (deps.backend.client === null) return fail('offline', 'no backend');
    const body = { v: 2, person: context.person?.id ?? '', ...given };
    const answer = await deps.backend.client.ask('POST', `/v2/certificates/${path}`, certificatesAnswer, {
      body,
    });
    if (!answer.ok) return answer;
    const db = deps.openCore();
    db.transaction(() => keep(db, answer.value)).immediate();
    context.changed('certificates.changed');
    return ok(shown(db));
  }
  function checked(text: string, personId: string | null, now: string): Result<CertificateBody> {
    const told = kept(deps.openCore());
    const keys = (told?.keys ?? []).map(({ keyId, name, publicKey, revokedAt }) => ({
      kind: 'careline-trainer-key' as const,
      v: 1 as const,
      keyId,
      name,
      publicKey,
      revokedAt,
    }));
    const facts = { now: backendsTime(now), seen: told?.serverTime ?? null, set: setNow(), personId };
    return verifyCertificate(text, keys, facts, ed25519);
  }

  return {
    state: () => ok(shown(deps.openCore())),
    refresh: (_input, context) => asked(context, 'list'),
    check({ text, personId }, context) {
      const body = checked(text, personId, context.now);
      if (!body.ok) return body;
      const trusted = kept(deps.openCore())?.keys.find((k) => k.keyId === body.value.trainer.keyId);
      return ok(said(body.value, trusted?.name ?? body.value.trainer.name));
    },
    checkKey({ text }) {
      const read = readTrainerKey(text, ed25519);
      return read.ok ? ok({ keyId: read.value.keyId, name: read.value.name }) : read;
    },
    async trust({ text }, context) {
      const read = readTrainerKey(text, ed25519);
      if (!read.ok) return read;
      context.about({ what: read.value.keyId });
      return asked(context, 'trust', { text });
    },
    async revoke({ keyId }, context) {
      context.about({ what: keyId });
      return asked(context, 'revoke', { keyId });
    },
    async add({ text, personId }, context) {
      // Another desk may have trusted the key meanwhile: the backend is asked for the keys before this desk says no.
      let body = checked(text, personId, context.now);
      if (!body.ok && body.code === 'certificate-unknown-key' && (await asked(context, 'list')).ok)
        body = checked(text, personId, context.now);
      if (!body.ok) return body;
      context.about({ what: body.value.id });
      return asked(context, 'add', { text, personId });
    },
    async end({ id }, context) {
      context.about({ what: id });
      return asked(context, 'end', { id });
    },
    async open() {
      const text = await openFile(deps.files, 'Open a certificate or a trainer’s key');
      return text.ok ? ok({ text: text.value }) : text;
    },
  };
}
