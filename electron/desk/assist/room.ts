// Hears the calls of this desk: captions as they come (also while locked), notes as they are typed, the practice patient.
// Every line goes through the rules of red flags; what the caller may feel is asked of the model only while hints are on.
import type Database from 'better-sqlite3';
import { afterPhrase, afterUtterance, nextTime } from '#shared/domain/assist/cues.ts';
import { afterLine, shownFlags, withoutWords, type Scan } from '#shared/domain/assist/flags.ts';
import type { FlagOfCall } from '#shared/domain/assist/marks.ts';
import { assistLimits, type AssistView, type CallFlag, type HeardFrom } from '#shared/domain/assist/view.ts';
import { scanRedFlags } from '#shared/domain/redflags/index.ts';
import { captionsOf, findCall } from '../calls/store.ts';
import { errorFields, type Log } from '../log.ts';
import type { Person } from '../router/context.ts';
import type { Topics } from '../router/topics.ts';
import { isSnoozed, moveOn, newMemory, silence, type CallMemory } from './memory.ts';
import type { ModelState } from './model-file.ts';
import { oneATurn, piecesOf } from './pieces.ts';
import { flagEvents, isOff, keepFlag } from './rows.ts';

export interface AssistDeps {
  core(): Database.Database | null;
  model(): ModelState;
  /** ISO instant by the desk's clock. */
  now(): string;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  soon(task: () => void): void;
  topics: Pick<Topics, 'publish'>;
  log: Log;
  uuid(): string;
  locked(): boolean;
  person(): Person | null;
  /** False: a role-play at a level that gives no hints. Red flags are heard all the same. */
  mayHint(callId: string): boolean;
  scan?: Scan;
}
/** Calls remembered at once; beyond, the one that was made first goes. */
const mostCalls = 16;
/** Pieces that may wait for their turn. */
const mostWaiting = 240;

