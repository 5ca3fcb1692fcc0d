// What a practice desk may not ask of the shell: the windows beside the main one show the live desk, so practice must not
// open one over it, nor close one that a live call is in.
import { fail } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';

export const practiceHost = (host: Host): Host => ({
  ...host,
  showWindow: async () => fail('host-cannot', 'practice'),
  closeWindow: async () => fail('host-cannot', 'practice'),
});
