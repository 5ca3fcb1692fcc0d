// Bringing texts in: a file that a person picked, or text from the page, becomes drafts; what was not taken is listed by line; and the
// whole of it can be undone.
import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type { ArticleDraftRow, importReport } from '#shared/contract/authoring.ts';
import { emptyDraft, type DraftFields } from '#shared/domain/knowledge/draft.ts';
import {
  importReasons,
  importRefusal,
  largestImport,
  mostImported,
  type ImportFormat,
  type ImportReason,
  type ImportRefusal,
} from '#shared/domain/knowledge/import-shapes.ts';
import { ownIdPrefix } from '#shared/domain/knowledge/two-people.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, Person, RoomHandlers } from '../router/context.ts';
import type { FileHost } from '../training/files.ts';
import { prepared } from '../vault/prepared.ts';
import type { Imported } from './convert/convert.ts';
import { personOf, seesDraft, today, type AuthoringDeps } from './deps.ts';
import { addDraft, draftsOfImport, moveDraft } from './store.ts';

type Mine = 'import' | 'imports' | 'importUndo';
type Report = z.input<typeof importReport>;
interface Row {
  id: string;
  file: string;
  at: string;
  refused: string;
  refused_total: number;
  undone: number;
}
interface Given {
  name: string;
  format: ImportFormat | null;
  content: Uint8Array | string;
  /** Set = it is not even looked at. */
  refused: ImportReason | null;
  bytes: number;
}
/** Longest that the desk's thread writes at once, ms. */
const batchMs = 4;
const megabytes = (bytes: number): string => `${Math.ceil(bytes / 100_000) / 10} MB`;

