// Every step that brings a vault to this version: the vault's own tables, then what the rooms added. A step never changes
// once it shipped.
import { breakGlassSchema } from './access/schema.ts';
import { actsSchema } from './acts/schema.ts';
import { auditAnchorSchema } from './audit/schema.ts';
import { authoringSchema, draftDecisionSchema } from './authoring/schema.ts';
import { bookingSchema } from './booking/schema.ts';
import { ehrSchema } from './ehr/schema.ts';
import { emergencySchema } from './emergency/handlers.ts';
import { engineSchema } from './knowledge/schema-engine.ts';
import { knowledgeTrustSchema } from './knowledge/schema-trust.ts';
import { knowledgeSchema } from './knowledge/schema.ts';
import { knowledgeSyncSchema } from './knowledge-sync/schema.ts';
import { leaseSchema } from './lease/schema.ts';
import { messageAboutSchema, nightSchema } from './messages/schema.ts';
import { keptSchema } from './patient/kept/schema.ts';
import {
  patientCallerSchema,
  patientContactsSchema,
  patientNumbersSchema,
  patientSchema,
} from './patient/schema.ts';
import { policySchema } from './policy/store.ts';
import { practiceAttemptsSchema, practiceInterruptedSchema, practiceSchema } from './practice/schema.ts';
import { scriptsSchema } from './scripts/schema.ts';
import { draftHeadsSchema, trainingSchema } from './training/schema.ts';
import { migrations as vaultMigrations, type Migration } from './vault/migrations.ts';
import { keptItemsSchema } from './vault/reader-ops.ts';
import { workSchema } from './work/handlers.ts';

const rooms = `
  ALTER TABLE drafts ADD COLUMN discarded_at TEXT;
  CREATE TRIGGER messages_kept BEFORE DELETE ON messages BEGIN SELECT raise(abort, 'immutable'); END;
  CREATE TRIGGER addenda_kept BEFORE DELETE ON addenda BEGIN SELECT raise(abort, 'immutable'); END;
  ${emergencySchema}
  ${practiceSchema}
  ${workSchema}
  ${patientSchema}
  ${knowledgeSchema}`;

/** What every status read counts, without touching rows that carry bodies. */
const smallIndexes = `
  DROP INDEX outbox_waiting;
  CREATE INDEX outbox_waiting ON outbox (seq, urgency, taken_at) WHERE state = 'waiting';
  CREATE INDEX outbox_quarantined ON outbox (seq) WHERE state = 'quarantined';
  CREATE INDEX calls_current ON calls (started_at) WHERE state IN ('ringing', 'active', 'held', 'wrap-up');`;

/** The alarm reads the most urgent first, however many are open. */
const openByUrgency = `
  CREATE INDEX messages_open_urgent ON messages (urgency_now, saved_at DESC, id DESC)
    WHERE dispatch IN ('open', 'ended') AND closed_at IS NULL;`;

/** A call that is being made is a current one too; an agent's own figures need what they were doing. */
const telephony = `
  DROP INDEX calls_current;
  CREATE INDEX calls_current ON calls (started_at)
    WHERE state IN ('ringing', 'dialling', 'active', 'held', 'wrap-up');
  CREATE TABLE agent_states (
    person text not null, since text not null, state text not null, reason text,
    primary key (person, since)
  ) strict, without rowid;`;

export const migrations: readonly Migration[] = [
  ...vaultMigrations,
  { id: 2, name: 'rooms', db: 'core', sql: rooms },
  { id: 3, name: 'small-indexes', db: 'core', sql: smallIndexes },
  { id: 4, name: 'night', db: 'core', sql: nightSchema },
  { id: 5, name: 'open-by-urgency', db: 'core', sql: openByUrgency },
  { id: 6, name: 'telephony', db: 'core', sql: telephony },
  { id: 7, name: 'patient-caller', db: 'core', sql: patientCallerSchema },
  { id: 8, name: 'booking', db: 'core', sql: bookingSchema },
  { id: 9, name: 'ehr-secrets', db: 'core', sql: ehrSchema },
  { id: 10, name: 'acts', db: 'core', sql: actsSchema },
  { id: 11, name: 'contacts', db: 'core', sql: messageAboutSchema + patientContactsSchema },
  { id: 12, name: 'scripts', db: 'core', sql: scriptsSchema },
  { id: 13, name: 'practice-attempts', db: 'core', sql: practiceAttemptsSchema },
  { id: 14, name: 'training', db: 'core', sql: trainingSchema },
  { id: 15, name: 'practice-interrupted', db: 'core', sql: practiceInterruptedSchema },
  { id: 16, name: 'training-draft-heads', db: 'core', sql: draftHeadsSchema },
  { id: 18, name: 'policy', db: 'core', sql: policySchema },
  { id: 20, name: 'audit-anchors', db: 'core', sql: auditAnchorSchema },
  { id: 21, name: 'break-glass', db: 'core', sql: breakGlassSchema },
  { id: 22, name: 'knowledge-trust', db: 'core', sql: knowledgeTrustSchema },
  { id: 23, name: 'article-engine', db: 'core', sql: engineSchema },
  { id: 17, name: 'kept-items', db: 'core', sql: keptItemsSchema },
  { id: 19, name: 'read-lease', db: 'core', sql: leaseSchema },
  { id: 24, name: 'knowledge-sync', db: 'core', sql: knowledgeSyncSchema },
  { id: 25, name: 'authoring', db: 'core', sql: authoringSchema },
  { id: 26, name: 'article-decisions', db: 'core', sql: draftDecisionSchema },
  { id: 2, name: 'patient-numbers', db: 'patients', sql: patientNumbersSchema },
  { id: 3, name: 'kept-people', db: 'patients', sql: keptSchema },
];
