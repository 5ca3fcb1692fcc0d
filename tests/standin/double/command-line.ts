// `app.commandLine`: the switches the app was started with, and those it adds before `ready` for Chromium.
import type { CommandLineMembers } from './members.ts';
import { surface } from './not-in-surface.ts';

export interface CommandLineDouble {
  commandLine: CommandLineMembers;
  value(name: string): string | null;
  /** What Chromium is started with: everything but what the stand-in itself reads. */
  forChromium(): string[];
}
/** Node's and the stand-in's own; Chromium gets its profile and its port from the stand-in. */
const notForChromium = new Set(['inspect', 'inspect-brk', 'remote-debugging-port', 'user-data-dir']);

/** Docs: api/command-line. Names are compared in lower case; `--` ends the switches. */
export function createCommandLine(args: readonly string[]): CommandLineDouble {
  const end = args.indexOf('--');
  const switches = new Map<string, string>();
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    const [, name, value] = /^--?([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name !== undefined) switches.set(name.toLowerCase(), value ?? '');
  }
  return {
    commandLine: surface('app.commandLine', {
      hasSwitch: (name: string) => switches.has(name.toLowerCase()),
      appendSwitch: (name: string, value?: string) => void switches.set(name.toLowerCase(), value ?? ''),
    }),
    value: (name) => switches.get(name) ?? null,
    forChromium: () =>
      [...switches]
        .filter(([name]) => !notForChromium.has(name) && !name.startsWith('careline-'))
        .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
  };
}
