// An announcement stands at the top of every desk's articles as soon as it is published, by one person: what may not be said in an
// article may not be said there.
import type { Announcement } from './announcement.ts';
import { emptyDraft } from './draft.ts';
import type { ArticleFinding } from './lint-codes.ts';
import { lintForm } from './lint-form.ts';
import { lintPersonal } from './lint-personal.ts';
import { Findings } from './lint-place.ts';
import { lintSaid } from './lint-said.ts';

/** All of it is held to what is read to callers: who reads it may say it. Its length and school grade are the writer's. */
const heading = '## Say to the caller\n\n';
const ofArticles: ReadonlySet<string> = new Set(['much-too-hard', 'two-parts-of-a-kind']);

/** What keeps it from being published, places by the words alone. `numbers`: the last ten digits of those that may be named. */
export function lintNotice(
  of: Pick<Announcement, 'title' | 'body'>,
  numbers: ReadonlySet<string>,
): ArticleFinding[] {
  const about = { kind: 'article', lang: 'en', practice: 'all', site: null } as const;
  const empty = emptyDraft({ ...about, sourceName: '', today: '2026-01-01', owner: null, ownerId: null });
  const fields = { ...empty, title: of.title, body: `${heading}${of.title}\n\n${of.body}` };
  const out = new Findings(fields.body);
  lintForm(fields.body, out);
  lintSaid(fields, out);
  lintPersonal(fields, numbers, out);
  return out.inOrder().filter((f) => f.severity === 'stop' && !ofArticles.has(f.code));
}
