// The demo's room put together: what stands in for what, and what its drawer may really stop or start again.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Init } from '#host/link.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { Session } from '../session/session.ts';
import type { ConnectionCount } from './connections.ts';
import { createOpens, demoPassphrase } from './opens.ts';
import { demoHandlers, type DemoDeps } from './handlers.ts';

export interface DemoParts extends Pick<
  DemoDeps,
  'control' | 'line' | 'carrier' | 'clock' | 'state' | 'asPerson' | 'endLease'
> {
  init: Init;
  session: Session;
  sealer: Sealer;
  /** A carrier runs beside this desk, whether or not it answers now. */
  hasCarrier: boolean;
  connections(): ConnectionCount;
  enrol(code: string): Promise<unknown>;
  ensureDay(): Promise<void>;
}

export function demoRoom({ init, session, ...parts }: DemoParts): ReturnType<typeof demoHandlers> {
  const { control, line, carrier, clock, sealer, connections } = parts;
  const opens = createOpens(session);
  return demoHandlers({
    state: parts.state,
    asPerson: parts.asPerson,
    endLease: parts.endLease,
    control,
    line,
    carrier,
    clock,
    passphrase: demoPassphrase,
    opens,
    standIns: [
      init.host === 'preview' ? 'shell-preview' : 'shell-electron',
      'line-practice',
      ...(parts.hasCarrier ? ['line-carrier'] : []),
      'ehr-sample',
      'backend-local',
      'wording-draft',
    ],
    uuid: randomUUID,
    proof() {
      const vault = session.vault();
      return control === null || vault === null
        ? null
        : { vault, profile: join(init.profile, 'vault'), sealer, control, connections };
    },
    kill: () => process.kill(process.pid, 'SIGKILL'),
    async reset(code) {
      const vault = session.vault();
      if (vault === null) return;
      vault.core.prepare('DELETE FROM work').run();
      vault.core.prepare("DELETE FROM settings_core WHERE key = 'demo-day'").run();
      await parts.enrol(code);
      await parts.ensureDay();
    },
  });
}
