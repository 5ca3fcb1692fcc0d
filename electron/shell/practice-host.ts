// Which windows a desk may ask of the shell. Those beside the main one show the live desk, so practice must not open one
// over it, nor close one that a live call is in; the trainer's window is practice's own, and no live desk has it.
import { fail } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';

export const practiceHost = (host: Host): Host => ({
  ...host,
  showWindow: async (asked) =>
    asked.surface === 'trainer' ? host.showWindow(asked) : fail('host-cannot', 'practice'),
  closeWindow: async (asked) =>
    asked.surface === 'trainer' ? host.closeWindow(asked) : fail('host-cannot', 'practice'),
});

export const liveHost = (host: Host): Host => ({
  ...host,
  showWindow: async (asked) =>
    asked.surface === 'trainer' ? fail('host-cannot', 'live') : host.showWindow(asked),
  closeWindow: async (asked) =>
    asked.surface === 'trainer' ? fail('host-cannot', 'live') : host.closeWindow(asked),
});
