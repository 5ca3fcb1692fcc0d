// docs/compliance.md: the safeguards that stand on who sits at the desk, keys, lock, audit and backups (product.md section 3), what of each is built, and the tests that
// show it, by id. Texts stand in docs/compliance-rows.json; `npm run -s compliance` runs the tests and prints the table.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** `file::beginning of a test's title`: the title as it stands in the file. */
const testId = z.string().regex(/^[\w./-]+\.test\.tsx?::.{8,200}$/);
export const complianceRow = z.strictObject({
  id: z.string().regex(/^C\d{1,2}$/),
  item: z.string().min(3).max(200),
  /** `shown`: every part of the row has a test here; `partly`: some; `not yet`: nothing, and no test is named. */
  state: z.enum(['shown', 'partly', 'not yet']),
  /** What is built, in a sentence or a few. */
  built: z.string().max(900),
  /** What of the row is not, and what was never run; empty where nothing is known to lack. */
  lacks: z.string().max(700),
  tests: z.array(testId).max(14),
});
export type ComplianceRow = z.infer<typeof complianceRow>;

const root = fileURLToPath(new URL('../', import.meta.url));
export const complianceRows = (): ComplianceRow[] =>
  z.array(complianceRow).parse(JSON.parse(readFileSync(`${root}docs/compliance-rows.json`, 'utf8')));
export const partsOf = (id: string): { file: string; title: string } => {
  const at = id.indexOf('::');
  return { file: id.slice(0, at), title: id.slice(at + 2) };
};

export function compliancePage(): string {
  const rows = complianceRows();
  const built = rows.filter((r) => r.state !== 'not yet');
  const none = rows.filter((r) => r.state === 'not yet');
  const section = (r: ComplianceRow): string =>
    `### ${r.id}: ${r.item}

*${r.state}.* ${r.built}${r.lacks === '' ? '' : `\n\nLacks: ${r.lacks}`}

${r.tests.map((t) => `- \`${t}\``).join('\n')}
`;
  return `# Safeguards, and the test that shows each

Made by \`npm run docs\` from \`docs/compliance-rows.json\`. Rows are those of the compliance list in
[product.md](product.md) that stand on who sits at the desk, keys, lock, audit and backups; the others have their state
there. \`npm run -s compliance\` runs every test named here and prints each row with what became of it; a unit test
holds every id to a title that exists.

This page makes no claim of conformity with any law or standard. It says what was built, what was run, and on what: Linux,
Node 24, headless Chromium, a stand-in of Electron, a sample identity provider, the embedded PostgreSQL. Never run: real
Electron with a real key store, a real identity provider, Windows, macOS, a lost laptop.

${built.map(section).join('\n')}
## Not yet

${none.map((r) => `- ${r.id} ${r.item}${r.lacks === '' ? '' : `: ${r.lacks}`}`).join('\n')}
`;
}
