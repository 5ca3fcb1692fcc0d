// What the app asked of the system: kept for specs to read. All of it is the double's word, never Electron's.

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
export function createRecorder(): Recorder {
  const calls: RecordedCall[] = [];
  const problems: string[] = [];
  return {
    calls,
    problems,
    record: (name, ...args) => void calls.push({ name, args }),
    problem: (text) => void problems.push(text),
  };
}