/** Null = nothing was picked. Only what may be read is read. */
async function pickFile(host: FileHost): Promise<Result<Given | null>> {
  const picked = await host.fileDialog({
    mode: 'open',
    title: 'Bring in articles',
    suggested: null,
    extensions: ['md', 'markdown', 'txt', 'html', 'htm', 'csv', 'tsv'],
  });
  if (!picked.ok) return picked;
  if (picked.value.handle === null) return ok(null);
  const place = await host.redeemHandle({ handle: picked.value.handle });
  if (!place.ok) return place;
  const name = picked.value.name ?? 'file';
  try {
    const file = await open(place.value.path, 'r');
    try {
      const { size } = await file.stat();
      const given = { name, format: null, refused: null, bytes: size };
      if (size > largestImport) return ok({ ...given, content: '', refused: 'too-large' });
      const content = Buffer.alloc(size);
      let length = 0;
      while (length < size) {
        const { bytesRead } = await file.read(content, length, size - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return ok({ ...given, content: new Uint8Array(content.subarray(0, length)) });
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail('disk-error', (error as NodeJS.ErrnoException).code ?? '');
  }
}

export function importHandlers(deps: AuthoringDeps): Pick<RoomHandlers<'authoring'>, Mine> {
  const reportOf = (row: Row): Omit<Report, 'drafts'> => ({
    id: row.id,
    file: row.file,
    at: row.at,
    refused: importRefusal.array().catch([]).parse(JSON.parse(row.refused)),
    refusedTotal: row.refused_total,
    undone: row.undone === 1,
  });
  const rowOf = (id: string): Row | undefined =>
    prepared<[string], Row>(deps.core(), 'select * from article_imports where id = ?').get(id);
  const draftsSeen = (id: string, person: Person): ArticleDraftRow[] =>
    draftsOfImport(deps.core(), id)
      .filter((d) => seesDraft(d, person))
      .map((d) => d.row);
  function refusal(name: string, why: ImportReason, what: string): ImportRefusal {
    return { file: name.slice(0, 255), line: null, why, outcome: importReasons[why], what };
  }
  function fieldsOf(
    made: Imported,
    input: Parameters<RoomHandlers<'authoring'>['import']>[0],
    context: Context,
    who: { id: string; name: string },
  ): DraftFields {
    const base = emptyDraft({
      kind: input.kind,
      lang: input.lang,
      practice: input.practice,
      site: null,
      sourceName: 'Own',
      today: today(context),
      owner: who.name,
      ownerId: who.id,
    });
    const named = made.owner !== undefined && made.owner !== who.name;
    const { source } = made;
    return {
      ...base,
      ...made,
      // A name in a file is a name; which person it is nobody knows.
      ownerId: named ? null : base.ownerId,
      source: {
        name: source?.name || base.source.name,
        url: source?.url ?? null,
        licence: source?.licence || base.source.licence,
        date: source?.date || base.source.date,
      },
    };
  }
  /** In short turns: somebody may be on a call. Null = given up half-way; nothing of it stays. */
  async function keep(
    importId: string,
    drafts: readonly DraftFields[],
    who: { id: string; name: string },
    context: Context,
  ): Promise<{ full: boolean } | null> {
    const db = deps.core();
    let at = 0;
    let full = false;
    while (at < drafts.length && !full) {
      if (!db.open) return null;
      if (context.signal.aborted) {
        prepared(db, "update article_drafts set state = 'left' where import_id = ?").run(importId);
        return null;
      }
      const until = performance.now() + batchMs;
      db.transaction(() => {
        do {
          const fields = drafts[at];
          if (fields === undefined) return;
          const id = deps.uuid();
          const draft = {
            id,
            articleId: `${ownIdPrefix}${id}`,
            basedOn: null,
            begun: 'import' as const,
            importId,
            fields,
          };
          if (!addDraft(db, draft, who, context.now).ok) {
            full = true;
            return;
          }
          at++;
        } while (performance.now() < until);
      }).immediate();
      context.progress(at, drafts.length);
      await setImmediate();
    }
    return { full };
  }

  return {
    async import(input, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      const who = { id: person.value.id, name: person.value.name };
      const there = rowOf(input.id);
      if (there !== undefined) return ok({ ...reportOf(there), drafts: draftsSeen(input.id, person.value) });
      const picked =
        input.text === null
          ? await pickFile(deps.files)
          : ok({
              name: input.text.name,
              format: input.text.format,
              content: input.text.text,
              refused: null,
              bytes: input.text.text.length,
            } satisfies Given);
      if (!picked.ok) return picked;
      if (picked.value === null) return ok(null);
      const { name, format, content, refused: atOnce, bytes } = picked.value;
      const answer =
        atOnce === null
          ? await deps.importer.convert({ name, format, content }, context.signal, (done, total) =>
              context.progress(done, total),
            )
          : ok({
              articles: [],
              refused: [refusal(name, atOnce, `${megabytes(bytes)} > ${megabytes(largestImport)}`)],
              refusedTotal: 1,
            });
      if (!answer.ok) return answer;
      if (!deps.core().open) return fail('interrupted', 'import');
      const { articles, refused, refusedTotal } = answer.value;
      const drafts = articles.slice(0, mostImported).map((made) => fieldsOf(made, input, context, who));
      const kept = await keep(input.id, drafts, who, context);
      if (kept === null) return fail('cancelled');
      const all = kept.full ? [refusal(name, 'drafts-full', ''), ...refused].slice(0, 500) : refused;
      prepared(
        deps.core(),
        'insert into article_imports (id, file, at, by_id, refused, refused_total) values (?, ?, ?, ?, ?, ?)',
      ).run(
        input.id,
        name.slice(0, 255),
        context.now,
        who.id,
        JSON.stringify(all),
        refusedTotal + (kept.full ? 1 : 0),
      );
      context.about({ count: drafts.length });
      context.changed('authoring.changed');
      const row = rowOf(input.id);
      if (row === undefined) return fail('unexpected', 'import');
      return ok({ ...reportOf(row), drafts: draftsSeen(input.id, person.value) });
    },
    imports: () =>
      ok(
        prepared<[], Row>(deps.core(), 'select * from article_imports order by at desc, id limit 20')
          .all()
          .map(reportOf),
      ),
    importUndo({ id }, context) {
      const person = personOf(context);
      if (!person.ok) return person;
      if (rowOf(id) === undefined) return fail('not-found', 'import');
      let left = 0;
      let kept = 0;
      for (const row of draftsSeen(id, person.value)) {
        if (row.state === 'left') continue;
        // Work that somebody did since is not thrown away with it.
        if (row.state !== 'open' || row.revision !== 1) kept++;
        else {
          moveDraft(deps.core(), row.id, { state: 'left' }, context.now);
          left++;
        }
      }
      prepared(deps.core(), 'update article_imports set undone = 1 where id = ?').run(id);
      context.about({ count: left });
      context.changed('authoring.changed');
      return ok({ left, kept });
    },
  };
}
