// Serves the built pages as app://desk: a fresh nonce and the policy with every document, nothing from outside the folder.
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { resolveAsset } from '#host/assets.ts';
import { contentSecurityPolicy, fixedHeaders, withNonce } from '#host/csp.ts';
import type { PhoneConfig } from '#host/launch.ts';
import { lastPage, lastPath } from './last-page.ts';
import { ownPath, scheme } from './origin.ts';
import { windowKinds } from './window-kinds.ts';

/** Once, before `ready`. No privilege beyond what a page of its own origin needs. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export interface Served {
  /** The main page's document was asked for. */
  document(): void;
  /** A file that the built pages need is not there. */
  missing(): void;
  /** The app's version, for the last page. */
  version: string;
  /** The session is the phone's: its page may reach this carrier. */
  phone?: PhoneConfig;
}

export function servePages(session: Session, folder: string, served: Served): void {
  session.protocol.handle(scheme, (request) => answer(request, folder, served));
}

async function answer(request: Request, folder: string, served: Served): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  const path = ownPath(request.url);
  if (path === null) return refuse(400);
  const asset = resolveAsset(path);
  if (!asset.ok) return refuse(asset.status);
  const nonce = randomBytes(18).toString('base64url');
  if (path === lastPath) {
    const asked = new URL(request.url).searchParams.get('why');
    return page(lastPage(asked === 'files' ? 'files' : 'blank', served.version, nonce), nonce);
  }
  if (asset.file === 'index.html') served.document();
  const bytes = await readInside(folder, asset.file);
  if (bytes === null) {
    // A document that is not there is answered by one that needs no file; anything else may leave the page empty.
    if (asset.html) return page(lastPage('files', served.version, nonce), nonce);
    served.missing();
    return refuse(404);
  }
  const phone = asset.file === phoneDocument ? (served.phone ?? null) : null;
  if (asset.html) return page(withNonce(bytes.toString('utf8'), nonce), nonce, phone);
  return new Response(new Uint8Array(bytes), { headers: headersOf(asset.type, nonce) });
}

const phoneDocument = windowKinds.phone.document;
const headersOf = (
  type: string,
  nonce: string,
  phone: PhoneConfig | null = null,
): Record<string, string> => ({
  ...fixedHeaders,
  'Content-Type': type,
  'Content-Security-Policy': contentSecurityPolicy({ nonce, phone }),
});
const page = (html: string, nonce: string, phone: PhoneConfig | null = null): Response =>
  new Response(html, { headers: headersOf('text/html; charset=utf-8', nonce, phone) });

/** A second look after symbolic links are followed: the path's text alone doesn't say where it ends. */
async function readInside(folder: string, file: string): Promise<Buffer | null> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
    return real.startsWith(root + sep) ? await readFile(real) : null;
  } catch {
    return null;
  }
}

const refuse = (status: number): Response => new Response(null, { status, headers: { ...fixedHeaders } });
