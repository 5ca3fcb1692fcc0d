// The sample schedules carry a fixed day. In the demo, until the backend delivered one, they look like one that came in with
// the last sync: the newest mark of a four-hour grid that is at least 45 minutes past, so that every read at one hour tells
// one time. Outside the demo nothing is touched.
const gridMs = 4 * 3_600_000;
const leastAgeMs = 45 * 60_000;

export const freshAsOf = (now: string): string =>
  new Date(Math.floor((Date.parse(now) - leastAgeMs) / gridMs) * gridMs).toISOString();
