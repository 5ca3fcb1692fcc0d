// A `bytea[]` parameter in PostgreSQL's binary form: pg writes an array as text, every byte as two digits that are quoted
// here and read again there.

const byteaOid = 17;
const headBytes = 20;

/** Value for a parameter that is cast to `bytea[]`: pg sends a buffer as it is. One dimension, no nulls. */
export function byteaArray(values: readonly Buffer[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + value.length, headBytes);
  const out = Buffer.allocUnsafe(size);
  // Dimensions (none when empty), "holds nulls", type; then length and first index of the one dimension.
  for (const [i, n] of [values.length === 0 ? 0 : 1, 0, byteaOid, values.length, 1].entries())
    out.writeInt32BE(n, 4 * i);
  if (values.length === 0) return out.subarray(0, 12);
  let at = headBytes;
  for (const value of values) {
    at = out.writeInt32BE(value.length, at);
    out.set(value, at);
    at += value.length;
  }
  return out;
}
