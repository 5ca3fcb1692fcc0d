// What the desk needs to know before the vault is open: look, language, widths, addresses. It lies in clear, so nothing
// about a patient may ever be in it; the schema has no free text. A file that cannot be read is set aside, never lost.
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { settingsValue } from '#shared/contract/settings.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { writeAtomic } from '../vault/files.ts';

const address = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .nullable();
export const deskSettings = settingsValue.extend({
  backendUrl: address,
  fhirUrl: address,
});
export type DeskSettings = z.infer<typeof deskSettings>;

export const defaultSettings: DeskSettings = {
  theme: 'system',
  language: 'en',
  columns: { left: 264, right: 372 },
  leftTab: 'work',
  rightTab: 'patient',
  tourDone: false,
  alarmSound: true,
  practiceVoice: true,
  practiceNoise: 0.5,
  lockAfterMinutes: 10,
  backendUrl: null,
  fhirUrl: null,
  briefScripts: [],
  answersSeen: {},
  keys: {},
};

export interface SettingsStore {
  read(): DeskSettings;
  /** Merges, checks and writes; on failure nothing has changed. */
  change(patch: Partial<DeskSettings>): Result<DeskSettings>;
  /** True when the file found was not readable and stands aside as `settings.json.bad`. */
  readonly setAside: boolean;
}

/** Reads `<profile>/settings.json`. A key that is missing or wrong takes its default; the others are kept. */
export function openSettings(profile: string): SettingsStore {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const path = join(profile, 'settings.json');
  const found = load(path);
  let value = found.value;
  return {
    read: () => structuredClone(value),
    change(patch) {
      const next = deskSettings.safeParse({ ...value, ...patch });
      if (!next.success) return fail('invalid-input', 'settings');
      try {
        writeAtomic(path, `${JSON.stringify(next.data, null, 2)}\n`);
      } catch (error) {
        const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
        return fail(full ? 'disk-full' : 'disk-error', 'settings');
      }
      value = next.data;
      return ok(structuredClone(value));
    },
    setAside: found.setAside,
  };
}

function load(path: string): { value: DeskSettings; setAside: boolean } {
  if (!existsSync(path)) return { value: structuredClone(defaultSettings), setAside: false };
  let raw: unknown = null;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Falls through: not an object is set aside below.
  }
  const record = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!record.success) {
    renameSync(path, `${path}.bad`);
    return { value: structuredClone(defaultSettings), setAside: true };
  }
  const merged: Record<string, unknown> = structuredClone(defaultSettings);
  for (const [key, schema] of Object.entries(deskSettings.shape)) {
    const parsed = schema.safeParse(record.data[key]);
    if (parsed.success) merged[key] = parsed.data;
  }
  return { value: deskSettings.parse(merged), setAside: false };
}