export function createAssistRoom(deps: AssistDeps) {
  const scan = deps.scan ?? scanRedFlags;
  const calls = new Map<string, CallMemory>();
  const queue = oneATurn(deps.soon, (error) =>
    deps.log.error('request.unexpected', { name: 'assist.heard', ...errorFields(error) }),
  );
  const publish = (callId: string, when: 'rested' | 'now' = 'rested'): void =>
    deps.topics.publish('assist.changed', [callId], when);

  const stateOf = (callId: string): string | null => {
    const db = deps.core();
    return db === null ? null : (findCall(db, callId)?.state ?? null);
  };

  /** A clinician or department that we called: nobody's feelings are read there. */
  const isColleague = (callId: string): boolean => {
    const db = deps.core();
    return db !== null && findCall(db, callId)?.toPractice === true;
  };

  /** The memory of a call that goes on; made anew after a restart from its events and captions. Null = no such call. */
  function memoryOf(callId: string): CallMemory | null {
    const known = calls.get(callId);
    if (known !== undefined) return known;
    const state = stateOf(callId);
    if (state === null || state === 'ended' || state === 'missed') return null;
    const [oldest] = calls.keys();
    if (oldest !== undefined && calls.size >= mostCalls) forget(oldest);
    const made = newMemory(callId);
    made.colleague = isColleague(callId);
    calls.set(callId, made);
    restore(made);
    return made;
  }

  function restore(m: CallMemory): void {
    const db = deps.core();
    if (db === null) return;
    const flags = flagEvents(db, m.callId).map((e): CallFlag => ({
      id: deps.uuid(),
      group: e.group,
      words: null,
      source: 'caption',
      at: e.at,
      dismissed: e.dismissed && { reason: e.dismissed.reason, at: e.dismissed.at },
    }));
    m.flags = { ...m.flags, flags, count: flags.length };
    m.over = !['ringing', 'dialling', 'active', 'held'].includes(stateOf(m.callId) ?? '');
    // What was said before the desk started again: flags only, what it may have meant is past.
    for (const { text, at } of captionsOf(db, m.callId).slice(-assistLimits.lines))
      piecesOf(text).forEach((piece) => queue.add(() => look(m, piece, 'caption', at, { known: flags })));
  }

  /**
   * Flags of one line. `known`: of before a restart; their words come back without being a new event. `alone`: what the
   * rules saw in the line by itself, when another turn has looked already.
   */
  function look(
    m: CallMemory,
    text: string,
    source: HeardFrom,
    at: string,
    { known = [], alone }: { known?: readonly CallFlag[]; alone?: ReturnType<Scan> } = {},
  ): void {
    const before = m.flags;
    const seen: Scan = (words) => (alone !== undefined && words === text ? alone : scan(words));
    const { memory, fresh } = afterLine(before, { text, source, at }, seen, deps.uuid);
    const mine = known.filter((k) => k.words === null && k.dismissed !== null);
    // Set aside before the restart, and the same words: it stays so.
    const again = fresh.filter((f) =>
      mine.some((k) => k.group === f.group && f.at <= (k.dismissed?.at ?? '')),
    );
    m.flags =
      again.length === 0
        ? memory
        : {
            ...memory,
            flags: memory.flags.filter((f) => !again.includes(f)),
            count: memory.count - again.length,
          };
    const news = fresh.filter((f) => !again.includes(f));
    // Shown whatever the disk says to keeping its event.
    if (m.flags.flags !== before.flags) publish(m.callId, news.length > 0 ? 'now' : 'rested');
    const db = deps.core();
    if (db !== null) for (const flag of news) keepFlag(db, m.callId, flag.group, flag.at);
  }

  function listens(m: CallMemory): boolean {
    const db = deps.core();
    const person = deps.person();
    return (
      !m.over &&
      !m.colleague &&
      deps.mayHint(m.callId) &&
      db !== null &&
      person !== null &&
      !isSnoozed(m, deps.monotonic()) &&
      !isOff(db, person.id)
    );
  }

  function feel(m: CallMemory, text: string, source: HeardFrom, at: string): void {
    const model = deps.model();
    if (model.state !== 'ready' || !listens(m)) return;
    const heard = model.ear.hear(text);
    const before = m.cues.cue;
    m.cues = afterUtterance(m.cues, { ...heard, text, source, at }, deps.monotonic(), deps.uuid);
    if (m.cues.cue !== before) publish(m.callId);
    wait(m);
  }

  /** Looks again when the next thing is due. */
  function wait(m: CallMemory): void {
    m.cancel?.();
    const at = nextTime(m.cues);
    m.cancel =
      at === null
        ? null
        : deps.after(Math.max(10, Math.ceil(at - deps.monotonic()) + 1), () => {
            m.cancel = null;
            if (moveOn(m, deps.monotonic(), deps.uuid)) publish(m.callId);
            wait(m);
          });
  }

  function forget(callId: string): void {
    const m = calls.get(callId);
    if (m === undefined) return;
    silence(m);
    m.wake?.();
    m.over = true;
    calls.delete(callId);
  }

  /** Settles when all of it was heard. What can't wait in the queue any more is still looked through for flags. */
  function hear(m: CallMemory, text: string, source: HeardFrom): Promise<void> {
    const at = deps.now();
    return new Promise((done) => {
      const pieces = piecesOf(text);
      // Each a turn of its own: the line by itself, the line with what stood before it, what the caller may feel.
      for (const piece of pieces) {
        let alone: ReturnType<Scan> | undefined;
        queue.add(() => void (alone = scan(piece)));
        queue.add(() => look(m, piece, source, at, { ...(alone && { alone }) }));
        queue.add(() => {
          if (queue.waiting() < mostWaiting) feel(m, piece, source, at);
        });
      }
      queue.add(done);
    });
  }

  function view(callId: string): AssistView | null {
    const m = memoryOf(callId);
    if (m === null) return null;
    const model = deps.model();
    const db = deps.core();
    const person = deps.person();
    const snoozed = isSnoozed(m, deps.monotonic());
    const off = db === null || person === null || isOff(db, person.id) || !deps.mayHint(callId);
    const locked = deps.locked();
    const hints = off ? 'off' : model.state !== 'ready' ? 'no-model' : snoozed ? 'snoozed' : 'on';
    const flags = shownFlags(m.flags, assistLimits.flagsShown);
    return {
      callId,
      hints,
      why: model.state === 'refused' ? model.code : null,
      until: snoozed ? m.until : null,
      cue: hints === 'on' && !locked ? m.cues.cue : null,
      flags: locked ? flags.map(withoutWords) : flags,
      flagCount: m.flags.count,
      model: model.state === 'ready' ? { name: model.ear.name, version: model.ear.version } : null,
    };
  }

  return {
    calls,
    memoryOf,
    hear,
    view,
    publish,
    /** Words that a line brought by itself. Never throws: a call goes on whatever becomes of its hints. */
    async caption(callId: string, text: string): Promise<void> {
      const m = memoryOf(callId);
      if (m !== null) await hear(m, text.slice(0, assistLimits.requestChars), 'caption');
    },
    /** Settles when everything that waits by now was heard. */
    settled: (): Promise<void> => new Promise((done) => queue.add(done)),
    /** Silent for so long (ms; Infinity = for this call), or not any more (0). */
    snooze(m: CallMemory, ms: number): void {
      m.wake?.();
      m.snoozedUntil = ms === 0 ? 0 : deps.monotonic() + ms;
      const ends = ms > 0 && Number.isFinite(ms);
      m.until = ends ? new Date(Date.parse(deps.now()) + ms).toISOString() : null;
      m.wake = ends ? deps.after(ms + 1, () => publish(m.callId)) : null;
      if (ms > 0) silence(m);
      publish(m.callId);
    },
    said(m: CallMemory): void {
      m.cues = afterPhrase(m.cues, deps.monotonic());
    },
    /** Calls changed: a cue goes with its call, the rest when it was wrapped up. */
    published(topic: string): void {
      if (topic !== 'calls.changed' || calls.size === 0) return;
      deps.soon(() => {
        for (const m of calls.values()) {
          const state = stateOf(m.callId);
          if (state === null || state === 'ended' || state === 'missed') forget(m.callId);
          else if (state === 'wrap-up' && !m.over) {
            m.over = true;
            silence(m);
            publish(m.callId);
          }
        }
      });
    },
    /** Somebody else sits down, or nobody: what was shown to one is not shown to another. */
    seated(): void {
      for (const m of calls.values()) if (silence(m)) publish(m.callId);
    },
    /** For a message of this call: groups always, words while they are remembered. */
    flagsOf(callId: string): FlagOfCall[] {
      const db = deps.core();
      if (db === null) return [];
      const heard = calls.get(callId)?.flags.flags ?? [];
      const events = flagEvents(db, callId).map((e): FlagOfCall => {
        const same = heard.filter((f) => f.group === e.group);
        const open = e.dismissed === null ? same.find((f) => f.dismissed === null) : undefined;
        if (e.dismissed === null) return { ...e, words: open?.words ?? '', at: open?.at ?? e.at };
        const aside = same.filter((f) => f.dismissed !== null);
        const mine =
          aside.find((f) => f.dismissed?.at === e.dismissed?.at) ?? aside.find((f) => f.words !== null);
        return { ...e, words: mine?.words ?? '' };
      });
      // A disk that was full for a moment takes no flag away.
      const unkept = heard.filter(
        (f) => !events.some((e) => e.group === f.group && (f.dismissed !== null || e.dismissed === null)),
      );
      return [
        ...events,
        ...unkept.map((f) => ({ group: f.group, words: f.words ?? '', at: f.at, dismissed: null })),
      ];
    },
  };
}
export type AssistRoom = ReturnType<typeof createAssistRoom>;
