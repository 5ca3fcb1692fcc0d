// electron-builder.yml and what the environment adds to it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { canSign, planFor, readConfig, root, schemaProblems, systems } from '../../scripts/package-config.ts';

const config = readConfig();
const part = (name: string): Record<string, unknown> => config[name] as Record<string, unknown>;

it('is valid by electron-builder’s own schema, and so is what the environment makes of it', () => {
  expect(schemaProblems(config)).toEqual([]);
  for (const system of systems)
    for (const env of [
      {},
      {
        CARELINE_RELEASE: '1',
        CSC_LINK: 'x',
        APPLE_API_KEY: 'x',
        APPLE_API_KEY_ID: 'x',
        APPLE_API_ISSUER: 'x',
      },
      { CARELINE_UPDATE_URL: 'https://updates.example.org/careline', CSC_LINK: 'x' },
      {
        CARELINE_AZURE_SIGN_ENDPOINT: 'https://eus.codesigning.azure.net',
        CARELINE_AZURE_SIGN_ACCOUNT: 'a',
        CARELINE_AZURE_SIGN_PROFILE: 'p',
        CARELINE_AZURE_SIGN_PUBLISHER: 'Careline',
      },
    ])
      expect(schemaProblems({ ...config, ...planFor(system, env).over }), system).toEqual([]);
});

it.each([
  ['an unknown key', { ...config, signEverything: true }],
  ['an unknown key below', { ...config, nsis: { ...part('nsis'), perMachin: true } }],
  ['a misspelt target', { ...config, win: { ...part('win'), target: [7] } }],
  ['a wrong type', { ...config, asarUnpack: 7 }],
])('the schema finds %s', (_what, mutated) => {
  expect(schemaProblems(mutated)).not.toEqual([]);
});

it('the names that choose keystore entries, profiles and what an update replaces never change', () => {
  expect([config['appId'], config['productName'], part('linux')['executableName']]).toEqual([
    'org.careline.desk',
    'Careline',
    'careline',
  ]);
});

it('nothing opts out of the archive’s integrity, of signing checks, or of keeping the vault', () => {
  expect(config['asar']).toEqual({ smartUnpack: false });
  expect(config['asarUnpack']).toEqual(['**/*.node']);
  for (const key of [
    'disableAsarIntegrity',
    'disableSanityCheckAsar',
    'electronFuses',
    'beforeBuild',
    'npmArgs',
  ])
    expect(config).not.toHaveProperty(key);
  for (const name of ['win', 'mac', 'linux']) expect(part(name)).not.toHaveProperty('asar');
  // Excluding there alone would ship the whole folder: electron-builder puts `**/*` before it.
  for (const name of ['win', 'mac', 'linux']) expect(part(name)).not.toHaveProperty('files');
  expect(part('win')['verifyUpdateCodeSignature']).toBe(true);
  expect(part('mac')['hardenedRuntime']).toBe(true);
  expect(part('nsis')['deleteAppDataOnUninstall']).toBe(false);
  expect([config['publish'], config['npmRebuild']]).toEqual([null, false]);
});

it('one Windows installer for a person and for a computer; zip beside dmg; AppImage and deb', () => {
  expect(part('win')['target']).toEqual(['nsis']);
  expect(part('nsis')).toMatchObject({ oneClick: false, perMachine: false, allowElevation: true });
  expect(part('mac')['target']).toEqual(['dmg', 'zip']);
  expect(part('linux')['target']).toEqual(['AppImage', 'deb']);
});

