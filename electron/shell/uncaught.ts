// An error that nobody caught in main: its kind and place are kept, never its message, which may hold what a person typed;
// Electron's own box would show it all. The desk has what matters, so main goes on; without a window yet, it ends.
import { errorFields } from '#host/error-fields.ts';

export interface UncaughtDeps {
  now(): string;
  keep(lines: readonly string[]): void;
  /** Everything that starts has started. */
  stands(): boolean;
  /** Says that it cannot start, and ends. */
  giveUp(): void;
}

export const onUncaught =
  ({ now, keep, stands, giveUp }: UncaughtDeps) =>
  (error: unknown): void => {
    const line = { at: now(), level: 'error', event: 'shell.uncaught', ...errorFields(error) };
    keep([`${JSON.stringify(line)}\n`]);
    if (!stands()) giveUp();
  };
