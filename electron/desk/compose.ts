// The composition root: the only place that knows all rooms and hands them time, randomness, network and disk
// (architecture rule 8). A practice desk gets no sync, no EHR and no live line (rule 4).
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Init, PagePort, ParentLink, ParentToDesk } from '#host/link.ts';
import { hostOver } from '#host/proxy.ts';
import { createAssist } from './assist/compose.ts';
import { createRefusalAudit } from './audit/append.ts';
import { callHandlers } from './calls/handlers.ts';
import { keepReports } from './calls/line-reports.ts';
import { practiceLine } from './calls/practice-line.ts';
import { certificateHandlers } from './certificates/handlers.ts';
import { accountHandlers } from './content/handlers.ts';
import { loadContent } from './content/load.ts';
import { captionKeeper } from './demo/captions.ts';
import { carrierCalls } from './demo/carrier-calls.ts';
import type { ConnectionCount } from './demo/connections.ts';
import { demoControl } from './demo/control.ts';
import { freshAsOf } from './demo/fresh.ts';
import { livedIn } from './demo/lived-in.ts';
import { demoRoom } from './demo/room.ts';
import { createEhrSide } from './ehr/side.ts';
import { createGuard } from './guard/side.ts';
import { emergencyHandlers } from './emergency/handlers.ts';
import { knowledgeHandlers } from './knowledge/handlers.ts';
import { createKnowledge } from './knowledge/knowledge.ts';
import { createLeaving } from './leaving/leaving.ts';
import { errorFields, type Log } from './log.ts';
import { applyChange } from './messages/apply.ts';
import { createNight } from './night.ts';
import { contactFlagsOf } from './patient/contact-flags.ts';
import { onCallHandlers } from './oncall/handlers.ts';
import { createOnCallRoom } from './oncall/room.ts';
import { outboxHandlers } from './outbox/handlers.ts';
import { createPractice } from './practice/compose.ts';
import { practicePerson } from './practice/person.ts';
import type { Person } from './router/context.ts';
import { forgetKept } from './router/kept.ts';
import { createRouter } from './router/router.ts';
import { createTopics } from './router/topics.ts';
import { sealerOf } from './sealing.ts';
import { createScripts } from './scripts/handlers.ts';
import { after, deskClock } from './session/clock.ts';
import { sessionHandlers } from './session/handlers.ts';
import { hostSecretsOf } from './session/host-secrets.ts';
import { keptPeople, onlyHere } from './session/people.ts';
import { createSession } from './session/session.ts';
import { sessionStateOf } from './session/state.ts';
import { settingsHandlers } from './settings/handlers.ts';
import { openSettings } from './settings/settings.ts';
import { statusHandlers } from './status/handlers.ts';
import { statusValueOf } from './status/value.ts';
import { createBackendSide } from './sync/backend-side.ts';
import { createTelephony } from './telephony/compose.ts';
import { tidyUp } from './tidy.ts';
import { createTraining, type PracticeSide } from './training/compose.ts';
import { updateHandlers } from './updates/updates.ts';
import { forgetShared } from './vault/seal.ts';
import type { Vault } from './vault/vault.ts';
import { createShellRefusals } from './windows/shell-refusals.ts';
import { createSystemLock } from './windows/system-lock.ts';
import { createWindows } from './windows/windows.ts';
import { workHandlers } from './work/handlers.ts';

export interface DeskParts {
  init: Init;
  link: ParentLink;
  log: Log;
  connections(): ConnectionCount;
  /** A secret's key is derived at the least cost that counts: where everything is made up. */
  leastCost?: boolean;
}
/** The shipped `data` folder: two levels up from here, in the sources and in dist alike. */
const dataFolder = fileURLToPath(new URL('../../data', import.meta.url));