it('links: careline: and tel: are announced, and on Windows no link can become a switch', () => {
  const schemes = (config['protocols'] as { schemes: string[] }[]).flatMap((each) => each.schemes);
  expect(schemes).toEqual(['careline', 'tel']);
  const script = readFileSync(join(root, 'build', 'installer.nsh'), 'utf8');
  const commands = [...script.matchAll(/shell\\open\\command" "" '(.*)'$/gm)].map((match) => match[1]);
  expect(commands).toEqual(['"$INSTDIR\\${APP_EXECUTABLE_FILENAME}" -- "%1"']);
  const written = [...script.matchAll(/carelineScheme "([^"]+)"/g)].map((match) => match[1]);
  for (const name of written)
    expect(script).toContain(`DeleteRegKey SHELL_CONTEXT "Software\\Classes\\${name}"`);
});

it('macOS is asked for the microphone and nothing else of the computer', () => {
  for (const file of ['build/entitlements.mac.plist', 'build/entitlements.mac.inherit.plist']) {
    const keys = [...readFileSync(join(root, file), 'utf8').matchAll(/<key>(.*?)<\/key>/g)].map((m) => m[1]);
    expect(keys).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.device.audio-input']);
  }
});

const feed = 'https://updates.example.org/careline';
const apple = { APPLE_API_KEY: 'x', APPLE_API_KEY_ID: 'x', APPLE_API_ISSUER: 'x' };
it.each([
  ['win', {}, null],
  ['mac', {}, null],
  ['linux', {}, null],
  ['win', { CARELINE_RELEASE: '1' }, 'signed'],
  ['win', { CARELINE_RELEASE: '1', CSC_LINK: '' }, 'signed'],
  ['win', { CARELINE_RELEASE: '1', WIN_CSC_LINK: 'x' }, null],
  ['mac', { CARELINE_RELEASE: '1' }, 'signed'],
  ['mac', { CARELINE_RELEASE: '1', CSC_LINK: 'x' }, 'notarised'],
  ['mac', { CARELINE_RELEASE: '1', CSC_LINK: 'x', ...apple }, null],
  ['linux', { CARELINE_RELEASE: '1' }, null],
  ['win', { CARELINE_UPDATE_URL: feed }, 'signed'],
  ['mac', { CARELINE_UPDATE_URL: feed }, 'signed'],
  ['win', { CARELINE_UPDATE_URL: feed, CSC_LINK: 'x' }, null],
  ['linux', { CARELINE_UPDATE_URL: feed }, null],
  ['linux', { CARELINE_UPDATE_URL: 'http://updates.example.org' }, 'https'],
  ['linux', { CARELINE_UPDATE_URL: 'https://name:word@updates.example.org' }, 'https'],
  ['linux', { CARELINE_UPDATE_URL: 'updates' }, 'https'],
] as const)('%s with %j: refused = %s', (system, env, why) => {
  const { refused } = planFor(system, env);
  if (why === null) expect(refused).toBeNull();
  else expect(refused).toContain(why);
});

it('an unsigned build says so, forces nothing, and takes no identity that lies about', () => {
  const mac = planFor('mac', {});
  expect(mac.notes.join(' ')).toContain('UNSIGNED');
  expect(mac.over).toMatchObject({ forceCodeSigning: false, mac: { identity: null } });
  expect(planFor('win', {}).notes.join(' ')).toContain('UNSIGNED');
  expect(planFor('linux', {}).over).not.toHaveProperty('publish');
});

it('a release forces signing, notarises on macOS, and bakes the feed in', () => {
  const env = { CARELINE_RELEASE: '1', CSC_LINK: 'x', ...apple, CARELINE_UPDATE_URL: feed };
  expect(planFor('win', env).over).toMatchObject({
    forceCodeSigning: true,
    publish: { provider: 'generic', url: feed },
  });
  expect(planFor('mac', env).over).toMatchObject({ forceCodeSigning: true, mac: { notarize: true } });
  expect(planFor('linux', env).over.forceCodeSigning).toBe(false);
});

it('no value of a secret is said', () => {
  const env = {
    CSC_LINK: 'c3VwZXI=',
    CSC_KEY_PASSWORD: 'hush',
    WIN_CSC_LINK: 'bGluaw==',
    CARELINE_UPDATE_URL: feed,
  };
  for (const system of systems) {
    const said = JSON.stringify(planFor(system, env));
    for (const value of ['c3VwZXI=', 'hush', 'bGluaw==']) expect(said).not.toContain(value);
  }
  expect(canSign('linux', env)).toBe(false);
});
