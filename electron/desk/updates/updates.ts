// What the shell knows of updates, for the page: the desk hands it on and decides nothing.
import type { Host } from '#host/host.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';

export interface UpdatesDeps {
  /** Null in the preview: there is nothing installed that could be updated. */
  host: Pick<Host, 'updateState' | 'installUpdate'> | null;
  /** The desk's own version, for a host that has none. */
  version: string;
}

export function updateHandlers({ host, version }: UpdatesDeps): RoomHandlers<'updates'> {
  return {
    async state() {
      if (host === null) return ok({ state: 'none', version, next: null, asked: false, waits: [] });
      const standing = await host.updateState({});
      return standing.ok ? ok({ ...standing.value, version: standing.value.version ?? version }) : standing;
    },
    install: async () => (host === null ? fail('host-cannot', 'preview') : host.installUpdate({})),
  };
}
