// The flags after `npm start --`. Unknown or broken ones are named, and nothing starts.
import { parseArgs } from 'node:util';
import { type FhirAuth, fhirAuth } from '#host/launch.ts';

export interface Flags {
  host: 'electron' | 'preview' | null;
  port: number;
  profile: string | null;
  open: boolean;
  /** A demo with its local carrier; never with a backend of the user's own. */
  phone: boolean;
  /** With a backend of the user's own: its calls come by Twilio, and the phone engine registers there. */
  twilio: boolean;
  backend: string | null;
  fhir: string | null;
  /** How agents, or this desk, sign in to the record; null: they don't. */
  fhirAuth: FhirAuth | null;
}
export const usage =
  'npm start -- [--host electron|preview] [--port N] [--profile DIR] [--no-open] [--no-phone] [--backend URL [--twilio]] [--fhir URL] [--fhir-client ID [--fhir-key] [--fhir-origin URL]… [--fhir-port N]]';

export function parseFlags(args: string[]): { ok: true; value: Flags } | { ok: false; message: string } {
  const bad = (why: string): { ok: false; message: string } => ({ ok: false, message: `${why}\n${usage}` });
  let values;
  try {
    ({ values } = parseArgs({
      args,
      allowNegative: true,
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        profile: { type: 'string' },
        open: { type: 'boolean', default: true },
        phone: { type: 'boolean', default: true },
        twilio: { type: 'boolean', default: false },
        backend: { type: 'string' },
        fhir: { type: 'string' },
        'fhir-client': { type: 'string' },
        'fhir-key': { type: 'boolean', default: false },
        'fhir-origin': { type: 'string', multiple: true },
        'fhir-port': { type: 'string' },
      },
    }));
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'flags');
  }
  const { host = null, profile = null, backend = null, fhir = null } = values;
  if (host !== null && host !== 'electron' && host !== 'preview')
    return bad(`--host ${host} is neither electron nor preview.`);
  const port = values.port === undefined ? 0 : Number(values.port);
  if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65535)
    return bad(`--port ${values.port} is not a port number.`);
  for (const [name, value] of [
    ['--backend', backend],
    ['--fhir', fhir],
  ] as const)
    if (value !== null && !/^https?:\/\//.test(URL.canParse(value) ? new URL(value).href : ''))
      return bad(`${name} ${value} is not an http or https address.`);
  const { open = true, phone = true, twilio = false } = values;
  if (twilio && backend === null) return bad('--twilio needs --backend: the demo has a carrier of its own.');
  const auth = authOf(values);
  if (auth === 'bad')
    return bad(
      '--fhir-key, --fhir-origin (as https://host) and --fhir-port (1024 to 65535) go with --fhir-client.',
    );
  return { ok: true, value: { host, port, profile, open, phone, twilio, backend, fhir, fhirAuth: auth } };
}

/** Null: no flag of the record's sign-in was given. */
function authOf(values: {
  'fhir-client'?: string;
  'fhir-key'?: boolean;
  'fhir-origin'?: string[];
  'fhir-port'?: string;
}): FhirAuth | 'bad' | null {
  const { 'fhir-client': clientId, 'fhir-key': key, 'fhir-origin': origins, 'fhir-port': port } = values;
  if (clientId === undefined)
    return key === true || origins !== undefined || port !== undefined ? 'bad' : null;
  const read = fhirAuth.safeParse({
    kind: key === true ? 'backend' : 'launch',
    clientId,
    ...(origins === undefined ? {} : { origins }),
    ...(port === undefined ? {} : { redirectPort: Number(port) }),
  });
  return read.success ? read.data : 'bad';
}
