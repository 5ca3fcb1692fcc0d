// The command that anybody can check a certificate with, offline: what it prints and how it ends.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { testTrainer } from '#tests/support/certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-certificate-'));
const script = fileURLToPath(new URL('verify-certificate.ts', import.meta.url));
function run(...args: string[]): { status: number; json: Record<string, unknown> } {
  try {
    const out = execFileSync(process.execPath, [script, ...args], { encoding: 'utf8', stdio: 'pipe' });
    return { status: 0, json: JSON.parse(out) as Record<string, unknown> };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { status, json: stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>) };
  }
}

it('ends with 0 for one that counts, 1 with the code for one that does not, 2 for what it can’t read', () => {
  const trainer = testTrainer();
  const sound = trainer.certificate(trainer.body('2026-11-22T10:00:00.000Z'));
  const path = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const key = path('key.json', trainer.keyText);
  const at = ['--key', key, '--at', '2026-12-01T10:00:00.000Z'];
  try {
    expect(run(path('sound.json', sound), ...at)).toMatchObject({
      status: 0,
      json: { counts: true, certificate: { subject: { id: 'ann' } } },
    });
    expect(run(path('forged.json', sound.replace('"ann"', '"ben"')), ...at)).toMatchObject({
      status: 1,
      json: { counts: false, code: 'certificate-forged', certificate: null },
    });
    expect(run(join(folder, 'none.json'), ...at).status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
