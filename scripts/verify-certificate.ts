// npm run -s verify:certificate -- FILE --key KEYFILE [--at INSTANT] [--person ID]
// Checks a practice certificate with no network: one line of JSON; exit 0 = it counts, 1 = it does not (`code` says why), 2 = not
// understood. FILE and KEYFILE are what the trainer's desk saved; either may be - for standard input.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ed25519 } from '#desk/training/trainer-key.ts';
import { certificateSet, readTrainerKey, verifyCertificate } from '#shared/domain/training/certificate.ts';
import set from '../data/certificates/crisis.json' with { type: 'json' };

const complain = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};
const textOf = (path: string): string => {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch {
    return complain(`The file ${path} could not be read.`);
  }
};
const options = { key: { type: 'string' }, at: { type: 'string' }, person: { type: 'string' } } as const;
function argsOf() {
  try {
    return parseArgs({ options, strict: true, allowPositionals: true });
  } catch {
    return complain('Use FILE --key KEYFILE [--at INSTANT] [--person ID].');
  }
}

const { values, positionals } = argsOf();
const [file, ...more] = positionals;
if (file === undefined || more.length > 0 || values.key === undefined)
  complain('Use FILE --key KEYFILE [--at INSTANT] [--person ID].');
else {
  const now = values.at === undefined ? new Date() : new Date(values.at);
  if (Number.isNaN(now.getTime())) complain('The instant could not be read.');
  const key = readTrainerKey(textOf(values.key), ed25519);
  if (!key.ok) complain('The key’s file is no trainer’s key.');
  else {
    const facts = {
      now: now.toISOString(),
      seen: null,
      set: certificateSet.parse(set),
      personId: values.person ?? null,
    };
    const found = verifyCertificate(textOf(file), [{ ...key.value, revokedAt: null }], facts, ed25519);
    const { keyId, name } = key.value;
    const said = found.ok
      ? { counts: true, code: null, certificate: found.value }
      : { counts: false, code: found.code, certificate: null };
    process.stdout.write(`${JSON.stringify({ ...said, at: facts.now, key: { keyId, name } })}\n`);
    process.exit(found.ok ? 0 : 1);
  }
}
