// What may stand in the desk's log: events from a list, keys from a list, each with a value of a checked shape. The desk
// writes by it; the shell, which keeps the lines in a file, keeps none that doesn't fit. Patient data has no place in it.
import { errorCodes, type ErrorCode } from '#shared/domain/errors.ts';

/** Every event there is. A new one is a line here. */
export const logEvents = [
  'desk.started',
  'desk.stopping',
  'desk.uncaught',
  'desk.failed',
  /** Not the desk's own line: bytes that something else wrote to its error output, kept as their number only. */
  'desk.stderr',
  'desk.ready',
  'port.opened',
  'port.closed',
  'port.refused',
  'request.slow',
  'request.unexpected',
  'turn.slow',
  'worker.failed',
  'vault.created',
  'vault.opened',
  'vault.refused',
  'vault.locked',
  'vault.unlocked',
  'vault.copied',
  'backup.made',
  'backup.failed',
  'backup.restored',
  'audit.verified',
  'audit.anchored',
  'audit.refused',
  'settings.set-aside',
  'session.changed',
  'shell.refused',
  'shell.uncaught',
  'sync.pushed',
  'sync.pulled',
  'sync.failed',
  'sync.state',
  'device.enrolled',
  'device.revoked',
  'device.wiped',
  'ehr.failed',
  'ehr.state',
  'knowledge.imported',
  'knowledge.failed',
  'knowledge.indexed',
  'knowledge.index-failed',
  'knowledge.pulled',
  'knowledge.aside',
  'knowledge.set-back',
  'content.loaded',
  'content.failed',
  'call.changed',
  'telephony.state',
  'practice.changed',
  'speech.changed',
  'assist.model',
  'demo.action',
] as const;
export type LogEvent = (typeof logEvents)[number];

export const shapes = {
  number: (v: unknown) => typeof v === 'number' && Number.isFinite(v),
  boolean: (v: unknown) => typeof v === 'boolean',
  /** One of our error codes, or the database library's or system's (SQLITE_FULL, ECONNREFUSED). */
  code: (v: unknown) =>
    typeof v === 'string' && (Object.hasOwn(errorCodes, v) || /^(SQLITE|E)[A-Z0-9_]{2,40}$/.test(v)),
  /** A word of the program's own: a request's, state's or room's name. Lower case, so that no person's name fits by chance. */
  word: (v: unknown) =>
    typeof v === 'string' && /^[a-z][a-zA-Z0-9]*([.:_-][a-zA-Z0-9]+)*$/.test(v) && v.length <= 64,
  id: (v: unknown) => typeof v === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(v),
  /** File and line of the program: `router.ts:41`. */
  place: (v: unknown) => typeof v === 'string' && /^[a-z0-9._-]{1,60}:\d{1,6}(:\d{1,6})?$/i.test(v),
  errorName: (v: unknown) => typeof v === 'string' && /^([A-Z][a-z]+){0,4}Error$/.test(v),
} as const;

export interface ValueOf {
  number: number;
  boolean: boolean;
  code: ErrorCode | `SQLITE_${string}` | `E${string}`;
  word: string;
  id: string;
  place: string;
  errorName: string;
}
/** Every key there is, and what it takes. */
export const logKeys = {
  ms: 'number',
  count: 'number',
  total: 'number',
  bytes: 'number',
  epoch: 'number',
  attempt: 'number',
  seq: 'number',
  status: 'number',
  pid: 'number',
  schema: 'number',
  ok: 'boolean',
  retryable: 'boolean',
  code: 'code',
  name: 'word',
  state: 'word',
  surface: 'word',
  role: 'word',
  reason: 'word',
  id: 'id',
  where: 'place',
  error: 'errorName',
} as const satisfies Record<string, keyof typeof shapes>;
export type LogKey = keyof typeof logKeys;
export type LogFields = { [K in LogKey]?: ValueOf[(typeof logKeys)[K]] };

export const logRefused = '[refused]';
const levels = ['info', 'warn', 'error'];
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether a line is one that the desk's own logger could have written, key by key. */
export function isLogLine(line: string): boolean {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return false;
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
  const { at, level, event, unknownKeys, ...fields } = entry as Record<string, unknown>;
  const known = event === logRefused || logEvents.includes(event as LogEvent);
  return (
    typeof at === 'string' &&
    instant.test(at) &&
    levels.includes(level as string) &&
    known &&
    (unknownKeys === undefined || shapes.number(unknownKeys)) &&
    Object.entries(fields).every(
      ([key, value]) =>
        Object.hasOwn(logKeys, key) && (value === logRefused || shapes[logKeys[key as LogKey]](value)),
    )
  );
}
