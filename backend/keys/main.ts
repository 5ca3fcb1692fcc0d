// `node backend/keys/main.ts KEYFILE KEYRING`: opens what a vault sealed to the organisation, without backend or provider: for a
// departed employee's computer, or an organisation that keeps its recovery key off the server. KEYFILE holds `recovery` as in
// backend/seal/organisation-keys.ts. Writes the vault's master key (base64) to stdout and nothing else: a key goes to no file
// and no argument.
import { readFile } from 'node:fs/promises';
import { openKeyring, recoveryFrom } from './offline.ts';

const [keyFile, keyring] = process.argv.slice(2);
if (keyFile === undefined || keyring === undefined) {
  process.stderr.write(
    'usage: npm run -s escrow -- KEYFILE KEYRING | … (the key goes to stdout; keep it out of files)\n',
  );
  process.exit(2);
}
try {
  const keys = recoveryFrom(await readFile(keyFile, 'utf8'));
  const opened = openKeyring(keys, await readFile(keyring, 'utf8'));
  if (opened.ok) process.stdout.write(`${opened.masterKey}\n`);
  else {
    process.stderr.write(`${opened.says}\n`);
    process.exitCode = 1;
  }
} catch {
  process.stderr.write('one of the files cannot be read as what it should be\n');
  process.exitCode = 1;
}
