// Addresses of reports and their reviews. A revoked device may still report: it is evidence.
import { reportEndsRequest } from '#shared/protocol/report-ends.ts';
import { reportsRequest, reviewDecideRequest, reviewsListRequest } from '#shared/protocol/reports.ts';
import type { Ask } from '../http/ask.ts';
import { readBody } from '../http/body.ts';
import type { Parts } from '../parts.ts';
import { takeEnds } from './ends.ts';
import { decideReview, listReviews, takeReports } from './room.ts';

export function addReports(ask: Ask, parts: Parts): void {
  ask('/v2/reports', (who, request) => takeReports(parts, who, readBody(request, reportsRequest, 2)), {
    revokedToo: true,
  });
  ask('/v2/reports/ends', (who, request) => takeEnds(parts, who, readBody(request, reportEndsRequest, 2)), {
    revokedToo: true,
  });
  ask('/v2/reviews/list', (who, request) =>
    listReviews(parts, who, readBody(request, reviewsListRequest, 2)),
  );
  ask('/v2/reviews/decide', (who, request) =>
    decideReview(parts, who, readBody(request, reviewDecideRequest, 2)),
  );
}
