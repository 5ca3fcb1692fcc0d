// The live line's answers to the pages and to the engine's page.
import { outboundRules } from '#shared/domain/telephony/acts.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { LiveView } from '#shared/contract/telephony.ts';
import {
  callbacksAnswer,
  directoryAnswer,
  voicemailsAnswer,
  type Callback,
  type Voicemail,
} from '#shared/protocol/telephony.ts';
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import { fail, ok, type Failure, type Result } from '#shared/domain/result.ts';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { refusing, type ContactFlag } from '#shared/domain/telephony/outbound.ts';
import type { RoomHandlers } from '../router/context.ts';
import { cleanLabel, cleanNumber, veiled } from './clean.ts';
import { forgetAct, keepAct, kinds as keptKinds } from './kept-acts.ts';
import type { Room } from './room.ts';

export interface HandlerDeps {
  locked(): boolean;
  /** Null in the preview: there the page opens the engine as a tab. */
  host: Pick<Host, 'showWindow'> | null;
  core(): Database.Database | null;
  /** What the records that this desk keeps of whoever has this number ask of callers (C20). */
  contactFlags(number: string): readonly ContactFlag[];
  /** Of practices' departments, contacts and people on call. */
  practiceNumbers(): readonly string[];
}
/** What whoever stands at a locked desk may still do for a caller (C4): nothing new is begun, nobody is called. */
const whileLocked: ReadonlySet<Act['kind']> = new Set([
  'state',
  'missed-seen',
  'decline',
  'hold',
  'end',
  'transfer-complete',
  'transfer-cancel',
  'swap',
  'conference',
  'recording',
  'consent',
]);
/** Most bytes of a list from the backend. */
const listBytes = 1_000_000;

