// A planted forbidden import must fail the linter, floor by floor: rules that nobody has seen fail protect nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '../../scripts/lint-config.ts';
import { root } from '#tests/support/app.ts';

const planted: readonly [file: string, specifier: string, allowed: boolean][] = [
  ['shared/domain/planted/a.ts', 'node:fs', false],
  ['shared/domain/planted/b.ts', '#shared/contract/kinds.ts', false],
  ['shared/domain/planted/c.ts', 'react', false],
  ['shared/domain/planted/d.ts', 'zod', true],
  ['shared/domain/planted/e.ts', '../../../electron/desk/log.ts', false],
  ['shared/contract/planted.ts', '#desk/log.ts', false],
  ['shared/protocol/planted.ts', '#shared/domain/result.ts', true],
  ['electron/desk/planted/a.ts', 'electron', false],
  ['electron/desk/planted/b.ts', '#backend/app.ts', false],
  ['electron/desk/planted/c.ts', '#demo/people/people.ts', false],
  ['electron/desk/planted/d.ts', '#host/link.ts', true],
  ['electron/shell/planted.ts', '#desk/log.ts', false],
  ['electron/shell/planted-db.ts', 'better-sqlite3', false],
  ['electron/host/planted.ts', 'electron', false],
  ['electron/preview/planted.ts', '#desk/desk.ts', false],
  ['renderer/planted/a.tsx', 'node:fs', false],
  ['renderer/planted/b.tsx', 'electron', false],
  ['renderer/planted/c.tsx', '#desk/log.ts', false],
  ['renderer/planted/d.tsx', '../../electron/desk/log.ts', false],
  ['renderer/planted/e.tsx', '#shared/domain/result.ts', true],
  ['renderer/phone/planted.ts', '#shared/domain/patient/card.ts', false],
  ['backend/planted.ts', '#desk/log.ts', false],
  ['demo/planted.ts', '#renderer/app/desk-store.ts', false],
];

describe('import rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'careline-lint-'));
  let report = '';
  beforeAll(() => {
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, $schema: undefined }));
    for (const [file, specifier] of planted) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(
        join(folder, file),
        `import * as planted from '${specifier}';\nexport default planted;\n`,
      );
    }
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    report = spawnSync(process.execPath, [oxlint, '-c', '.oxlintrc.json', '-f', 'json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(planted)('%s importing %s: allowed %s', (file, _specifier, allowed) => {
    const found = (
      JSON.parse(report) as { diagnostics: { code: string; filename: string }[] }
    ).diagnostics.filter((d) => d.code.includes('no-restricted-imports'));
    expect(found.some((d) => d.filename === file)).toBe(!allowed);
  });
  it('literal text in a page, console and Date.now in the domain are errors too', () => {
    writeFileSync(join(folder, 'renderer/planted/text.tsx'), 'export const A = () => <p>Hello there</p>;\n');
    writeFileSync(join(folder, 'electron/desk/planted/say.ts'), "console.log('x');\n");
    writeFileSync(join(folder, 'shared/domain/planted/now.ts'), 'export const now = Date.now();\n');
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const out = spawnSync(process.execPath, [oxlint, '-c', '.oxlintrc.json', '-f', 'json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout;
    for (const rule of ['jsx-no-literals', 'no-console', 'no-restricted-properties'])
      expect(out).toContain(rule);
  });
});
