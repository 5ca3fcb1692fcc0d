// Nothing but listed events and keys with checked shapes reaches the log, whatever a caller passes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog, errorFields, logEvents, logKeys, type LogEvent, type LogFields } from './log.ts';

function capture() {
  const lines: string[] = [];
  const log = createLog({ sink: (l) => lines.push(l), clock: () => '2026-11-22T03:00:00.000Z' });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

test('a listed event with listed keys, one line each', () => {
  const { log, lines, last } = capture();
  log.info('desk.started', { ms: 12.5, epoch: 1 });
  expect(last()).toEqual({
    at: '2026-11-22T03:00:00.000Z',
    level: 'info',
    event: 'desk.started',
    ms: 12.5,
    epoch: 1,
  });
  log.warn('request.slow', { name: 'messages.save', ms: 61, code: 'disk-full' });
  log.error('vault.refused', {
    code: 'SQLITE_IOERR_FSYNC',
    where: 'router.ts:41:7',
    error: 'TypeError',
    ok: false,
  });
  expect(last()).toMatchObject({ level: 'error', code: 'SQLITE_IOERR_FSYNC', where: 'router.ts:41:7' });
  expect(lines).toHaveLength(3);
  expect(lines.every((l) => l.endsWith('\n') && l.trim().split('\n').length === 1)).toBe(true);
});

test('canaries: names, numbers, texts and unknown keys are refused at run time', () => {
  const canaries = [
    'Zephyrine',
    'Zephyrine Quackenbush',
    'maria gonzález',
    '+1 555 0100',
    '1957-03-02',
    'chest pain since morning',
    'MRN-00123',
    '{"name":"x"}',
    'a\nb',
  ];
  const { log, lines } = capture();
  for (const canary of canaries) {
    for (const key of Object.keys(logKeys)) log.info('desk.ready', { [key]: canary } as LogFields);
    log.info('desk.ready', { [canary]: 1, patientName: canary } as LogFields);
    log.info(canary as LogEvent);
    log.error('request.unexpected', errorFields(new Error(canary)));
    log.error('request.unexpected', errorFields(canary));
  }
  const all = lines.join('');
  for (const canary of canaries) expect(all).not.toContain(JSON.stringify(canary).slice(1, -1));
  expect(all).toContain('[refused]');
  expect(all).toContain('"unknownKeys":2');
});

test('any value at all: one valid line with listed keys only', () => {
  const { log, last } = capture();
  const known = new Set<string>([...Object.keys(logKeys), 'at', 'level', 'event', 'unknownKeys']);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything()), (fields) => {
      log.info('desk.ready', fields as LogFields);
      expect(Object.keys(last()).every((k) => known.has(k))).toBe(true);
    }),
  );
});

test('events are listed once; types refuse what is not listed', () => {
  expect(new Set(logEvents).size).toBe(logEvents.length);
  const { log } = capture();
  // @ts-expect-error an unlisted event
  log.info('patient.opened');
  // @ts-expect-error an unlisted key
  log.info('desk.ready', { patient: 'x' });
  // @ts-expect-error a text where a number belongs
  log.info('desk.ready', { ms: 'long' });
});

test('an error leaves its kind, code and place, not its message', () => {
  const error = Object.assign(new TypeError('Zephyrine'), { code: 'ECONNREFUSED' });
  expect(errorFields(error)).toMatchObject({ error: 'TypeError', code: 'ECONNREFUSED' });
  expect(errorFields(error).where).toMatch(/^log\.test\.ts:\d+:\d+$/);
});
