// Serves the built pages as app://desk: a fresh nonce and the policy with every document, nothing from outside the folder.
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { resolveAsset } from '#host/assets.ts';
import { contentSecurityPolicy, fixedHeaders, withNonce } from '#host/csp.ts';
import { ownPath, scheme } from './origin.ts';

/** Once, before `ready`. No privilege beyond what a page of its own origin needs. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function servePages(session: Session, folder: string): void {
  session.protocol.handle(scheme, (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  const path = ownPath(request.url);
  if (path === null) return refuse(400);
  const asset = resolveAsset(path);
  if (!asset.ok) return refuse(asset.status);
  const bytes = await readInside(folder, asset.file);
  if (bytes === null) return refuse(404);
  const nonce = randomBytes(18).toString('base64url');
  const body = asset.html ? withNonce(bytes.toString('utf8'), nonce) : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      ...fixedHeaders,
      'Content-Type': asset.type,
      'Content-Security-Policy': contentSecurityPolicy({ nonce }),
    },
  });
}

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