export function composeDesk({ init, link, log, connections, leastCost = init.demo !== null }: DeskParts) {
  const content = loadContent(dataFolder);
  const clock = deskClock(init.profile, init.demo !== null);
  const settings = openSettings(init.profile);
  const oncall = createOnCallRoom({
    core: () => core(),
    shipped: content,
    now: clock.now,
    shippedAsOf: (schedule, now) => (init.demo === null ? schedule.asOf : freshAsOf(now)),
    changed: () => changed('oncall.changed'),
  });
  const scripts = createScripts({ core: () => core(), shipped: content, accounts: oncall.accounts });
  const leaving = createLeaving({
    core: () => core(),
    tell: (state) => link.send({ t: 'leaving', ...state }),
    after,
  });
  const topics = createTopics({ after }, (topic) =>
    [leaving, ehr, assist.room, knowledge].forEach((one) => one.published(topic)),
  );
  const changed = (...names: string[]): void => names.forEach((n) => topics.publish(n));
  const control =
    init.demo === null || init.practice
      ? null
      : demoControl({ url: init.demo.controlUrl, token: init.demo.controlToken, fetch });
  const parent = hostOver(link);
  const host = init.host === 'electron' ? parent : null;
  const { monotonic } = clock;
  const shown = (): void => changed('windows.changed');
  const windows = createWindows({ host, practice: init.practice, monotonic, changed: shown });
  const line = practiceLine(after);
  const refusals = createRefusalAudit();
  const shellRefusals = createShellRefusals({
    core: () => core(),
    now: clock.now,
    person: () => session.person(),
    log,
  });
  const lockAfterMinutes = (): number => guard.lockMinutes(settings.read().lockAfterMinutes);
  const session = createSession({
    profile: init.profile,
    random: randomBytes,
    clock,
    after,
    lockAfterMinutes,
    hostSecrets: host === null ? null : hostSecretsOf(host),
    leastCost,
    keep: (key) => link.send({ t: 'keep', reopen: key === null ? null : key.toString('base64') }),
    opened,
    locked() {
      telephony.locked();
      practice.locked();
      unread();
      guard.locked();
      void knowledge.close();
    },
    unlocked(vault) {
      knowledge.open(vault);
      readAgain();
      guard.unlocked(vault);
    },
    seated(who) {
      guard.seated(who);
      windows.seat(who?.id ?? null);
      telephony.seated(who);
      ehr.seated(who);
      assist.room.seated();
      if (who !== null && !init.practice) void ensureDay();
    },
    changed: () => changed('session.changed', 'status.changed'),
  });
  /** Nothing that was only remembered of patients stays: at a lock, and without a read-lease (C10). */
  function unread(): void {
    ehr.locked();
    forgetShared(randomBytes);
    night.locked();
    void host?.renewPages({});
    const db = core();
    if (db !== null) forgetKept(db);
  }
  function readAgain(): void {
    backend.wake();
    night.look();
    if (session.vault()?.patients) ehr.opened();
  }
  const core = () => session.vault()?.core ?? null;
  /** Handlers run behind the router's gate, which asks for an open vault first. */
  const openCore = () => {
    const db = core();
    if (db === null) throw new Error('handler without a vault');
    return db;
  };
  const about = { init, session, core, openCore, clock, after, topics, log };
  const backend = createBackendSide({
    ...about,
    url: init.practice ? null : init.backendUrl,
    enrolCode: init.enrolCode,
    changed,
    messagesChanged: (ids) =>
      ['messages', 'dispatch', 'handover'].forEach((room) => topics.publish(`${room}.changed`, ids)),
    apply: (change) => applyChange(openCore(), change, { sealer, accountOf: oncall.accountOf }),
    documents: oncall,
    guard: () => guard,
    night: () => night,
  });
  const locked = (): boolean => session.phase() === 'locked';
  const telephony = createTelephony({
    ...about,
    client: backend.client,
    aheadMs: () => backend.clockOffset().offsetMs ?? 0,
    locked,
    host,
    callKeys: (keys) => link.send({ t: 'call-keys', keys }),
    contactFlags: (number) => contactFlagsOf(session.vault()?.patients ?? null, number),
    practiceNumbers: oncall.numbers,
  });
  const sealer = sealerOf(session.vault, backend.key, randomBytes);
  const chance = { random: randomBytes, uuid: randomUUID };
  const common = { ...about, ...chance, sealer, oncall, telephony, changed, host };
  const withFiles = { ...common, dataFolder, files: parent };
  const guard = createGuard({ ...withFiles, link, backend, unread, readAgain, control });
  const trainer = (of: PracticeSide) => createTraining({ ...withFiles, ...of });
  const named = (): void => {
    const who = practicePerson(core());
    if (![undefined, who.name].includes(session.person()?.name)) session.sit(who);
  };
  const practice = createPractice({ ...withFiles, content, trainer, named });
  const assist = createAssist({ ...withFiles, mayHint: practice.mayHint });
  const night = createNight({
    ...common,
    people: () => fixedPeople() ?? keptPeople(openCore()),
    running: () => (practice.backend?.facts() ?? backend.dispatchFacts()).online,
    // The push begins after this transaction has been committed.
    flagsOf: assist.room.flagsOf,
    queued: () =>
      void setImmediate(() => {
        changed('outbox.changed');
        backend.wake();
        practice.backend?.queued();
      }),
    now: clock.now,
    // What is practised rings on its own page, not on the system's screen.
    host: init.practice ? null : host,
    files: parent,
    profile: init.practice ? null : init.profile,
    publish: (topic, ids) => topics.publish(topic, ids),
    failed: (error) => log.error('request.unexpected', { name: 'dispatch.alarm', ...errorFields(error) }),
  });
  night.alarm.start();
  const knowledge = createKnowledge({
    folder: join(dataFolder, 'knowledge'),
    now: clock.now,
    onProgress: () => changed('status.changed'),
    onDone: () => changed('knowledge.changed', 'status.changed'),
    log,
  });
  // In the demo somebody has to say the two facts that the agent asks for next.
  const chosen = (id: string): void => [line, carrier].forEach((one) => one?.askFacts(id));
  const ehr = createEhrSide({ ...common, guard, night, chosen });

  function opened(vault: Vault): void {
    guard.opened(vault);
    oncall.opened();
    scripts.opened();
    shellRefusals.opened(vault.core);
    tidyUp(vault.core, clock.now(), practice.line?.name ?? telephony.calls?.name, log);
    telephony.opened(vault.core);
    practice.opened();
    // Only after a crash: the page that comes back finds the same person; a fresh start asks who sits down.
    if (session.reopening()) session.sit(guard.signIn.seat.satHere(fixedPeople()));
    knowledge.open(vault);
    backend.opened(vault);
    readAgain();
  }
  function fixedPeople(): readonly Person[] | null {
    const practised = init.practice ? practicePerson(core()) : null;
    return onlyHere(core(), { practice: practised, backend: init.backendUrl !== null });
  }

  const heard = (callId: string, text: string): void => void assist.room.caption(callId, text);
  const calls = practice.line ?? line;
  keepReports({ ...common, line: calls, now: clock.now, heard });
  const carrier =
    control === null || telephony.calls === null
      ? null
      : carrierCalls({ control, after, caption: captionKeeper({ core, now: clock.now, topics, heard }) });

  const ensureDay = livedIn({
    control,
    vault: session.vault,
    person: session.person,
    sealer,
    scheduleOf: oncall.scheduleOf,
    accounts: oncall.accounts,
    now: clock.now,
    filled() {
      backend.wake();
      changed('work.changed', 'messages.changed', 'calls.changed', 'status.changed');
    },
  });
  const statusValue = statusValueOf({
    core,
    backend: { ...backend, ...practice.backend },
    ehr: ehr.state,
    knowledge: () => ({ ...knowledge.state(), ...guard.articles() }),
    phone: telephony.status,
    session,
  });

  const state = sessionStateOf({ init, session, clock, guard, lockAfterMinutes });
  const sessionRoom = sessionHandlers({
    session,
    state,
    fixedPeople,
    fetchPeople: backend.people,
    enrol: backend.enrol,
    ...guard.signIn,
  });

  const router = createRouter({
    handlers: practice.around({
      accounts: accountHandlers(oncall.accounts),
      assist: assist.handlers,
      calls: callHandlers({ core: openCore, line: calls, live: telephony.calls, locked }),
      certificates: certificateHandlers({ ...withFiles, backend }),
      demo: demoRoom({
        ...common,
        state,
        ...guard.forDemo,
        control,
        line,
        carrier: () => (telephony.status() === 'live' ? carrier : null),
        hasCarrier: carrier !== null,
        connections,
        enrol: backend.enrol,
        ensureDay,
      }),
      emergency: emergencyHandlers({ core: openCore, card: content.card }),
      knowledge: knowledgeHandlers({ ...common, ...guard.forKnowledge, search: knowledge.search }),
      ...night.handlers,
      ...ehr.handlers,
      ...guard.handlers,
      oncall: onCallHandlers(oncall),
      outbox: outboxHandlers({ core: openCore, host: parent, ...backend.forQueue }),
      ...practice.rooms,
      scripts: scripts.handlers,
      session: sessionRoom,
      settings: settingsHandlers(settings),
      signin: guard.signIn.handlers(state),
      status: statusHandlers({ value: statusValue, retry: () => backend.wake('person') }),
      telephony: telephony.handlers,
      updates: updateHandlers({ host, version: init.version }),
      windows: windows.handlers,
      work: workHandlers({ core: openCore }),
    }),
    standing: guard.standing,
    core,
    audit: { append: guard.appendAudit, refusal: (db, entry) => refusals.refuse(db, entry) },
    topics,
    now: clock.now,
    monotonic: clock.monotonic,
    soon: (task) => void setImmediate(task),
    onSlow: (name, ms) => log.warn('request.slow', { name, ms: Math.round(ms) }),
    onUnexpected: (name, error) => log.error('request.unexpected', { name, ...errorFields(error) }),
    hello: (port) => ({
      t: 'hello',
      epoch: port.epoch,
      host: init.host,
      demo: init.demo !== null,
      practice: init.practice,
    }),
  });

  const system = createSystemLock({
    session,
    now: clock.now,
    log,
    confirm: () => link.send({ t: 'locked' }),
    resumed: () => backend.resumed(),
    reopening: init.reopen !== null,
  });

  return {
    attach(port: PagePort): void {
      // Whatever carried it here: the trainer's page is the practice desk's alone.
      if (port.surface === 'trainer' && !init.practice) return port.close();
      router.attach(port);
      windows.attached(port);
      telephony.attached(port);
    },
    /** Opens the vault again after a crash, before the first page asks anything. */
    async start(): Promise<void> {
      // The system locked while there was no desk: the key store may not open what nobody could lock.
      if (init.locked) session.lock();
      else if (init.reopen !== null) await session.reopen(Buffer.from(init.reopen, 'base64'));
      system.reopened();
    },
    /** What the parent says while the desk runs, beside ports and `stop`. */
    told(message: ParentToDesk): void {
      if (message.t === 'power') {
        system.power(message.event);
        telephony.power(message.event);
      } else if (message.t === 'global-key') telephony.globalKey(message.key, message.what);
      else if (message.t === 'incoming-link') windows.incoming(message.link);
      else if (message.t === 'started-again') windows.startedAgain();
      else if (message.t === 'shell-refused') shellRefusals.refused(message.what, message.surface);
    },
    async stop(): Promise<void> {
      night.stop();
      guard.stop();
      ehr.stop();
      telephony.stop();
      practice.stop();
      backend.stop();
      line.close();
      carrier?.close();
      topics.close();
      leaving.close();
      await knowledge.close();
      session.close();
    },
  };
}
