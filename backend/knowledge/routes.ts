// Addresses of the knowledge base. A revoked device may still tell what its people said of articles; it is given nothing.
import { eventsRequest, feedRequest } from '#shared/protocol/knowledge.ts';
import {
  acknowledgementsRequest,
  actRequest,
  answerRequest,
  decideRequest,
  inboxRequest,
  proposalRequest,
  proposalsRequest,
  proposeRequest,
} from '#shared/protocol/knowledge-acts.ts';
import type { Ask } from '../http/ask.ts';
import { readBody } from '../http/body.ts';
import type { Parts } from '../parts.ts';
import { doAct } from './acts.ts';
import { takeEvents } from './events.ts';
import { feedFor } from './feed.ts';
import { acknowledgementsOf, answerEvent, inboxOf } from './inbox.ts';
import { decide, propose, proposalOf, proposalsOf } from './proposals.ts';

export function addKnowledge(ask: Ask, parts: Parts): void {
  ask('/v2/knowledge/feed', (who, r) => feedFor(parts, who, readBody(r, feedRequest, 2)));
  ask('/v2/knowledge/events', (who, r) => takeEvents(parts, who, readBody(r, eventsRequest, 2)), {
    revokedToo: true,
  });
  ask('/v2/knowledge/propose', (who, r) => propose(parts, who, readBody(r, proposeRequest, 2)));
  ask('/v2/knowledge/decide', (who, r) => decide(parts, who, readBody(r, decideRequest, 2)));
  ask('/v2/knowledge/proposals', (who, r) => proposalsOf(parts, who, readBody(r, proposalsRequest, 2)));
  ask('/v2/knowledge/proposal', (who, r) => proposalOf(parts, who, readBody(r, proposalRequest, 2)));
  ask('/v2/knowledge/act', (who, r) => doAct(parts, who, readBody(r, actRequest, 2)));
  ask('/v2/knowledge/inbox', (who, r) => inboxOf(parts, who, readBody(r, inboxRequest, 2)));
  ask('/v2/knowledge/answer', (who, r) => answerEvent(parts, who, readBody(r, answerRequest, 2)));
  ask('/v2/knowledge/acknowledgements', (who, r) =>
    acknowledgementsOf(parts, who, readBody(r, acknowledgementsRequest, 2)),
  );
}
