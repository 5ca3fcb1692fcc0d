// What the power campaign records: opens a real vault with the desk's own code, saves messages through the desk's own log,
// and says each number on descriptor 3 once the save has been committed. Ends by SIGKILL, as a power cut leaves no time.
import { randomBytes, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { addMessage } from '#desk/messages/log.ts';
import { migrations } from '#desk/migrations.ts';
import { sealerOf } from '#desk/sealing.ts';
import { openTestVault } from '#desk/vault/testing.ts';
import type { Vault } from '#desk/vault/vault.ts';
import { emptyDraft, type Message } from '#shared/domain/messages/message.ts';
import { filled } from '#tests/support/message.ts';

/** `sync`: a weaker setting than the product's, to show that the campaign would see it. `checkpoint`: pages, 0 = as shipped. */
interface Asked {
  profile: string;
  messages: number;
  sync: 'FULL' | 'NORMAL';
  checkpoint: number;
  reopenEvery: number;
}
const { profile, messages, sync, checkpoint, reopenEvery } = JSON.parse(process.argv[2] ?? '') as Asked;
const now = '2026-11-22T03:00:00.000Z';

function messageOf(id: string, words: string, n: number): Message {
  const fields = emptyDraft({
    accountId: 'harbor',
    dnis: '',
    greeting: '',
    receivedAt: now,
    zone: 'America/New_York',
    practice: 'Harbor',
    origin: { kind: 'other-phone', why: 'power campaign' },
  });
  return {
    schema: 2,
    id,
    fields: {
      ...filled(fields, words),
      urgency: n % 3 === 0 ? 'urgent-clinical' : 'routine-clinical',
    },
    incomplete: [],
    takenBy: { personId: 'ada-after', name: 'Ada After (synthetic)' },
    savedAt: now,
    clockOffsetMs: null,
  };
}
async function open(): Promise<Vault> {
  const opened = await openTestVault(profile, undefined, migrations);
  if (!opened.ok) throw new Error(opened.code);
  if (sync !== 'FULL') opened.value.core.pragma(`synchronous=${sync}`);
  if (checkpoint > 0) opened.value.core.pragma(`wal_autocheckpoint=${checkpoint}`);
  return opened.value;
}

let vault = await open();
const sealer = sealerOf(
  () => vault,
  () => null,
  randomBytes,
);
for (let n = 1; n <= messages; n++) {
  const id = randomUUID();
  // Different lengths, so that pages fill differently.
  const made = messageOf(id, `Words number ${n}. ${'x'.repeat((n * 137) % 1500)}`, n);
  const seq = vault.tx(() => addMessage(vault.core, sealer, made));
  writeSync(3, `${id} ${n % 3 === 0 ? 'urgent' : 'normal'} ${seq}\n`);
  if (n % reopenEvery === 0 && n < messages) {
    vault.close();
    vault = await open();
  }
}
process.kill(process.pid, 'SIGKILL');
