// Corrected phrases and scenarios of a trainer's own: in force for runs that start afterwards, undone at any time.
import { checkCorrection, corrected, inForce } from '#shared/domain/training/overlay.ts';
import type { Correction } from '#shared/domain/training/records.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { trainerOf, type Training } from './deps.ts';
import { drafts, findDraft, publishDraft, putDraft, withdrawDraft, type Draft } from './drafts.ts';
import { openFile, practiceName, saveFile } from './files.ts';
import { readClean, readFindings } from './lint.ts';
import { addCorrection, correctionsOf } from './store.ts';

type Mine =
  | 'corrections'
  | 'correct'
  | 'correctUndo'
  | 'drafts'
  | 'draftRead'
  | 'draftOf'
  | 'draftSave'
  | 'draftLint'
  | 'draftPublish'
  | 'draftWithdraw'
  | 'draftImport'
  | 'draftExport';
const mostFindings = 300;

export function authoringHandlers(deps: Training): Pick<RoomHandlers<'training'>, Mine> {
  const inForceChanged = (context: Context): void => {
    deps.scenarios.changed();
    context.changed('training.changed');
    context.changed('practice.changed');
  };
  function shown(scenarioId: string) {
    // Asks for what is in force first, so that `plain` knows what ships.
    deps.practice().scenarios();
    const plain = deps.scenarios.plain(scenarioId);
    if (plain === null) return fail('not-found', 'scenario');
    const history = correctionsOf(deps.core(), scenarioId);
    const rules = corrected(plain, history).rules.map((rule, i) => {
      const before = plain.rules[i]?.any ?? [];
      return {
        ruleId: rule.id,
        title: rule.title,
        any: [...rule.any],
        added: rule.any.filter((p) => !before.includes(p)),
        removed: before.filter((p) => !rule.any.includes(p)),
      };
    });
    return ok({
      scenarioId,
      version: history.at(-1)?.version ?? 0,
      rules,
      history: history.toReversed().slice(0, 200),
    });
  }
  function add(
    scenarioId: string,
    version: number,
    context: Context,
    make: (history: Correction[]) => Result<Pick<Correction, 'ruleId' | 'add' | 'remove' | 'undoes'>>,
  ) {
    const history = correctionsOf(deps.core(), scenarioId);
    const now = history.at(-1)?.version ?? 0;
    if (now !== version) return fail('conflict', 'corrections');
    const change = make(history);
    if (!change.ok) return change;
    const by = trainerOf(deps).name;
    addCorrection(deps.core(), { scenarioId, version: now + 1, ...change.value, by, at: context.now });
    inForceChanged(context);
    return shown(scenarioId);
  }
  const own = (id: string): Result<Draft> => {
    const found = findDraft(deps.core(), id);
    return found === null ? fail('not-found', 'draft') : ok(found);
  };
  function keep(id: string, text: string, context: Context): Result<Draft['row']> {
    // The shape alone: walking every way through it is asked for by `draftLint`, and again before it is published.
    const findings = readFindings(text);
    const by = trainerOf(deps).name;
    if (!putDraft(deps.core(), { id, text, findings: findings.length, by, at: context.now }))
      return fail('drafts-full');
    context.changed('training.changed', [id]);
    const kept = own(id);
    return kept.ok ? ok(kept.value.row) : kept;
  }

  return {
    corrections: ({ scenarioId }) => shown(scenarioId),
    correct: ({ scenarioId, version, ...change }, context) =>
      add(scenarioId, version, context, (history) => {
        deps.practice().scenarios();
        const plain = deps.scenarios.plain(scenarioId);
        if (plain === null) return fail('not-found', 'scenario');
        const fits = checkCorrection(corrected(plain, history), change);
        return fits.ok ? ok({ ...change, undoes: null }) : fits;
      }),
    /** The newest that still counts. */
    correctUndo: ({ scenarioId, version }, context) =>
      add(scenarioId, version, context, (history) => {
        const last = inForce(history).at(-1);
        if (last === undefined) return fail('not-found', 'correction');
        return ok({ ruleId: last.ruleId, add: [], remove: [], undoes: last.version });
      }),

    drafts: () => ok(drafts(deps.core())),
    draftRead: ({ id }) => own(id),
    draftOf({ scenarioId }) {
      const text = deps.sources.textOf(scenarioId);
      return text === null ? fail('not-found', 'scenario') : ok({ text });
    },
    draftSave({ id, revision, text }, context) {
      const kept = findDraft(deps.core(), id);
      if ((kept?.row.revision ?? null) !== revision) return fail('conflict', 'draft');
      return keep(id, text, context);
    },
    async draftLint({ text }) {
      const found = await deps.lintThread.lint(text);
      if (!found.ok) return found;
      return ok({ findings: found.value.slice(0, mostFindings), total: found.value.length });
    },
    async draftPublish({ id, revision }, context) {
      const draft = own(id);
      if (!draft.ok) return draft;
      if (draft.value.row.revision !== revision) return fail('conflict', 'draft');
      const { text } = draft.value;
      // Beside this thread: somebody may be on a practice call.
      const found = await deps.lintThread.lint(text);
      if (!found.ok) return found;
      if (deps.signedIn.current() === null) return fail('training-signed-out');
      if (findDraft(deps.core(), id)?.row.revision !== revision) return fail('conflict', 'draft');
      const scenario = found.value.length > 0 ? null : readClean(text, deps.sources);
      if (scenario === null) return fail('scenario-not-clean');
      const now = deps
        .practice()
        .scenarios()
        .find((s) => s.id === scenario.id);
      // A score names the version that it was made by: two texts of one version would be told apart by nobody.
      if (now !== undefined && scenario.version <= now.version) return fail('scenario-not-clean', 'version');
      const db = deps.core();
      const { id: scenarioId, version } = scenario;
      db.transaction(() => publishDraft(db, id, { scenarioId, version, at: context.now })).immediate();
      inForceChanged(context);
      const kept = own(id);
      return kept.ok ? ok(kept.value.row) : kept;
    },
    draftWithdraw({ id }, context) {
      if (!withdrawDraft(deps.core(), id)) return fail('not-found', 'draft');
      inForceChanged(context);
      const kept = own(id);
      return kept.ok ? ok(kept.value.row) : kept;
    },
    async draftImport({ id, text }, context) {
      const picked = text === null ? await openFile(deps.host, 'Open a scenario') : ok(text);
      if (!picked.ok) return picked;
      if (picked.value === null) return ok(null);
      if (findDraft(deps.core(), id) !== null) return fail('conflict', 'draft');
      return keep(id, picked.value, context);
    },
    async draftExport({ id }) {
      const draft = own(id);
      if (!draft.ok) return draft;
      const { text, row } = draft.value;
      const name = `scenario-${row.scenarioId || 'draft'}`;
      return saveFile(deps.host, { title: 'Save the scenario', suggested: practiceName(name, 'json'), text });
    },
  };
}
