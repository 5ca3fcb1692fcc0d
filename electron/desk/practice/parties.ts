// Somebody else on the line: 911, 988, a nurse, an interpreter. Rung by the trainee, played by the desk. The caller is on hold
// meanwhile, by the call's own hold, but for whom help is rung for: 911 and 988 join at once, all three on the line. What it
// means for the run is an act: `transfer_warm` once all three talk, or when somebody who was told takes over; `transfer_cold`
// when the caller is left with somebody who knows nothing; `interpreter`.
import type Database from 'better-sqlite3';
import type { PracticeParty, PracticeTarget } from '#shared/contract/practice.ts';
import { handedOn } from '#shared/domain/practice/run.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import { findCall } from '../calls/store.ts';
import type { PartyWords } from './party-words.ts';
import type { PracticeRoom } from './room.ts';
import { saysSomething } from './said.ts';
import { findAttempt, putParty, runningAttempts } from './store.ts';

export interface PartiesDeps {
  core(): Database.Database | null;
  room: PracticeRoom;
  words: PartyWords;
  calls(): Pick<RoomHandlers<'calls'>, 'hold' | 'end'>;
  now(): string;
  after(ms: number, run: () => void): () => void;
}
type Line = PracticeParty['lines'][number];
/** Nobody waits alone on hold for these (product.md 4b): they come to both, and their coming is the warm hand-over. */
const help: readonly PracticeTarget[] = ['911', '988'];
const comesToBoth = (target: PracticeTarget): boolean => target === 'interpreter' || help.includes(target);
/** Their goodbye has its place among the forty of the contract. */
const mostLines = 39;
const here: readonly PracticeParty['state'][] = ['ringing', 'talking', 'joined'];

export function createParties(deps: PartiesDeps) {
  const { room, words } = deps;
  const due = new Map<string, () => void>();
  const db = (): Database.Database => {
    const core = deps.core();
    if (core === null) throw new Error('practice without a vault');
    return core;
  };
  const partyOf = (runId: string): PracticeParty | null => findAttempt(db(), runId)?.party ?? null;
  const put = (runId: string, party: PracticeParty): void => {
    putParty(db(), runId, party);
    room.publish(runId);
  };
  const line = (runId: string, who: Line['who'], text: string): Line => ({
    who,
    text,
    atMs: room.pace.clock(runId),
  });
  const to = (runId: string, party: PracticeParty, state: PracticeParty['state'], ...lines: Line[]): void =>
    put(runId, { ...party, state, since: deps.now(), lines: [...party.lines, ...lines] });

  /** Who calls or whom it is about by name, or three words: less than that tells nobody anything. */
  function says(runId: string, text: string): boolean {
    const { caller, patient } = room.keeper.played(runId)?.scenario ?? {};
    return saysSomething(text, 3, [caller?.name ?? '', patient?.name ?? '']);
  }
  /** Null = done; else why the caller's hold could not be changed. */
  function hold(runId: string, on: boolean, context: Context): Result<unknown> {
    const call = findCall(db(), runId);
    if (call === null) return fail('no-call');
    if (call.state === (on ? 'held' : 'active')) return ok(null);
    const done = deps.calls().hold({ callId: runId, on }, context);
    return done instanceof Promise ? fail('unexpected', 'a write that waits') : done;
  }
  function rings(runId: string, party: PracticeParty): void {
    due.get(runId)?.();
    due.set(
      runId,
      deps.after(words.parties[party.target].rings, () => {
        due.delete(runId);
        room.byItself(() => answers(runId, party));
      }),
    );
  }
  function answers(runId: string, party: PracticeParty): void {
    const now = partyOf(runId);
    if (now?.id !== party.id || now.state !== 'ringing') return;
    const greeting = line(runId, 'party', words.parties[party.target].greets);
    const both = comesToBoth(party.target);
    to(runId, now, both ? 'joined' : 'talking', greeting);
    if (both) joined(runId, party.target);
  }
  /** All three talk: for an interpreter that is no transfer. */
  function joined(runId: string, target: PracticeTarget): void {
    if (target !== 'interpreter') room.act(runId, 'transfer_warm', target);
  }
  const gone = (runId: string): void => {
    due.get(runId)?.();
    due.delete(runId);
  };

  return {
    bringIn(runId: string, id: string, target: PracticeTarget, context: Context): Result<null> {
      const before = partyOf(runId);
      if (before?.id === id) return ok(null);
      const call = findCall(db(), runId);
      if (call?.state !== 'active' && call?.state !== 'held') return fail('call-state', call?.state);
      if (before !== null && here.includes(before.state)) return fail('conflict', 'somebody is on the line');
      const held = hold(runId, !comesToBoth(target), context);
      if (!held.ok) return held;
      if (target === 'interpreter') room.act(runId, 'interpreter');
      const party: PracticeParty = { id, target, state: 'ringing', since: deps.now(), lines: [] };
      put(runId, party);
      rings(runId, party);
      return ok(null);
    },
    tell(runId: string, text: string): Result<null> {
      const party = partyOf(runId);
      if (party === null || (party.state !== 'talking' && party.state !== 'joined'))
        return fail('conflict', 'nobody is there to be told');
      if (party.lines.length + 2 > mostLines) return fail('practice-party-full');
      const { understands, asks } = words.parties[party.target];
      const heard = says(runId, text) ? understands : asks;
      to(runId, party, party.state, line(runId, 'agent', text), line(runId, 'party', heard));
      return ok(null);
    },
    go(runId: string, what: 'join' | 'hand-over' | 'let-go', context: Context): Result<null> {
      const party = partyOf(runId);
      if (party === null || !here.includes(party.state)) return fail('conflict', 'nobody is there');
      if (what === 'let-go') {
        gone(runId);
        to(runId, party, 'gone');
        const back = hold(runId, false, context);
        return back.ok ? ok(null) : back;
      }
      if (what === 'join') {
        if (party.state !== 'talking') return fail('conflict', party.state);
        const back = hold(runId, false, context);
        if (!back.ok) return back;
        to(runId, party, 'joined');
        joined(runId, party.target);
        return ok(null);
      }
      const told =
        party.state === 'joined' || party.lines.some((l) => l.who === 'agent' && says(runId, l.text));
      gone(runId);
      const goodbye = line(runId, 'party', words.parties[party.target].takesOver);
      to(runId, party, 'handed-over', ...(party.state === 'ringing' ? [] : [goodbye]));
      // Nothing is held back from a caller who is handed on: what the transfer sets off is heard.
      const back = hold(runId, false, context);
      if (!back.ok) return back;
      const done = room.act(runId, told ? 'transfer_warm' : 'transfer_cold', party.target);
      if (!done.ok) return done;
      // Whoever was told stays with the caller; left with one who was not, they were hung up on.
      if (told && done.value.run.ended === null) room.act(runId, 'hang_up', handedOn);
      const ended = deps.calls().end({ callId: runId }, context);
      return ended instanceof Promise || ended.ok ? ok(null) : ended;
    },
    /** After a restart: who was rung is rung still. */
    opened(): void {
      for (const { row, party } of runningAttempts(db()))
        if (party?.state === 'ringing') rings(row.id, party);
    },
    stop(): void {
      for (const runId of due.keys()) gone(runId);
    },
  };
}
