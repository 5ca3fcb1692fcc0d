// The switch itself: one clock of 20 ms for all legs and conferences.
import type { Switchboard, SwitchboardOptions } from './switchboard.ts';

export function openSwitchboard(_options: SwitchboardOptions): Switchboard {
  throw new Error('being built');
}
