// Writing an article on this desk: begun, written with a revision, discarded and brought back, looked through, handed in.
import { createHash } from 'node:crypto';
import { lintArticle } from '#shared/domain/knowledge/lint.ts';
import { articleOf, draftOf, emptyDraft, type DraftFields } from '#shared/domain/knowledge/draft.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { ownIdPrefix } from '#shared/domain/knowledge/two-people.ts';
import type { ArticleDraftView } from '#shared/contract/authoring.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { readFor } from '../knowledge/read.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import { draftFor, offlineSaid, personOf, seesDraft, today, type AuthoringDeps } from './deps.ts';
import type { Follow } from './follow.ts';
import { known, newestVersion, reportOf } from './known.ts';
import {
  addDraft,
  fieldsOf,
  findDraft,
  listDrafts,
  moveDraft,
  pastFields,
  pastOf,
  writeDraft,
  type KeptDraft,
} from './store.ts';

type Mine = 'drafts' | 'begin' | 'draft' | 'past' | 'write' | 'discard' | 'undo' | 'lint' | 'submit';
/** The backend takes at most as many names of writers (shared/protocol/knowledge-acts.ts). */
const mostWriters = 20;

/**
 * Handed in under this id: the same words once, however often they are sent; other words of the same draft anew.
 * The form is a UUID of version 8 (RFC 9562).
 */
