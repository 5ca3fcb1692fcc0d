// `/a/<token>`: the clinician's page. GET only shows (mail programs and phones open links on their own); POST changes and
// leads back to the page.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { outcomes } from '#shared/domain/messages/entry.ts';
import { voiceThanks } from '../channels/words.ts';
import { loadCase } from '../dispatch/case.ts';
import { bodyBytes } from '../http/body.ts';
import type { Parts } from '../parts.ts';
import { act, type Act, type Acted } from './acts.ts';
import { html, page, policy, type Html } from './html.ts';
import { limitPerMinute } from './limit.ts';
import { findLink } from './links.ts';
import { messageView } from './view.ts';

const wrongPerMinute = 60;
const bodyMost = 20_000;

function show(reply: FastifyReply, status: number, title: string, body: Html): FastifyReply {
  const nonce = randomBytes(16).toString('base64url');
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex',
    })
    .send(page(title, nonce, body));
}
const said: Partial<Record<Acted, string>> = {
  taken: 'Somebody else accepted this message before you. Nothing was changed.',
  closed: 'This message was closed meanwhile. Nothing was changed.',
};

/** The fields of a form; null when it is too large or not one. */
function fieldsOf(request: FastifyRequest): Record<string, string> | null {
  const bytes = bodyBytes(request);
  if (bytes.length > bodyMost) return null;
  return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
}

export function addClinicianPage(app: FastifyInstance, parts: Parts): void {
  const limit = limitPerMinute(wrongPerMinute);
  const gone = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (limit.allows(request.ip, parts.clock()))
      return show(
        reply,
        404,
        'Careline',
        html`<h1>This link does not work</h1>
          <p>It may be older than 24 hours, or not whole. Please call the answering service.</p>`,
      );
    void reply.header('retry-after', '60');
    return show(
      reply,
      429,
      'Careline',
      html`<h1>Too many requests</h1>
        <p>Please wait a minute and open the link again.</p>`,
    );
  };
  type Asked = FastifyRequest<{ Params: { token: string } }>;

  app.get('/a/:token', async (request: Asked, reply) => {
    const { token } = request.params;
    const link = await findLink(parts.pool, token, parts.clock());
    const found = link === null ? null : await loadCase(parts.pool, parts, link.org, link.messageId);
    if (link === null || found === null) return gone(request, reply);
    return show(reply, 200, 'Careline: message', messageView(found, link, `/a/${token}`));
  });

  const acting = (read: (fields: Record<string, string>) => Act | null) => ({
    handler: async (request: Asked, reply: FastifyReply) => {
      const { token } = request.params;
      // A form of another site must not act for whoever has this page open.
      const site = request.headers['sec-fetch-site'];
      const fields = fieldsOf(request);
      const link = await findLink(parts.pool, token, parts.clock());
      if (link === null) return gone(request, reply);
      const what = fields === null ? null : read(fields);
      if (what === null || site === 'cross-site')
        return show(
          reply,
          400,
          'Careline',
          html`<h1>That could not be read</h1>
            <p>Nothing was changed.</p>
            <p><a href="/a/${token}">Back to the message</a></p>`,
        );
      const acted = await act(parts, link, what);
      const sentence = said[acted];
      if (acted === 'no-message') return gone(request, reply);
      if (sentence === undefined) return reply.redirect(`/a/${token}`, 303);
      return show(
        reply,
        409,
        'Careline',
        html`<h1>${sentence}</h1>
          <p><a href="/a/${token}">Back to the message</a></p>`,
      );
    },
  });
  app.post(
    '/a/:token/accept',
    acting(() => ({ do: 'accept', how: 'page' })),
  );
  app.post(
    '/a/:token/decline',
    acting(() => ({ do: 'decline', how: 'page' })),
  );
  app.post(
    '/a/:token/outcome',
    acting(({ what = '', text = '' }) => {
      const known = outcomes.find((o) => o === what);
      const words = text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim();
      return known === undefined || words.length > 2000 ? null : { do: 'outcome', what: known, text: words };
    }),
  );

  /** A key pressed in a call (1 = takes it, 2 = cannot), told by the carrier and signed by it. */
  app.post('/a/:token/keys', async (request: Asked, reply) => {
    const fields = fieldsOf(request) ?? {};
    const link = await findLink(parts.pool, request.params.token, parts.clock());
    const signature = request.headers['x-twilio-signature'];
    const path = request.raw.url ?? '';
    if (link === null || typeof signature !== 'string') return gone(request, reply);
    if (!parts.channels.signedByCarrier(path, signature, fields)) return gone(request, reply);
    const key = fields['Digits'];
    const accepted = key === '1' ? await act(parts, link, { do: 'accept', how: 'key' }) : null;
    if (key === '2') await act(parts, link, { do: 'decline', how: 'key' });
    const took = accepted === 'done' || accepted === 'already';
    const words = took ? voiceThanks.taken : accepted === null ? voiceThanks.declined : voiceThanks.late;
    return reply
      .type('text/xml')
      .send(`<?xml version="1.0" encoding="UTF-8"?><Response><Say>${words}</Say></Response>`);
  });
}
