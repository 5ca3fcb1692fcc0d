// How the process is told what to do: one JSON line on its stdin (the demo, tests), or environment variables
// (a server). Never arguments: those are readable by every user of the machine.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { channelsConfig, channelsFromEnv } from './channels/make.ts';
import { published } from './documents/documents.ts';
import { policySettings } from './identity/policy.ts';
import { knowledgeAtStart } from './knowledge/publish.ts';
import { seed } from './people/seed.ts';
import { telephonyConfig } from './telephony/config.ts';

export const backendConfig = z.strictObject({
  databaseUrl: z.string().min(1),
  host: z.string().default('127.0.0.1'),
  /** 0 = any free port; the ready line says which. */
  port: z.int().min(0).max(65535).default(0),
  sealKeyFile: z.string().min(1),
  /** What policies are signed and vaults sealed with; by default beside the seal keys (seal/organisation-keys.ts). */
  organisationKeyFile: z.string().min(1).nullable().default(null),
  /** An organisation with made-up people, put in when missing (demo and tests). */
  seed: seed.nullable().default(null),
  /** The policy of the seed's organisation: published at the start when it says something else than what is in force. */
  policy: policySettings.nullable().default(null),
  /** One-time codes to accept, each `organisation.code`; the organisation must exist. */
  enrolCodes: z.array(z.string().min(6).max(64)).default([]),
  /** Accounts and on-call schedules of the seed's organisation, published at the start when they are not there yet. */
  documents: z.array(published).max(1000).default([]),
  /** Articles and announcements of the seed's organisation, published at the start when they are not there yet; and what is open. */
  knowledge: knowledgeAtStart.nullable().default(null),
  channels: channelsConfig.prefault({}),
  /** Null = no calls. */
  telephony: telephonyConfig.nullable().default(null),
  /** Milliseconds between two looks at what is due; null = this process runs no ladders. */
  laddersEveryMs: z.int().min(20).max(60_000).nullable().default(1_000),
  /** Versions of the wire; tests leave one out. */
  protocols: z
    .array(z.union([z.literal(1), z.literal(2)]))
    .min(1)
    .default([1, 2]),
});
export type BackendConfig = z.infer<typeof backendConfig>;

/** A file, because lines and queues are many and the carrier's secrets belong in no environment. */
const telephonyFrom = (file: string | undefined): unknown =>
  file === undefined || file === '' ? null : JSON.parse(readFileSync(file, 'utf8'));

/** Null when `DATABASE_URL` is not set: then the configuration comes by stdin. */
export function configFromEnv(env: Record<string, string | undefined>): BackendConfig | null {
  const databaseUrl = env['DATABASE_URL'];
  if (databaseUrl === undefined || databaseUrl === '') return null;
  return backendConfig.parse({
    databaseUrl,
    host: env['CARELINE_HOST'] ?? '127.0.0.1',
    port: Number(env['CARELINE_PORT'] ?? '8420'),
    sealKeyFile: env['CARELINE_SEAL_KEY_FILE'],
    organisationKeyFile: env['CARELINE_ORGANISATION_KEY_FILE'] || null,
    channels: channelsFromEnv(env),
    telephony: telephonyFrom(env['CARELINE_TELEPHONY_FILE']),
    enrolCodes: (env['CARELINE_ENROL_CODES'] ?? '').split(',').filter((code) => code !== ''),
  });
}
