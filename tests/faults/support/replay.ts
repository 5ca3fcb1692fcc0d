// A disk as a power cut leaves it, from what `native/record.c` wrote down. Conservative: bytes count once their file was
// synced, names (made, renamed, removed) once their folder was; until then each may be there, gone, or torn.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Chance } from './random.ts';

interface Op {
  op: string;
  inode: string;
  offset: number;
  name: string;
  data: Buffer;
}
/** What becomes of writes that no sync covers. */
export const leftovers = ['dropped', 'kept', 'torn', 'cut-short'] as const;
export type Leftover = (typeof leftovers)[number];
const sector = 512;

/** @throws when the process wrote in a way that the recorder does not know. */
export function readRecord(file: string): Op[] {
  const bytes = readFileSync(file);
  const ops: Op[] = [];
  for (let at = 0; at + 32 <= bytes.length;) {
    const op = String.fromCharCode(bytes[at] ?? 0);
    const nameLength = bytes.readUInt16LE(at + 2);
    const length = Number(bytes.readBigUInt64LE(at + 24));
    const hasData = op === 'W' || op === 'A' || op === 'R';
    const start = at + 32 + nameLength;
    if (op === '?') throw new Error('it wrote by a call that the recorder does not know');
    if (!'WTSCDURA'.includes(op)) throw new Error(`the record is broken at ${at}`);
    ops.push({
      op,
      inode: String(bytes.readBigUInt64LE(at + 8)),
      offset: Number(bytes.readBigUInt64LE(at + 16)),
      name: bytes.subarray(at + 32, start).toString(),
      data: hasData ? bytes.subarray(start, start + length) : Buffer.alloc(0),
    });
    at = start + (hasData ? length : 0);
  }
  return ops;
}

/** A file's bytes with room to grow. */
class Content {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  static of(bytes: Buffer): Content {
    const made = new Content();
    made.write(0, bytes);
    return made;
  }
  #reach(length: number): void {
    if (length > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(length, this.#bytes.length * 2, 8192));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    this.#length = Math.max(this.#length, length);
  }
  write(at: number, data: Buffer): void {
    this.#reach(at + data.length);
    data.copy(this.#bytes, at);
  }
  truncate(length: number): void {
    if (length < this.#length) this.#bytes.fill(0, length, this.#length);
    else this.#reach(length);
    this.#length = length;
  }
  copy(): Content {
    return Content.of(this.bytes());
  }
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
interface File {
  synced: Content;
  pending: Op[];
}
type NameChange =
  | { kind: 'made'; name: string; file: File }
  | { kind: 'gone'; name: string }
  | {
      kind: 'renamed';
      from: string;
      to: string;
    };

function change(names: Map<string, File>, c: NameChange): void {
  if (c.kind === 'made') names.set(c.name, c.file);
  else if (c.kind === 'gone') names.delete(c.name);
  else {
    const file = names.get(c.from);
    names.delete(c.from);
    if (file !== undefined) names.set(c.to, file);
  }
}
function apply(content: Content, op: Op): void {
  if (op.op === 'T') content.truncate(op.offset);
  else content.write(op.offset, op.data);
}

/** Starts from a folder as it lies there, all of it synced. */
export function diskFrom(folder: string) {
  const names = new Map<string, File>();
  const byInode = new Map<string, File>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      const file: File = { synced: Content.of(readFileSync(path)), pending: [] };
      names.set(path.slice(folder.length + 1), file);
      byInode.set(String(statSync(path).ino), file);
    }
  /** As the process sees it; `names` are those that a folder's sync made certain. */
  const seen = new Map(names);
  let changes: NameChange[] = [];
  let promised = '';

  return {
    promised: (): string[] => promised.split('\n').slice(0, -1),
    play(op: Op): void {
      const file = byInode.get(op.inode);
      switch (op.op) {
        case 'W':
        case 'T':
          file?.pending.push(op);
          return;
        case 'S':
          if (file === undefined) return;
          for (const one of file.pending) apply(file.synced, one);
          file.pending = [];
          return;
        case 'C': {
          const there = seen.get(op.name);
          if (there !== undefined && there === file) return;
          const made: File = { synced: new Content(), pending: [] };
          byInode.set(op.inode, made);
          changes.push({ kind: 'made', name: op.name, file: made });
          seen.set(op.name, made);
          return;
        }
        case 'U':
          changes.push({ kind: 'gone', name: op.name });
          seen.delete(op.name);
          return;
        case 'R': {
          const c: NameChange = { kind: 'renamed', from: op.name, to: op.data.toString() };
          changes.push(c);
          change(seen, c);
          return;
        }
        case 'D':
          for (const c of changes) change(names, c);
          changes = [];
          return;
        case 'A':
          promised += op.data.toString();
      }
    },
    /** Writes the disk into `to` as it may be found after the power went now. */
    image(to: string, leftover: Leftover, random: Chance): void {
      rmSync(to, { recursive: true, force: true });
      const found = new Map(names);
      // A journal of the file system keeps changes of names in their order: some of the first ones made it.
      const kept =
        leftover === 'dropped' ? 0 : leftover === 'kept' ? changes.length : random.between(0, changes.length);
      for (const c of changes.slice(0, kept)) change(found, c);
      for (const [name, file] of found) {
        const content = file.synced.copy();
        const whole =
          leftover === 'cut-short'
            ? random.between(0, file.pending.length)
            : leftover === 'kept'
              ? Infinity
              : 0;
        file.pending.forEach((op, i) => {
          if (i < whole) apply(content, op);
          else if (leftover === 'torn') {
            if (op.op === 'T') {
              if (random.flip(0.5)) apply(content, op);
              return;
            }
            for (let at = 0; at < op.data.length; at += sector)
              if (random.flip(0.5)) content.write(op.offset + at, op.data.subarray(at, at + sector));
          }
        });
        const path = join(to, name);
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFileSync(path, content.bytes(), { mode: 0o600 });
      }
    },
  };
}
