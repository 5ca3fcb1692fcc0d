// For tests only: a desk process that is revoked, and ends itself at a point of the wipe as a power cut would.
// Arguments: profile, backend's address (empty: none), the point (or `none`). Prints each point that it reached.
import { randomUUID } from 'node:crypto';
import { createAnchoring } from '../audit/anchoring.ts';
import { appendAudit } from '../audit/append.ts';
import { organisationKey } from '../audit/testing.ts';
import { migrations } from '../migrations.ts';
import { backendClient } from '../sync/backend-client.ts';
import { findEnrolment, requestCounter } from '../sync/device.ts';
import { openTestVault, testPassphrase } from '../vault/testing.ts';
import { vaultState, type Vault } from '../vault/vault.ts';
import { createRevoke } from './revoke.ts';

const [profile = '', url = '', killAt = 'none'] = process.argv.slice(2);
let vault: Vault | null = null;
const opened =
  vaultState(profile) === 'present' ? await openTestVault(profile, testPassphrase, migrations) : null;
if (opened?.ok === true) vault = opened.value;
const counter = vault === null ? null : requestCounter(vault.core);

const usual = backendClient({
  baseUrl: url,
  fetch,
  monotonic: () => performance.now(),
  credential() {
    const enrolment = vault === null ? null : findEnrolment(vault.core);
    return vault === null || counter === null || enrolment === null
      ? null
      : { deviceId: enrolment.deviceId, counter, sign: (bytes) => vault?.sign(bytes) ?? Buffer.alloc(0) };
  },
});
const client = url === '' ? null : usual;
const anchoring = createAnchoring({
  vault: () => vault,
  client,
  anchorage(db) {
    const { organisation, deviceId: device } = findEnrolment(db)!;
    return { organisation, device, publicKey: organisationKey };
  },
  now: () => new Date().toISOString(),
  after: () => () => undefined,
  changed: () => undefined,
  anchored: () => undefined,
  failed: (error) => void process.stderr.write(String(error)),
  told: () => undefined,
});

const revoke = createRevoke({
  profile,
  baseUrl: url === '' ? null : url,
  client,
  vault: () => vault,
  wrap: () => null,
  bar: (page) => void process.stdout.write(page === 'device-revoked' ? '' : `page:${page.slice(15)}\n`),
  bringAudit: () => anchoring.bring(),
  leaveAll: () => undefined,
  letGo: () => void (vault = null),
  audit(core, event, what) {
    const at = new Date().toISOString();
    appendAudit(core, { event, outcome: 'ok', person: null, surface: 'desk', at, subject: { what } });
  },
  now: () => new Date().toISOString(),
  uuid: randomUUID,
  random: () => 0,
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, 20));
    return () => clearTimeout(timer);
  },
  told: () => undefined,
  reached(point) {
    process.stdout.write(`${point}:${(vault?.reader() ?? null) === null ? 'shut' : 'reads'}\n`);
    if (point === killAt) process.kill(process.pid, 'SIGKILL');
  },
});
if (vault !== null) revoke.room.revoked();
await revoke.finished;
process.exit(0);
