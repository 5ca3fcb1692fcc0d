// Instants between the server's clock and the desk's. Pages reckon by the desk's clock (a wrong one at this computer, or the
// one that a demo sets), the server by its own: each side is told in its own time.

/** As every instant of the wire and the contract is written. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The same value with every instant in it moved by so much, ms. Values of JSON only. */
export function moved<T>(value: T, byMs: number): T;
export function moved(value: unknown, byMs: number): unknown {
  if (typeof value === 'string') {
    const at = instant.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? value : new Date(at + Math.round(byMs)).toISOString();
  }
  if (Array.isArray(value)) return value.map((each: unknown) => moved(each, byMs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, moved(each, byMs)]));
}
