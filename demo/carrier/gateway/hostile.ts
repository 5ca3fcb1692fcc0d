// Frames that no gateway should send and a Device must survive.
import type { HostileFrame } from './types.ts';

const bad = '<img src=x onerror=alert(1)>\u202e\u0000{plural, select}';

export const hostileFrames: Readonly<Record<HostileFrame, readonly (string | Buffer)[]>> = {
  'half-json': ['{"type":"invite","payload":{"callsid":"CA', '{', '"', ''],
  'no-type': ['{}', '[]', 'null', '1', '{"payload":{}}'],
  'unknown-type': ['{"type":"upgrade","payload":{"to":"2.0"}}', '{"type":"__proto__","payload":{}}'],
  'wrong-shapes': [
    '{"type":"invite","payload":{}}',
    '{"type":"invite","payload":{"callsid":"CA0","sdp":"not an sdp","parameters":7}}',
    '{"type":"answer","payload":{"callsid":null,"sdp":12}}',
    '{"type":"error","payload":{"error":"text"}}',
    '{"type":"connected","payload":{"token":{"ttl":"soon"}}}',
    '{"type":"hangup"}',
  ],
  huge: [JSON.stringify({ type: 'message', payload: { callsid: 'CA0', content: 'x'.repeat(1_000_000) } })],
  binary: [Buffer.from([0, 255, 254, 1, 2, 3])],
  'hostile-params': [
    JSON.stringify({
      type: 'invite',
      payload: {
        callsid: `CA${'0'.repeat(32)}`,
        sdp: 'v=0\r\n',
        parameters: {
          From: bad,
          To: bad,
          CallSid: bad,
          Params: `callId=${encodeURIComponent(bad)}&__proto__=1`,
        },
      },
    }),
  ],
};
