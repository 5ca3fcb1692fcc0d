// What the app asked of the system: kept for specs to read. All of it is the double's word, never Electron's.
import { appendFileSync } from 'node:fs';

export interface RecordedCall {
  name: string;
  args: unknown[];
}
export interface Recorder {
  calls: RecordedCall[];
  problems: string[];
  record(name: string, ...args: unknown[]): void;
  problem(text: string): void;
}
/** `file`: each call is written there as well, a line of JSON. */
export function createRecorder(file?: string): Recorder {
  const calls: RecordedCall[] = [];
  const problems: string[] = [];
  return {
    calls,
    problems,
    record(name, ...args) {
      calls.push({ name, args });
      if (file !== undefined) appendFileSync(file, `${JSON.stringify({ name, args })}\n`);
    },
    problem: (text) => void problems.push(text),
  };
}
