// npm run -s audit:verify -- FILE [--key DEVICEKEY] [--org-key KEY] [--json]
// Checks an audit file (docs/audit-format.md) with no network, whatever its length: exit 0 = whole, 1 = not whole (the first bad
// line and row, and why), 2 = could not be checked. FILE may be - for standard input, and gzip.
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyAuditFile } from '#desk/audit/verify-file.ts';
import { isKey } from '#shared/domain/audit/file.ts';
import type { BadReason, FileVerdict, KnownKeys } from '#shared/domain/audit/check.ts';

const usage = 'Use FILE [--key DEVICEKEY] [--org-key KEY] [--json]. A key is 32 bytes in base64.';
const reasons: Record<BadReason, string> = {
  changed: 'was changed',
  missing: 'is missing',
  'out-of-order': 'is out of order',
  foreign: 'does not belong to this log',
  'cut-off': 'is missing: the end was cut off',
  anchor: 'is not what the backend confirmed',
  signature: 'carries a signature that is not the device’s',
  key: 'names another key than the one given',
};
const complain = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};
const options = {
  key: { type: 'string' },
  'org-key': { type: 'string' },
  json: { type: 'boolean' },
} as const;
function asked(): { file: string; keys: KnownKeys; json: boolean } {
  try {
    const { values, positionals } = parseArgs({ options, strict: true, allowPositionals: true });
    const [file, ...more] = positionals;
    const keys = { device: values.key ?? null, organisation: values['org-key'] ?? null };
    if (file === undefined || more.length > 0) return complain(usage);
    if (![keys.device, keys.organisation].every((key) => key === null || isKey(key))) return complain(usage);
    return { file, keys, json: values.json === true };
  } catch {
    return complain(usage);
  }
}

function sentences({ header, rows, anchored, bad }: FileVerdict, keys: KnownKeys): string[] {
  if (bad !== null) {
    const row = bad.seq === null ? '' : `, row ${bad.seq},`;
    return [`Not whole: line ${bad.line}${row} ${reasons[bad.why]} (${bad.why}).`];
  }
  const range = rows === 0 ? '' : `, ${header?.firstSeq} to ${header?.lastSeq}`;
  const said = [`Whole: ${rows} rows${range}.`];
  if (header !== null && header.firstSeq > 1)
    said.push(`Rows before ${header.firstSeq} were pruned on the desk; the backend has them.`);
  if (anchored !== null) said.push(`The backend confirmed them up to row ${anchored.seq} at ${anchored.at}.`);
  else said.push('No receipt of a backend is in the file.');
  if (keys.device === null)
    said.push(`Nobody said whose key it should be (--key). The file’s own: ${header?.deviceKey}`);
  if (keys.organisation === null && anchored !== null)
    said.push(`Nor the organisation’s (--org-key). The file’s own: ${header?.organisationKey}`);
  return said;
}

const { file, keys, json } = asked();
try {
  const verdict = await verifyAuditFile(file === '-' ? process.stdin : createReadStream(file), keys);
  const { header, rows, anchored, bad } = verdict;
  const value = {
    whole: bad === null,
    bad,
    rows,
    header,
    anchored,
    deviceKeyChecked: keys.device !== null,
    organisationKeyChecked: keys.organisation !== null,
  };
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${sentences(verdict, keys).join('\n')}\n`);
  process.exit(bad === null ? 0 : 1);
} catch {
  complain(`The file ${file} could not be read.`);
}
