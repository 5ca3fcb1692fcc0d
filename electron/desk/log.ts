// The desk's one logger. Patient data must never reach a log, so an entry is an event from a list with keys from a list,
// and each key takes numbers, booleans or short words of a checked shape. What does not fit is a type error, and at run
// time is written as `[refused]`.
import {
  logEvents,
  logKeys,
  logRefused as refused,
  shapes,
  type LogEvent,
  type LogFields,
  type LogKey,
} from '#host/log-words.ts';

export { errorFields } from '#host/error-fields.ts';
export { logEvents, logKeys, type LogEvent, type LogFields, type LogKey } from '#host/log-words.ts';

export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields): void;
}
export interface LogOptions {
  /** Takes one JSON line with its newline; the composition root passes stderr's write. */
  sink: (line: string) => void;
  /** Now, as an ISO instant. */
  clock: () => string;
}

export function createLog({ sink, clock }: LogOptions): Log {
  const write = (level: string, event: LogEvent, fields: LogFields = {}): void => {
    const out: Record<string, unknown> = {
      at: clock(),
      level,
      event: logEvents.includes(event) ? event : refused,
    };
    let unknown = 0;
    for (const [key, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      if (!Object.hasOwn(logKeys, key)) unknown++;
      else out[key] = shapes[logKeys[key as LogKey]](value) ? value : refused;
    }
    // A key's name could be a patient's too: only how many there were.
    if (unknown > 0) out['unknownKeys'] = unknown;
    sink(`${JSON.stringify(out)}\n`);
  };
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  };
}
