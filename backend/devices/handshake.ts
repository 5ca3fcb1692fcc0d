// Where the backend stands with a device, asked at the start of each connection: both sides can tell at once whether
// anything is missing or the device's disk was copied.
import type { z } from 'zod';
import type { Lane, Handshake2Answer, handshake2Request } from '#shared/protocol/lanes.ts';
import { laneStart } from '#shared/protocol/seal-format.ts';
import type { HandshakeAnswer } from '#shared/protocol/sync.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { guardFor } from '../identity/guard.ts';
import type { Parts } from '../parts.ts';
import { readerFrom } from '../seal/reader.ts';

interface Standing {
  epoch: string | null;
  changeHead: number;
  durable: boolean;
  lanes: Record<Lane, { lastSeq: number; chainHead: string }>;
}
interface Row {
  epoch: string | null;
  change_n: string;
  durable: boolean;
  lane: Lane | null;
  last_seq: string | null;
  chain_head: string | null;
}

async function standing(parts: Parts, caller: Caller): Promise<Standing> {
  // `durable` is asked from the database and not assumed: an acknowledgement of an unsynced commit is worth nothing.
  const found = await parts.pool.query<Row>(
    `select d.epoch, o.change_n, l.lane, l.last_seq, l.chain_head,
       current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
         and current_setting('synchronous_commit') in ('on', 'remote_apply', 'remote_write', 'local') as durable
     from device d join organisation o on o.id = d.org_id
     left join device_lane l on l.org_id = d.org_id and l.device_id = d.id
     where d.org_id = $1 and d.id = $2`,
    [caller.org, caller.device],
  );
  const first = found.rows[0];
  const at = (lane: Lane): { lastSeq: number; chainHead: string } => {
    const row = found.rows.find((r) => r.lane === lane);
    return { lastSeq: Number(row?.last_seq ?? 0), chainHead: row?.chain_head ?? laneStart(lane) };
  };
  return {
    epoch: first?.epoch ?? null,
    changeHead: Number(first?.change_n ?? 0),
    durable: first?.durable ?? false,
    lanes: { urgent: at('urgent'), normal: at('normal') },
  };
}

const common = (parts: Parts, caller: Caller) => {
  const { current } = parts.sealKeys;
  return {
    organisation: caller.org,
    deviceId: caller.device,
    serverTime: parts.clock().toISOString(),
    sealKey: { id: current.id, publicKey: current.publicRaw.toString('base64') },
  };
};

/** Version 1: an older desk has one sequence, its normal lane. */
export async function handshake(parts: Parts, caller: Caller): Promise<HandshakeAnswer> {
  const { epoch, durable, lanes } = await standing(parts, caller);
  return { v: 1, ...common(parts, caller), epoch, durable, ...lanes.normal };
}

/**
 * Remembers the desk's reader key: changes are sealed for it from now on. A desk that says what it is, is told who may sit
 * there; an older one gets the answer that it knows.
 */
export async function handshake2(
  parts: Parts,
  caller: Caller,
  { readerKey, desk }: z.infer<typeof handshake2Request>,
): Promise<Handshake2Answer> {
  if (!readerFrom(readerKey)) throw new Refusal('invalid', 'The reader key is not a usable X25519 key.');
  await parts.pool.query(
    'update device set reader_key = $3 where org_id = $1 and id = $2 and reader_key is distinct from $3',
    [caller.org, caller.device, readerKey],
  );
  const { epoch, durable, lanes, changeHead } = await standing(parts, caller);
  const answer: Handshake2Answer = { v: 2, ...common(parts, caller), epoch, durable, lanes, changeHead };
  return desk === undefined ? answer : { ...answer, guard: await guardFor(parts, caller, desk) };
}
