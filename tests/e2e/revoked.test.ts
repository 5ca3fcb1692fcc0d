// An administrator revokes this device while somebody works at it (C16, C36): reading ends, what waited is at the backend, the
// profile is empty, the receipt is there, and the page says what happened.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { openPool } from '#backend/db/pool.ts';
import { startServices, type Services } from '#tests/support/services.ts';
import { until } from '#tests/support/until.ts';
import { drawStory, type Drawn } from './desk/draw.ts';
import { misfits } from './desk/fit.ts';
import { spec, story } from './desk/spec.ts';
import { answerCall, candidates, replacedBy, ring, sitQuietly } from './desk/steps.ts';

const shots = process.env['CARELINE_SHOTS'];
const profile = mkdtempSync(join(tmpdir(), 'careline-revoked-'));
let drawn: Drawn;
let services: Services | null = null;
afterAll(async () => {
  await services?.close();
  rmSync(profile, { recursive: true, force: true });
});

async function atBackend<T>(sql: string): Promise<T | undefined> {
  const pool = openPool(services?.demo.databaseUrl ?? '', () => undefined);
  try {
    return (await pool.query(sql)).rows[0] as T | undefined;
  } finally {
    await pool.end();
  }
}
/** Files of the profile, without what a browser or a log keeps. */
const files = (): string[] =>
  readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

story(
  'a revoked device',
  async () => {
    drawn = await drawStory(5);
    services = await startServices({ proves: true });
    return { demo: services, profile, size: { width: 1280, height: 720 } };
  },
  (desk) => {
    spec('reads nothing, hands over, destroys keys and files, and sends its receipt', async () => {
      const { page: before } = desk();
      await sitQuietly(before);
      await ring(before, 'Ring a worried patient', drawn.seed);
      await answerCall(before);
      await candidates(before).getByRole('button').first().waitFor();
      const inVault = (): string[] => files().filter((path) => path.includes('/vault/'));
      expect(inVault().some((path) => path.endsWith('keyring.json'))).toBe(true);
      const page = await replacedBy(desk(), () => atBackend('update device set revoked_at = now()'));
      await page.getByRole('heading', { name: 'This computer was revoked' }).waitFor({ timeout: 45_000 });
      expect(await page.locator('body').innerText()).not.toContain(drawn.patient.preferredName);
      await until('the receipt', 20_000, async () => {
        const row = await atBackend<{ wiped_at: Date | null }>('select wiped_at from device');
        return (row?.wiped_at ?? null) !== null;
      });
      expect(inVault()).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      if (shots !== undefined) await page.screenshot({ path: `${shots}/lease-revoked.png` });
    });
  },
);
