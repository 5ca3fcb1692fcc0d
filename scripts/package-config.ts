// What is packed and how, from electron-builder.yml and the environment: the update feed, signing, and what is said about
// it. Nothing secret is read here but whether it is there.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Configuration } from 'electron-builder';
import type { System } from './package-fixture.ts';

const require = createRequire(import.meta.url);
export const root = join(import.meta.dirname, '..');
export const configFile = join(root, 'electron-builder.yml');
export const systems: readonly System[] = ['win', 'mac', 'linux'];
/** How the prebuilt native library names each system; electron-builder.yml asks for it as CARELINE_NATIVE. */
export const nativeName: Readonly<Record<System, string>> = { win: 'win32', mac: 'darwin', linux: 'linux' };

export function readConfig(text = readFileSync(configFile, 'utf8')): Record<string, unknown> {
  const yaml = require('js-yaml') as { load(text: string): unknown };
  return yaml.load(text) as Record<string, unknown>;
}

/** Compiled once: the schema is large. */
let compiled: ValidateFunction | undefined;
/** What electron-builder's own schema has against a configuration; an unknown key is a problem. Empty = valid. */
export function schemaProblems(config: unknown): string[] {
  compiled ??= new Ajv({ strict: false, allErrors: true, allowUnionTypes: true }).compile(
    require('app-builder-lib/scheme.json') as object,
  );
  if (compiled(config)) return [];
  return (compiled.errors ?? []).map((error) =>
    `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`.slice(0, 300),
  );
}

export interface Plan {
  /** Laid over electron-builder.yml. */
  over: Configuration;
  /** What a person should know of this build, one sentence each. */
  notes: string[];
  /** Why nothing may be packed, or null. */
  refused: string | null;
}
type Env = Readonly<Record<string, string | undefined>>;
const set = (env: Env, ...names: string[]): boolean => names.every((name) => (env[name] ?? '') !== '');

/** Whether the environment has what this system's signing needs. Names: build/README.md. */
export function canSign(system: System, env: Env): boolean {
  if (system === 'linux') return false;
  if (system === 'mac') return set(env, 'CSC_LINK') || set(env, 'CSC_NAME');
  return set(env, 'WIN_CSC_LINK') || set(env, 'CSC_LINK') || azure(env) !== null;
}
function azure(env: Env): Record<string, string> | null {
  const names = ['ENDPOINT', 'ACCOUNT', 'PROFILE', 'PUBLISHER'].map((name) => `CARELINE_AZURE_SIGN_${name}`);
  if (!set(env, ...names)) return null;
  const [endpoint, codeSigningAccountName, certificateProfileName, publisherName] = names.map(
    (name) => env[name] ?? '',
  ) as [string, string, string, string];
  return { endpoint, codeSigningAccountName, certificateProfileName, publisherName };
}
const canNotarise = (env: Env): boolean =>
  set(env, 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER') ||
  set(env, 'APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID');

export function planFor(system: System, env: Env): Plan {
  const release = env['CARELINE_RELEASE'] === '1';
  const signed = canSign(system, env);
  const feed = env['CARELINE_UPDATE_URL'] ?? '';
  const notes: string[] = [];
  const refuse = (refused: string): Plan => ({ over: {}, notes, refused });

  if (release && system !== 'linux' && !signed)
    return refuse(`A release for ${system} has to be signed, and no certificate is set (build/README.md).`);
  if (release && system === 'mac' && !canNotarise(env))
    return refuse('A release for mac has to be notarised, and no Apple key is set (build/README.md).');
  if (feed !== '') {
    const url = URL.canParse(feed) ? new URL(feed) : null;
    if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
      return refuse('CARELINE_UPDATE_URL has to be an https address without a name or password in it.');
    if (system !== 'linux' && !signed)
      return refuse(
        'An app that updates itself has to be signed: set a certificate or leave CARELINE_UPDATE_URL out.',
      );
    notes.push(`updates come from ${url.origin}${url.pathname}`);
  } else notes.push('no update feed: the app leaves updates to the IT department');
  if (system === 'linux') notes.push('Linux packages are not signed; publish their checksums');
  else if (!signed) notes.push('UNSIGNED: no certificate is set; good for a trial, not for agents');
  if (system === 'mac' && signed && !canNotarise(env)) notes.push('NOT NOTARISED: no Apple key is set');

  const cloud = system === 'win' ? azure(env) : null;
  return {
    over: {
      forceCodeSigning: release && system !== 'linux',
      ...(feed === '' ? {} : { publish: { provider: 'generic', url: feed, channel: 'latest' } }),
      ...(cloud ? { win: { azureSignOptions: cloud } as Configuration['win'] } : {}),
      // An identity that happens to lie on the builder's key ring is nobody's decision.
      ...(system === 'mac' && !signed ? { mac: { identity: null } } : {}),
      ...(system === 'mac' && signed ? { mac: { notarize: canNotarise(env) } } : {}),
    },
    notes,
    refused: null,
  };
}
