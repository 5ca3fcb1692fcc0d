// Days and offsets by the clock on a clinic's wall, without a library: this runs before the sample EHR is ready.
const dayMs = 86_400_000;

/** YYYY-MM-DD, some days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

const formats = new Map<string, Intl.DateTimeFormat>();
function parts(ms: number, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      timeZoneName: 'longOffset',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(ms).map((p) => [p.type, p.value]));
}

/** The day there at an instant, YYYY-MM-DD. */
export function dayIn(instant: string, zone: string): string {
  const p = parts(Date.parse(instant), zone);
  return `${p['year']}-${p['month']}-${p['day']}`;
}

const offsets = new Map<string, string>();
/** `-05:00`: what that zone's clocks are ahead of UTC on that day's noon. */
export function offsetOn(day: string, zone: string): string {
  const key = `${day} ${zone}`;
  const known = offsets.get(key);
  if (known) return known;
  const name = parts(Date.parse(`${day}T17:00:00.000Z`), zone)['timeZoneName'] ?? 'GMT';
  const offset = name.slice(3) || '+00:00';
  offsets.set(key, offset);
  return offset;
}
