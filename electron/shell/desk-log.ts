// Keeps what a desk writes to its error output: its own log lines as they are, anything else as its number of bytes only.
// A crash inside native code may print memory, and memory may hold a patient's name.
import { appendFileSync, chmodSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isLogLine } from '#host/log-words.ts';

/** A line longer than this is none of ours, bytes. */
const longest = 16 * 1024;
const newline = 10;

export interface LogSplitter {
  /** The lines that are whole now, each with its newline, ready to be kept. */
  take(chunk: Uint8Array): string[];
  /** What is left when the output ends. */
  end(): string[];
}

/** `now` gives ISO instants for the lines that stand in for foreign text. */
export function splitLog(now: () => string): LogSplitter {
  let open = Buffer.alloc(0);
  /** Bytes of foreign text since the last line of ours: told once, however many lines they were. */
  let foreign = 0;

  const told = (): string[] => {
    if (foreign === 0) return [];
    const line = JSON.stringify({ at: now(), level: 'error', event: 'desk.stderr', bytes: foreign });
    foreign = 0;
    return [`${line}\n`];
  };
  const lineOf = (bytes: Buffer): string[] => {
    const line = bytes.toString('utf8').replace(/\r$/, '');
    if (line === '' && foreign === 0) return [];
    if (bytes.length <= longest && isLogLine(line)) return [...told(), `${line}\n`];
    foreign += bytes.length + 1;
    return [];
  };
  return {
    take(chunk) {
      const out: string[] = [];
      let rest = Buffer.concat([open, chunk]);
      for (let at = rest.indexOf(newline); at !== -1; at = rest.indexOf(newline)) {
        out.push(...lineOf(rest.subarray(0, at)));
        rest = rest.subarray(at + 1);
      }
      // Something without an end is not kept in memory for ever either.
      if (rest.length > longest) {
        foreign += rest.length;
        rest = Buffer.alloc(0);
      }
      open = Buffer.from(rest);
      return [...out, ...told()];
    },
    end() {
      const out = open.length === 0 ? [] : lineOf(open);
      open = Buffer.alloc(0);
      return [...out, ...told()];
    },
  };
}

/** One file and the one before it; together they take twice this many bytes at most. */
export const fileBytes = 1024 * 1024;

/**
 * Appends to `path`, readable by this user only, and begins anew when it is full (the full one stays as `<path>.1`). A log
 * that can't be written is no reason to stop: the disk's trouble shows elsewhere.
 */
export function keepLog(path: string, most = fileBytes): (lines: readonly string[]) => void {
  let size = -1;
  return (lines) => {
    if (lines.length === 0) return;
    const text = lines.join('');
    const bytes = Buffer.byteLength(text);
    try {
      if (size < 0) {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > 0) chmodSync(path, 0o600);
      }
      if (size > 0 && size + bytes > most) {
        renameSync(path, `${path}.1`);
        size = 0;
      }
      appendFileSync(path, text, { mode: 0o600 });
      size += bytes;
    } catch {
      size = -1;
    }
  };
}

/** An output stream, as far as it is used. */
export interface Output {
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
}
export function logOf(output: Output | null, path: string, now: () => string): void {
  if (output === null) return;
  const split = splitLog(now);
  const keep = keepLog(path);
  output.on('data', (chunk) => keep(split.take(chunk)));
  output.on('end', () => keep(split.end()));
}
