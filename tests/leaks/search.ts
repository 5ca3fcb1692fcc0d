// Looks for every form of every canary in folders, whatever a file is called or holds, and in texts.
import { closeSync, openSync, readSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formsOf, type Canary } from './canaries.ts';

export interface Hit {
  place: string;
  what: string;
  form: string;
}
export interface Search {
  /** Every file below, its name too. `leaveOut`: folders by name, told in `leftOut`. */
  folder(place: string, path: string, leaveOut?: readonly string[]): void;
  text(place: string, text: string | Buffer): void;
  hits: Hit[];
  /** Where was looked, with files and bytes. */
  places: Map<string, { files: number; bytes: number }>;
  leftOut: string[];
}
const chunk = 16 * 1024 * 1024;

export function createSearch(canaries: readonly Canary[]): Search {
  const needles = canaries.flatMap((canary) =>
    formsOf(canary).map(([form, bytes]) => ({ what: canary.what, form, bytes })),
  );
  /** Chunks overlap by the longest form. */
  const overlap = Math.max(...needles.map(({ bytes }) => bytes.length));
  const hits: Hit[] = [];
  const places: Search['places'] = new Map();
  const leftOut: string[] = [];
  const at = (place: string): { files: number; bytes: number } => {
    const found = places.get(place) ?? { files: 0, bytes: 0 };
    places.set(place, found);
    return found;
  };
  function look(place: string, bytes: Buffer): void {
    for (const { what, form, bytes: needle } of needles)
      if (
        bytes.includes(needle) &&
        !hits.some((h) => h.place === place && h.what === what && h.form === form)
      )
        hits.push({ place, what, form });
  }
  function file(place: string, path: string): void {
    const into = at(place);
    let fd: number;
    try {
      fd = openSync(path, 'r');
    } catch {
      // A socket, or gone meanwhile.
      return;
    }
    into.files++;
    const buffer = Buffer.alloc(chunk);
    for (let position = 0; ;) {
      const read = readSync(fd, buffer, 0, chunk, position);
      if (read <= 0) break;
      into.bytes += position === 0 ? read : Math.max(0, read - overlap);
      look(`${place}: ${path}`, buffer.subarray(0, read));
      if (read < chunk) break;
      position += read - overlap;
    }
    closeSync(fd);
  }
  function folder(place: string, path: string, leaveOut: readonly string[] = []): void {
    at(place);
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = join(path, entry.name);
      look(`${place}: name of ${inner}`, Buffer.from(entry.name));
      if (leaveOut.includes(entry.name)) leftOut.push(inner);
      else if (entry.isDirectory()) folder(place, inner, leaveOut);
      else if (entry.isFile() && statSync(inner).size > 0) file(place, inner);
    }
  }
  return {
    folder,
    text(place, text) {
      const bytes = Buffer.from(text as string);
      const into = at(place);
      into.files++;
      into.bytes += bytes.length;
      look(place, bytes);
    },
    hits,
    places,
    leftOut,
  };
}
export const placesLines = ({ places, leftOut, hits }: Search): string[] => [
  ...[...places].map(([place, { files, bytes }]) => `${place.padEnd(28)} ${files} looked at, ${bytes} bytes`),
  ...leftOut.map((path) => `left out: ${path}`),
  ...hits.map(({ place, what, form }) => `FOUND ${what} as ${form} in ${place}`),
];
