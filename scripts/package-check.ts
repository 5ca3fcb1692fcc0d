// Everything about a package that can be checked where Electron's runtime cannot be fetched: electron-builder packs the
// app around a stand-in of Electron's files, and what it made is opened and read. `npm run package -- --check`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile } from '@electron/asar';
import { FuseState, getCurrentFuseWire } from '@electron/fuses';
import { nativeName, planFor, readConfig, schemaProblems } from './package-config.ts';
import { writeElectron, type System } from './package-fixture.ts';
import { deskProblem, loadProblems } from './package-load.ts';
import {
  contentProblems,
  entriesOf,
  headerHash,
  packedApp,
  writtenHash,
  type Packed,
} from './package-look.ts';
import { pack } from './package-pack.ts';

export interface Checked {
  system: System;
  files: number;
  /** Bytes of every file in the archive and beside it. */
  size: number;
  /** Fuses that are on, by number. */
  fusesOn: number[];
  problems: string[];
}

/** Packs and reads one system's app; `keep` sees it before its folder is removed. */
export async function check(
  system: System,
  keep: (packed: Packed) => void | Promise<void> = () => undefined,
): Promise<Checked> {
  const scratch = mkdtempSync(join(tmpdir(), 'careline-package-'));
  try {
    const electronDist = join(scratch, 'electron');
    const output = join(scratch, 'out');
    writeElectron(electronDist, system);
    const over = { ...planFor(system, {}).over, electronDist, directories: { output } };
    await pack({ system, arch: 'x64', dirOnly: true, over });
    const packed = packedApp(output, system);
    const entries = entriesOf(packed.archive);
    const problems = contentProblems(entries, system, 'x64', (path) =>
      extractFile(packed.archive, path).toString('utf8'),
    );
    const written = writtenHash(packed, system);
    if (system !== 'linux' && written !== headerHash(packed.archive))
      problems.push(`app.asar: the hash in the program is ${written ?? 'missing'}, not the archive's`);
    // The native library of another system cannot be loaded here.
    if (process.platform === nativeName[system] && process.arch === 'x64') {
      const apart = join(scratch, 'apart');
      problems.push(...loadProblems(packed.archive, apart));
      const desk = await deskProblem(apart);
      if (desk !== null) problems.push(desk);
    }
    const wire = await getCurrentFuseWire(packed.program);
    const fuses = Object.entries(wire).filter(([name]) => /^\d+$/.test(name));
    await keep(packed);
    return {
      system,
      files: entries.length,
      size: entries.reduce((sum, each) => sum + each.size, 0),
      fusesOn: fuses.filter(([, state]) => state === FuseState.ENABLE).map(([name]) => Number(name)),
      problems,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export const configProblems = (): string[] => schemaProblems(readConfig());
