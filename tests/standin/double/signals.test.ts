// Who hears a signal, before `ready` and after it.
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { holdSignals } from './signals.ts';

function made() {
  const heard: string[] = [];
  const process = new EventEmitter();
  const ready = holdSignals(process as NodeJS.Process, {
    end: () => void heard.push('end'),
    quit: () => void heard.push('quit'),
    problem: (text) => void heard.push(text),
  });
  return { heard, process, ready };
}

it('ends at once before ready, and quits after', () => {
  const { heard, process, ready } = made();
  process.emit('SIGTERM');
  ready();
  process.emit('SIGTERM');
  process.emit('SIGHUP');
  expect(heard).toEqual(['end', 'quit', 'quit']);
});

it('gives a signal to who listens after ready, and leaves the others where they were', () => {
  const { heard, process, ready } = made();
  ready();
  process.on('SIGTERM', () => void heard.push('ours'));
  process.emit('SIGTERM');
  process.emit('SIGINT');
  expect(heard).toEqual(['ours', 'quit']);
});

it('drops who listened before ready, as Electron does, and says so', () => {
  const { heard, process, ready } = made();
  process.on('SIGTERM', () => void heard.push('ours'));
  ready();
  expect(heard).toEqual([expect.stringContaining('SIGTERM from before ready')]);
  process.emit('SIGTERM');
  expect(heard.slice(1)).toEqual(['quit']);
});