export function telephonyHandlers(room: Room, deps: HandlerDeps): RoomHandlers<'telephony'> {
  const { acts, asked, devices, engine, log, turns } = room;
  const personId = (): string => room.person()?.id ?? '';

  /** Why this desk's phone can't carry a call, or null. */
  function phoneMissing(): Failure | null {
    if (engine.registered()) return null;
    return engine.view().audio === 'suspended' ? fail('audio-blocked') : fail('engine-absent');
  }
  function isListed(number: string): boolean {
    const digits = normalDigits(number);
    return digits !== null && deps.practiceNumbers().some((known) => normalDigits(known) === digits);
  }
  async function dial(act: Extract<Act, { kind: 'dial' }>): Promise<Result<{ rules: never[] | string[] }>> {
    const missing = phoneMissing();
    if (missing !== null) return missing;
    if (log.find(act.callId) !== null) return fail('call-state', 'dialled before');
    if (turns.taken(act.callId)) return fail('busy');
    // The server knows the organisation's list, never what a record says: both have to be passed.
    const flagged = refusing(deps.contactFlags(act.to), act.overrides);
    if (flagged.length > 0) return ok({ rules: flagged });
    const answer = await acts.act(act, () => log.find(act.callId) !== null);
    if (!answer.ok) return answer;
    if (answer.value.refused !== null) return ok({ rules: answer.value.rules });
    log.dialled(
      act.callId,
      {
        number: cleanNumber(act.to),
        dnis: cleanNumber(act.callerId),
        accountId: act.accountId,
        toPractice: act.purpose === 'on-call' || isListed(act.to),
      },
      answer.value.version,
    );
    let missed: Failure | null = null;
    const { callId } = act;
    turns.when(callId, {
      wanted: () => log.find(callId)?.state === 'dialling',
      refused(code) {
        asked.trouble({ callId, what: 'connect', act: null }, code);
        acts.later({ kind: 'end', callId, how: 'all' });
        log.letGo(callId);
      },
      go() {
        if (engine.order({ kind: 'connect', callId })) return;
        acts.later({ kind: 'end', callId, how: 'all' });
        missed = fail('engine-absent');
      },
    });
    return missed ?? ok({ rules: [] });
  }
  async function state(act: Extract<Act, { kind: 'state' }>): Promise<Result<{ rules: string[] }>> {
    if (act.wanted.state === 'available') {
      const missing = phoneMissing() ?? (devices.microphone() ? null : fail('no-microphone'));
      if (missing !== null) return missing;
    }
    const done = await room.wish.ask(act.wanted);
    // The server is away: shown as asked, and asked when it is back.
    return done.ok || done.retryable ? ok({ rules: [] }) : done;
  }
  /** What stays true however late it is told is kept until the server has it. */
  async function kept(act: Act): Promise<Result<{ rules: string[] }>> {
    const db = deps.core();
    const person = personId();
    if (db === null) return fail('vault-closed');
    keepAct(db, person, act);
    const answer = await acts.send(act, person);
    const open = deps.core();
    if (answer.ok || !answer.retryable) {
      if (open !== null) forgetAct(open, person, act);
      if (!answer.ok) return answer;
      if (answer.value.refused !== null)
        return fail(answer.value.refused === 'invalid' ? 'invalid-input' : answer.value.refused);
    }
    return ok({ rules: [] });
  }

  function viewOf(callId: string): LiveView | null {
    const live = log.live(callId);
    if (live === null) return null;
    const leg = engine.leg(callId);
    const shown = deps.locked() ? veiled(live) : live;
    return {
      ...room.told(shown),
      media:
        leg === null
          ? null
          : { state: leg.lost ? 'reconnecting' : leg.state, muted: leg.muted, quality: leg.quality },
      asked: asked.kindsOf(callId),
    };
  }
  const list = async <T>(path: string, answer: Promise<Result<T>>): Promise<Result<T>> => {
    const got = await answer;
    return got.ok || got.code !== 'offline' ? got : fail('telephony-down', path);
  };
  const cleanCallback = (c: Callback): Callback => ({ ...c, number: cleanNumber(c.number) });
  const cleanVoicemail = (m: Voicemail): Voicemail => ({ ...m, number: cleanNumber(m.number) });

  return {
    view: () => ok(room.view()),
    live: () => ok((log.snapshot()?.calls ?? []).flatMap(({ callId }) => viewOf(callId) ?? [])),
    async act(act, context) {
      if ('callId' in act && act.callId !== null) context.about({ callId: act.callId });
      if (deps.locked() && !whileLocked.has(act.kind)) return fail('locked');
      // The engine's own word, never a page's.
      if (act.kind === 'phone') return fail('wrong-surface');
      if (act.kind === 'dial') return asRules(await dial(act));
      if (act.kind === 'state') return asRules(await state(act));
      if (keptKinds.has(act.kind)) return asRules(await kept(act));
      if (
        'callId' in act &&
        act.callId !== null &&
        log.live(act.callId) === null &&
        log.find(act.callId) === null
      )
        return fail('no-call');
      const done = await acts.act(act);
      if (!done.ok) return done;
      // Not before the server has agreed: it refuses where the caller would be left alone.
      if (act.kind === 'end' && act.how === 'leave') engine.order({ kind: 'hang-up', callId: act.callId });
      return asRules(ok({ rules: done.value.rules }));
    },
    dtmf({ callId, digits }) {
      if (engine.leg(callId)?.state !== 'open') return fail('no-call');
      return engine.order({ kind: 'dtmf', callId, digits }) ? ok({}) : fail('engine-absent');
    },
    silenceRing: ({ callId }) =>
      engine.order({ kind: 'silence-ring', callId }) ? ok({}) : fail('engine-absent'),
    async directory() {
      const answer = await list(
        'directory',
        room.client.ask('POST', '/v2/telephony/directory', directoryAnswer, {
          body: { v: 2, person: personId() },
          aside: true,
          most: listBytes,
        }),
      );
      if (!answer.ok) return answer;
      const { agents, queues, callerIds } = answer.value;
      return ok({
        agents: agents.map((a) => ({ ...a, name: cleanLabel(a.name) })),
        queues: queues.map((q) => ({ ...q, label: cleanLabel(q.label) })),
        callerIds: callerIds
          .filter((c) => cleanNumber(c.number) !== '')
          .map((c) => ({ ...c, label: cleanLabel(c.label) })),
      });
    },
    devices: () => ok(devices.view()),
    chooseDevices(choice, context) {
      const view = devices.choose(choice);
      engine.order(devices.order());
      context.changed('telephony.devicesChanged');
      return ok(view);
    },
    test({ what, on }) {
      const token = room.token();
      if (what === 'preflight' && token === null) return fail('telephony-down');
      const done =
        what === 'meter'
          ? room.meter.want(on)
          : what === 'echo'
            ? engine.order({ kind: 'echo-test', on })
            : what === 'ring'
              ? engine.order({ kind: 'ring-test' })
              : engine.order({
                  kind: 'preflight',
                  token: token?.token ?? '',
                  gateway: token?.gateway ?? null,
                  on,
                });
      return done ? ok({}) : fail('engine-absent');
    },
    levels() {
      room.meter.read();
      return ok(devices.levels());
    },
    async callbacks() {
      const answer = await list(
        'callbacks',
        room.client.ask('POST', '/v2/telephony/callbacks', callbacksAnswer, {
          body: { v: 2, person: personId() },
          aside: true,
          most: listBytes,
        }),
      );
      return answer.ok ? ok(room.told(answer.value.callbacks.map(cleanCallback))) : answer;
    },
    async voicemails() {
      const answer = await list(
        'voicemails',
        room.client.ask('POST', '/v2/telephony/voicemails', voicemailsAnswer, {
          body: { v: 2, person: personId() },
          aside: true,
          most: listBytes,
        }),
      );
      return answer.ok ? ok(room.told(answer.value.voicemails.map(cleanVoicemail))) : answer;
    },
    voicemailSound: ({ id, part }) => room.sounds.part(personId(), id, part),
    myNumbers: () => ok(room.numbers.read(personId())),
    async openEngine() {
      if (deps.host === null) return ok({ opened: false });
      const done = await deps.host.showWindow({ surface: 'phone' });
      return done.ok ? ok({ opened: true }) : done;
    },
    orders: ({ after, ahead }, { signal }) =>
      ahead === true ? engine.nextOrders(after, signal).then(ok) : ok(engine.orders(after)),
    report({ reports }) {
      room.reports(reports);
      return ok({});
    },
    held: () =>
      ok(
        room.log
          .current()
          .filter((c) => c.state === 'held')
          .map((c) => c.id),
      ),
  };
}

type Rule = (typeof outboundRules)[number];
const asRules = (done: Result<{ rules: readonly string[] }>): Result<{ rules: Rule[] }> =>
  done.ok ? ok({ rules: outboundRules.filter((r) => done.value.rules.includes(r)) }) : done;
