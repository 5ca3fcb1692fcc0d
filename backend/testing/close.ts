// Ends a server of a test in good order, and within a second.
import type { FastifyInstance } from 'fastify';

/** Longest that a server that ends waits for what its clients still have open, ms. */
const cutAfterMs = 1_000;

/** A client may have opened a connection that it never used: Node waits a minute for its first request. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), cutAfterMs);
  await app.close();
  clearTimeout(cut);
}
