// The round before: what was handed in of the same article and sent back, with the reason and its words. Whoever looks at it again
// sees what was asked for and what came of it.
import type { Article } from '#shared/domain/knowledge/article.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { ProposalRow } from '#shared/protocol/knowledge-acts.ts';
import type { AuthoringDeps } from './deps.ts';

/** null = it is decided itself, or was never sent back as far as the newest hundred decisions tell. */
export async function lastSentBack(
  backend: Pick<AuthoringDeps['backend'], 'proposals' | 'proposal'>,
  person: string,
  of: ProposalRow,
): Promise<Result<{ proposal: ProposalRow; article: Article } | null>> {
  if (of.state !== 'open') return ok(null);
  const decided = await backend.proposals(person, { open: false });
  if (!decided.ok) return decided;
  const [last] = decided.value.proposals
    .filter((p) => p.articleId === of.articleId && p.state === 'sent-back' && p.id !== of.id && p.at <= of.at)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return last === undefined ? ok(null) : backend.proposal(person, last.id);
}
