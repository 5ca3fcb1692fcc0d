// The version of Electron that is stood in for, by its package's own file: importing the package would start a download.
import { readFileSync } from 'node:fs';

export const electronVersion = (
  JSON.parse(
    readFileSync(new URL('../../../node_modules/electron/package.json', import.meta.url), 'utf8'),
  ) as {
    version: string;
  }
).version;
