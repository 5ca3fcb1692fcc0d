// The room's answers to the bridge. What answers with a cue is never kept: those requests are `control`.
import type Database from 'better-sqlite3';
import type { AssistSettings } from '#shared/contract/assist.ts';
import { afterRating } from '#shared/domain/assist/cues.ts';
import { afterDismissal } from '#shared/domain/assist/flags.ts';
import { assistLimits, type AssistView, type Snooze } from '#shared/domain/assist/view.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Person, RoomHandlers } from '../router/context.ts';
import { silence, tooMany } from './memory.ts';
import type { ModelState } from './model-file.ts';
import type { AssistRoom } from './room.ts';
import { addThumb, isOff, keepDismissal, switchHints, thumbTotals } from './rows.ts';

export interface AssistHandlersDeps {
  room: AssistRoom;
  core(): Database.Database;
  model(): ModelState;
  now(): string;
  monotonic(): number;
}
const minutesOf: Record<Snooze, number> = { '5': 5, '15': 15, call: Infinity };

export function assistHandlers(deps: AssistHandlersDeps): RoomHandlers<'assist'> {
  const { room } = deps;
  const viewed = (callId: string): Result<AssistView> => {
    const view = room.view(callId);
    return view === null ? fail('no-call') : ok(view);
  };
  const settingsOf = (person: Person | null): AssistSettings => {
    const model = deps.model();
    const ear = model.state === 'ready' ? model.ear : null;
    return {
      hints: person !== null && !isOff(deps.core(), person.id),
      model: {
        state: model.state,
        code: model.state === 'refused' ? model.code : null,
        name: ear?.name ?? null,
        version: ear?.version ?? null,
      },
      totals: thumbTotals(deps.core()),
    };
  };
  return {
    async heard({ callId, source, text }) {
      const m = room.memoryOf(callId);
      if (m === null) return fail('no-call');
      // After the talk too: notes are written then, and a red flag in them is one. `feel` is silent there.
      if (tooMany(m, deps.monotonic(), assistLimits.requestsIn10s)) return fail('busy', 'assist.heard');
      await room.hear(m, text, source === 'notes' ? 'note' : 'practice');
      return viewed(callId);
    },
    said({ callId }) {
      const m = room.memoryOf(callId);
      if (m === null) return fail('no-call');
      room.said(m);
      return viewed(callId);
    },
    view: ({ callId }) => viewed(callId),
    snooze({ callId, for: how }) {
      const m = room.memoryOf(callId);
      if (m === null) return fail('no-call');
      room.snooze(m, how === null ? 0 : minutesOf[how] * 60_000);
      return viewed(callId);
    },
    rate({ callId, cueId, up }, context) {
      const m = room.memoryOf(callId);
      const { cue } = m?.cues ?? { cue: null };
      const model = deps.model();
      if (m === null || cue?.id !== cueId || model.state !== 'ready') return fail('not-found', 'cue');
      const after = afterRating(m.cues, cueId, up, deps.monotonic());
      if (after === null) return fail('not-found', 'cue');
      // Thumbs twice are one opinion.
      if (cue.rated === null) addThumb(deps.core(), { state: cue.state, version: model.ear.version }, up);
      m.cues = after;
      context.changed('assist.changed', [callId]);
      return ok({});
    },
    dismissFlag({ callId, flagId, saidAt, reason }, context) {
      const m = room.memoryOf(callId);
      if (m === null) return fail('no-call');
      const done = afterDismissal(m.flags, { id: flagId, at: saidAt }, reason, context.now);
      if (done === 'unknown') return fail('not-found', 'flag');
      // Other words came to it while somebody read the ones before: those are not set aside unread.
      if (done === 'said-again') return fail('conflict', 'flag said again');
      const { group } = done.flag;
      const by = context.person?.name ?? '';
      keepDismissal(deps.core(), callId, { group, reason, by }, context.now);
      context.about({ callId, what: `${group}:${reason}` });
      m.flags = done.memory;
      context.changed('assist.changed', [callId]);
      return ok({});
    },
    settings: (_input, context) => ok(settingsOf(context.person)),
    change({ hints }, context) {
      if (context.person === null) return fail('not-signed-in');
      switchHints(deps.core(), context.person.id, hints);
      const ids = [...room.calls.keys()];
      if (!hints) for (const m of room.calls.values()) silence(m);
      context.changed('assist.changed', ids);
      return ok({});
    },
  };
}
