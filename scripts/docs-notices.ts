// THIRD-PARTY.md: what ships with the program, from the installed packages' own licence fields, and the data's notices.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
interface Manifest {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}
const manifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Where Node would find `name` from `from`. */
function folderOf(name: string, from: string): string | null {
  for (let at = from; at.length >= root.length - 1; at = join(at, '..')) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (at === join(at, '..')) break;
  }
  return null;
}

/** Every package that what we ship needs at run time, each once. */
export function shippedPackages(): { name: string; version: string; licence: string }[] {
  const seen = new Map<string, { name: string; version: string; licence: string }>();
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from);
    if (folder === null) return;
    const m = manifest(folder);
    const key = `${m.name}@${m.version}`;
    if (seen.has(key)) return;
    seen.set(key, { name: m.name, version: m.version, licence: m.license ?? 'see the package' });
    for (const dependency of Object.keys(m.dependencies ?? {})) visit(dependency, folder);
  };
  for (const name of Object.keys(manifest(root).dependencies ?? {})) visit(name, root);
  return [...seen.values()].toSorted((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1,
  );
}

export function noticesPage(): string {
  const rows = shippedPackages().map((p) => `| ${p.name} | ${p.version} | ${p.licence} |`);
  const data = [
    [
      'data/knowledge/NOTICE.md',
      'articles: Department of Veterans Affairs (CC0), MedlinePlus through MedQuAD (CC BY 4.0), own articles; given names: Moby Word II',
    ],
    [
      'data/emotion/NOTICE.md',
      'what the emotion model (data/models) was trained on: GoEmotions, XED, PriMock57, MTS-Dialog, BANKING77 (CC BY 4.0), ' +
        'CLINC150 (CC BY 3.0), GloVe vectors (PDDL 1.0); the model ships, the sets do not',
    ],
    [
      'demo/ehr/data/NOTICE.md',
      'synthetic patients: Synthea output (Apache-2.0), derived resources; used by the demo and tests, not shipped',
    ],
  ].filter(([file]) => existsSync(join(root, file ?? '')));
  const folders = readdirSync(join(root, 'data'))
    .filter((f) => f !== 'knowledge' && f !== 'emotion' && f !== 'models')
    .sort();
  return `# Third-party code and data

Made by \`npm run docs\` from the installed packages. Careline itself is Apache-2.0 (LICENSE).

## Data

${data.map(([file, what]) => `- [${file}](${file}): ${what}.`).join('\n')}
- \`data/{${folders.join(',')}}\`: written for this project, Apache-2.0; people and practices in them are invented.

## Packages that ship

Their full licence texts are inside each package. The database's encryption is SQLite3 Multiple Ciphers (MIT) over SQLite
(public domain); the typeface is Atkinson Hyperlegible Next (SIL OFL 1.1).

| package | version | licence |
| --- | --- | --- |
${rows.join('\n')}
`;
}
