// The desk's one logger. Patient data must never reach a log, so an entry is an event from a list with keys from a list,
// and each key takes numbers, booleans or short words of a checked shape. What does not fit is a type error, and at run
// time is written as `[refused]`.
import { errorCodes, type ErrorCode } from '#shared/domain/errors.ts';

/** Every event there is. A new one is a line here. */
export const logEvents = [
  'desk.started',
  'desk.stopping',
  'desk.uncaught',
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
  'audit.verified',
  'settings.set-aside',
  'session.changed',
  'shell.refused',
  'sync.pushed',
  'sync.failed',
  'sync.state',
  'device.enrolled',
  'ehr.failed',
  'ehr.state',
  'knowledge.imported',
  'knowledge.failed',
  'content.loaded',
  'content.failed',
  'call.changed',
  'telephony.state',
  'practice.changed',
  'demo.action',
] as const;
export type LogEvent = (typeof logEvents)[number];

const shapes = {
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

interface ValueOf {
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

const refused = '[refused]';

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

/** What may be said of an unknown error: its kind and the place in our files. Never its message. */
export function errorFields(error: unknown): Pick<LogFields, 'error' | 'where' | 'code'> {
  if (!(error instanceof Error)) return { error: 'Error' };
  const place = /([A-Za-z0-9._-]+\.(?:ts|js|mjs|cjs):\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1];
  const code = 'code' in error && shapes.code(error.code) ? (error.code as ValueOf['code']) : undefined;
  return {
    error: shapes.errorName(error.name) ? error.name : 'Error',
    ...(place ? { where: place } : {}),
    ...(code ? { code } : {}),
  };
}
