// Where the backend stands with a device, asked at the start of each connection: both sides can tell at once whether
// anything is missing or the device's disk was copied.
import type { HandshakeAnswer } from '#shared/protocol/sync.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';

interface Row {
  epoch: string | null;
  last_seq: string;
  chain_head: string;
  durable: boolean;
}

export async function handshake(parts: Parts, caller: Caller): Promise<HandshakeAnswer> {
  // `durable` is asked from the database and not assumed: an acknowledgement of an unsynced commit is worth nothing.
  const found = await parts.pool.query<Row>(
    `select epoch, last_seq, chain_head,
       current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
         and current_setting('synchronous_commit') in ('on', 'remote_apply', 'remote_write', 'local') as durable
     from device where org_id = $1 and id = $2`,
    [caller.org, caller.device],
  );
  const row = found.rows[0];
  const { current } = parts.sealKeys;
  return {
    v: 1,
    organisation: caller.org,
    deviceId: caller.device,
    epoch: row?.epoch ?? null,
    lastSeq: Number(row?.last_seq ?? 0),
    chainHead: row?.chain_head ?? '0'.repeat(64),
    serverTime: parts.clock().toISOString(),
    durable: row?.durable ?? false,
    sealKey: { id: current.id, publicKey: current.publicRaw.toString('base64') },
  };
}
