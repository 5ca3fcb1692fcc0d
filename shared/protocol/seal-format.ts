// How a body is sealed and how items are chained: constants and exact byte orders, no cryptography (Node stays outside
// `shared`). The desk seals and the backend opens, each with its own code; a fixture checks that both read this alike.

/**
 * Sealing one body (message or addendum) for the backend:
 * 1. body key  = 32 random bytes, used once.
 * 2. `body`    = nonce(12) ‖ AES-256-GCM(body key, UTF-8 JSON, AAD = UTF-8 of the item's id) ‖ tag(16), base64.
 * 3. shared    = X25519(ephemeral private key, backend's public key); one ephemeral pair may serve several items.
 * 4. wrap key  = HKDF-SHA256(ikm = shared, salt = ephemeral public(32) ‖ backend public(32), info = `sealInfo`, 32 bytes).
 * 5. `keyForBackend` = ephemeral public(32) ‖ nonce(12) ‖ AES-256-GCM(wrap key, body key, same AAD)(32) ‖ tag(16), base64.
 */
export const sealInfo = 'careline-seal-v1';
export const nonceBytes = 12;
export const tagBytes = 16;
export const keyBytes = 32;
/** Length of `keyForBackend` before base64. */
export const wrappedBytes = keyBytes + nonceBytes + keyBytes + tagBytes;
/** What both AES-GCM steps authenticate beside the text: a body cannot be moved to another item. */
export const sealAad = (id: string): string => id;

/** Raw X25519 and Ed25519 public keys travel without their DER heads; these heads make them SPKI keys again (hex). */
export const spkiHead = { x25519: '302a300506032b656e032100', ed25519: '302a300506032b6570032100' } as const;

/** Chain head of a device that has sent nothing yet. */
export const chainStart = '0'.repeat(64);

/** Where a lane's chain begins: an item cannot be moved to the other lane without its hash failing. */
export const laneStart = (lane: 'urgent' | 'normal'): string =>
  lane === 'normal' ? chainStart : 'a'.repeat(64);

/**
 * The text whose SHA-256 (of its UTF-8 bytes, lower-case hex) is an item's `hash`. It covers the whole envelope, and
 * through `previous` everything this device sent before: 12 lines, in this order, joined by `\n`.
 */
export function chainText(
  previous: string,
  item: {
    seq: number;
    id: string;
    type: string;
    schema: number;
    author: string;
    takenAt: string;
    urgency: number;
    payload: { keyId: string; keyForBackend: string; body: string };
  },
): string {
  return [
    'careline-chain-v1',
    previous,
    String(item.seq),
    item.id,
    item.type,
    String(item.schema),
    item.author,
    item.takenAt,
    String(item.urgency),
    item.payload.keyId,
    item.payload.keyForBackend,
    item.payload.body,
  ].join('\n');
}
