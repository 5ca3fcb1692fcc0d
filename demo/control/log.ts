/** The demo's own log: an event and plain fields; never a name or number of a person, a token or a password. */
export type DemoLog = (event: string, fields?: Record<string, string | number | boolean>) => void;
