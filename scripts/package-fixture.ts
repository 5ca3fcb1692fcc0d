// An Electron distribution without Electron: the files that electron-builder moves, renames and writes into, none of which
// runs. With it electron-builder itself packs the app where the runtime cannot be fetched, and what it packed can be read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type System = 'linux' | 'win' | 'mac';

/** The mark by which @electron/fuses finds the fuses in Electron's binary, and how the fuses lie behind it. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
export function fuseWire(count: number, version = 1): Buffer {
  return Buffer.concat([
    Buffer.from(`\0${sentinel}`),
    Buffer.from([version, count]),
    // Every fuse off, as far as this fixture is concerned: each one that is on afterwards was switched on.
    Buffer.alloc(count, '0'),
    Buffer.alloc(16),
  ]);
}

const plist = (keys: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
${Object.entries(keys)
  .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
  .join('\n')}
</dict></plist>
`;

/** A Windows program without code: headers and the version resource that electron-builder wants to find. */
function windowsProgram(): Buffer {
  // Of electron-builder's own packages; its declarations need options that this project does not use.
  const resedit = createRequire(import.meta.url)('resedit') as {
    NtExecutable: { createEmpty(is32: boolean, dll: boolean): { generate(): ArrayBuffer } };
    NtExecutableResource: {
      from(exe: object): { entries: object[]; outputResource(exe: object): void };
    };
    Resource: {
      VersionInfo: {
        createEmpty(): {
          setStringValues(lang: object, values: object): void;
          outputToResourceEntries(entries: object[]): void;
        };
      };
    };
  };
  const program = resedit.NtExecutable.createEmpty(false, false);
  const resources = resedit.NtExecutableResource.from(program);
  const version = resedit.Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

/** Writes the distribution of `system` into `folder`; `fuses` = how many fuses its binary has (Electron 45: nine). */
export function writeElectron(folder: string, system: System, fuses = 9): void {
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  put('LICENSE', 'fixture');
  put('LICENSES.chromium.html', 'fixture');
  if (system === 'linux') put('electron', fuseWire(fuses));
  else if (system === 'win') put('electron.exe', Buffer.concat([windowsProgram(), fuseWire(fuses)]));
  else {
    const contents = 'Electron.app/Contents';
    const framework = `${contents}/Frameworks/Electron Framework.framework`;
    put(`${contents}/MacOS/Electron`, 'fixture');
    put(`${contents}/Info.plist`, plist({ CFBundleExecutable: 'Electron', CFBundleName: 'Electron' }));
    put(`${contents}/Resources/electron.icns`, 'fixture');
    put(`${framework}/Electron Framework`, fuseWire(fuses));
    for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
      const helper = `Electron Helper${kind}`;
      put(`${contents}/Frameworks/${helper}.app/Contents/MacOS/${helper}`, 'fixture');
      put(
        `${contents}/Frameworks/${helper}.app/Contents/Info.plist`,
        plist({ CFBundleExecutable: helper, CFBundleName: helper }),
      );
    }
  }
}