export function proposalId(draftId: string, revision: number): string {
  const hex = createHash('sha256').update(`${draftId}:${revision}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function draftHandlers(
  deps: AuthoringDeps,
  follow: Pick<Follow, 'look'>,
): Pick<RoomHandlers<'authoring'>, Mine> {
  /** On their way to the backend: nobody writes in them meanwhile. */
  const leaving = new Set<string>();
  const said = (context: Context, id: string) => context.changed('authoring.changed', [id]);

  function view(id: string, context: Context): Result<ArticleDraftView> {
    const found = draftFor(deps, id, context);
    if (!found.ok) return found;
    const { draft, person } = found.value;
    const fields = fieldsOf(deps.core(), id);
    if (!fields.ok) return fields;
    const there = (articleId: string, version?: number): Article | null => {
      const read = readFor(deps.core(), person.role, articleId, version);
      return read.ok ? read.value : null;
    };
    const { translationOf, variantOf } = fields.value;
    const from = translationOf?.id ?? variantOf;
    return ok({
      row: draft.row,
      fields: fields.value,
      before: draft.row.basedOn === null ? null : there(draft.row.articleId),
      original:
        from === null
          ? null
          : {
              now: there(from),
              begunFrom: translationOf === null ? null : there(from, translationOf.version),
            },
      history: pastOf(deps.core(), id),
    });
  }
  function mayWrite(
    at: { id: string; revision: number },
    context: Context,
  ): Result<{ draft: KeptDraft; person: Person }> {
    const found = draftFor(deps, at.id, context);
    if (!found.ok) return found;
    const { row } = found.value.draft;
    if (leaving.has(at.id)) return fail('busy', 'draft');
    if (row.state !== 'open' && row.state !== 'came-back') return fail('draft-closed');
    if (row.revision !== at.revision) return fail('conflict', 'draft');
    const { person } = found.value;
    if (row.writers.length >= mostWriters && !row.writers.some((w) => w.id === person.id))
      return fail('drafts-full', 'writers');
    return found;
  }
  /** What a draft begins with. */
  function beginning(
    input: Parameters<RoomHandlers<'authoring'>['begin']>[0],
    person: Person,
    day: string,
  ): Result<{ articleId: string; basedOn: number | null; fields: DraftFields }> {
    const own = `${ownIdPrefix}${input.id}`;
    if (input.as === 'new') {
      const fields = emptyDraft({
        kind: input.kind,
        lang: input.lang,
        practice: input.practice ?? 'all',
        site: input.site,
        sourceName: sourceOf(input.practice),
        today: day,
        owner: person.name,
        ownerId: person.id,
      });
      return ok({ articleId: own, basedOn: null, fields });
    }
    if (input.from === null) return fail('invalid-input', 'from');
    const from = readFor(deps.core(), person.role, input.from.id, input.from.version ?? undefined);
    if (!from.ok) return from;
    const of = from.value;
    const fields: DraftFields = { ...draftOf(of), reviewBy: null };
    if (input.as === 'edit')
      return ok({ articleId: of.id, basedOn: newestVersion(deps.core(), of.id) ?? of.version, fields });
    // Somebody answers for these words who wrote them, not whoever answers for the original.
    const mine = { ...fields, owner: person.name, ownerId: person.id };
    if (input.as === 'translation') {
      const translationOf = { id: of.id, version: of.version };
      return ok({
        articleId: own,
        basedOn: null,
        fields: { ...mine, lang: input.lang, translationOf, variantOf: null },
      });
    }
    if (input.practice === null || input.practice === 'all') return fail('invalid-input', 'practice');
    return ok({
      articleId: own,
      basedOn: null,
      fields: {
        ...mine,
        practice: input.practice,
        site: input.site,
        variantOf: of.variantOf ?? of.id,
        translationOf: null,
        source: { ...mine.source, name: sourceOf(input.practice) },
      },
    });
  }
  const sourceOf = (practice: string | null): string =>
    deps.accounts().find((a) => a.id === practice)?.name ?? 'Own';

  return {
    drafts({ state }, { after, limit }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      void follow.look(person.value.id, context.now);
      const [at = '', id = ''] = after?.split(' ') ?? [];
      const rows = listDrafts(deps.core(), { state, after: after === null ? null : { at, id }, limit });
      const last = rows.at(-1)?.row;
      return ok({
        rows: rows.filter((d) => seesDraft(d, person.value)).map((d) => d.row),
        next: rows.length < limit || last === undefined ? null : `${last.changedAt} ${last.id}`,
      });
    },
    begin(input, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      if (findDraft(deps.core(), input.id) !== null) return view(input.id, context);
      const with_ = beginning(input, person.value, today(context));
      if (!with_.ok) return with_;
      const { id, as } = input;
      const by = { id: person.value.id, name: person.value.name };
      const made = addDraft(deps.core(), { id, begun: as, importId: null, ...with_.value }, by, context.now);
      if (!made.ok) return made;
      said(context, id);
      return view(id, context);
    },
    draft: ({ id }, context) => view(id, context),
    past({ id, revision }, context) {
      const found = draftFor(deps, id, context);
      return found.ok ? pastFields(deps.core(), id, revision) : found;
    },
    write({ fields, basedOn, ...at }, context) {
      const may = mayWrite(at, context);
      if (!may.ok) return may;
      const { draft, person } = may.value;
      const newest = newestVersion(deps.core(), draft.row.articleId);
      if (basedOn !== undefined && basedOn > (newest ?? 0)) return fail('invalid-input', 'basedOn');
      const by = { id: person.id, name: person.name };
      const written = writeDraft(deps.core(), draft, fields, by, context.now, basedOn ?? null);
      said(context, at.id);
      return written;
    },
    discard(at, context) {
      const may = mayWrite(at, context);
      if (!may.ok) return may;
      said(context, at.id);
      return moveDraft(deps.core(), at.id, { state: 'left' }, context.now);
    },
    undo({ id }, context) {
      const found = draftFor(deps, id, context);
      if (!found.ok) return found;
      if (found.value.draft.row.state !== 'left') return fail('conflict', 'draft');
      said(context, id);
      return moveDraft(deps.core(), id, { state: 'open' }, context.now);
    },
    lint({ articleId, fields }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const findings = lintArticle(
        fields,
        known(deps, { articleId, today: today(context), role: person.value.role }),
      );
      return ok(reportOf(deps.core(), findings, { articleId, fields }, person.value));
    },
    async submit({ note, ...at }, context) {
      const may = mayWrite(at, context);
      if (!may.ok) return may;
      const { draft, person } = may.value;
      const { row } = draft;
      const fields = fieldsOf(deps.core(), at.id);
      if (!fields.ok) return fields;
      const id = proposalId(at.id, at.revision);
      if (row.behind) {
        // What came since may be these very words: handed in, and the reply was lost.
        leaving.add(at.id);
        const before = await deps.backend.proposal(person.id, id).finally(() => leaving.delete(at.id));
        if (!before.ok || !deps.core().open) return fail('knowledge-behind');
        const { state: became } = before.value.proposal;
        if (became !== 'published' && became !== 'open') return fail('knowledge-behind');
        said(context, at.id);
        const state = became === 'published' ? 'published' : 'handed-in';
        return moveDraft(deps.core(), at.id, { state, proposalId: id }, context.now);
      }
      const day = today(context);
      const findings = lintArticle(
        fields.value,
        known(deps, { articleId: row.articleId, today: day, role: person.role }),
      );
      if (findings.some((f) => f.severity === 'stop')) return fail('article-not-clean');
      const version = (newestVersion(deps.core(), row.articleId) ?? row.basedOn ?? 0) + 1;
      const made = articleOf(fields.value, { id: row.articleId, version, today: day });
      if (!made.ok) return fail('article-not-clean', made.message);
      leaving.add(at.id);
      const handed = offlineSaid(
        await deps.backend
          .propose(person.id, { id, article: made.value, note, writers: row.writers.map((w) => w.id) })
          .finally(() => leaving.delete(at.id)),
      );
      if (!handed.ok) return handed;
      const state = handed.value.state === 'published' ? 'published' : 'handed-in';
      said(context, at.id);
      return moveDraft(deps.core(), at.id, { state, proposalId: id, said: null }, context.now);
    },
  };
}
