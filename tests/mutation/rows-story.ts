// The story of the house (tests/e2e/story), told in order: each row breaks one chapter and leaves those before it whole.
import type { Mutation } from './mutations.ts';

const room = 'electron/desk/patient/room.ts';
const facts = 'shared/domain/disclosure/facts.ts';

export const storyRows: readonly Mutation[] = [
  {
    name: 'ring-not-told',
    removes: 'that a call rings is not told to the pages',
    edits: [
      {
        file: 'electron/desk/compose.ts',
        from: "        topics.publish('calls.changed', [call.id], report.kind === 'ring' ? 'now' : 'rested');\n",
        to: '        void call.id;\n',
      },
    ],
    caughtBy: ['story › opens with one press and rings'],
  },
  {
    name: 'birth-date-before-two-facts',
    removes: 'the birth date shows before anybody is verified',
    edits: [
      {
        file: 'electron/desk/patient/person.ts',
        from: "  return wanted?.given[0] ?? p.name.find((n) => n.given.length > 0)?.given[0] ?? '';",
        to: "  return `${wanted?.given[0] ?? ''} ${p.birthDate ?? ''}`;",
      },
    ],
    caughtBy: ['story › lists candidates, never a match'],
  },
  {
    name: 'two-facts-are-not-enough',
    removes: 'the record does not open after two facts',
    edits: [{ file: facts, from: '.length >= 2;', to: '.length >= 4;' }],
    caughtBy: ['story › opens the record after two facts'],
  },
  {
    name: 'medicines-for-every-role',
    removes: 'medicines are fetched for a role that may not see them, before two facts too',
    edits: [
      {
        file: room,
        from: "      if (!mayFetch(role, s.level, name, { reason, scope: s.scope })) return fail('not-verified');\n",
        to: "      void mayFetch;\n      void parts.fhir()?.read('MedicationRequest', 'any', ctx.signal).catch(() => null);\n",
      },
    ],
    caughtBy: ['story › opens the record after two facts'],
  },
  {
    name: 'drafts-not-kept',
    removes: 'what is typed is confirmed and not kept',
    edits: [
      {
        file: 'electron/desk/messages/handlers.ts',
        from: '      putDraft(db, deps.sealer, authorOf(context.person).personId, {\n        id,\n        fields,\n        openedAt: known.openedAt,\n        keptAt: context.now,\n        revises: known.revises === null ? null : { messageId: known.revises, base: known.base ?? 1 },\n      });\n',
        to: '      void known;\n',
      },
    ],
    caughtBy: ['story › quotes the drawn article into the message'],
  },
  {
    name: 'offline-late',
    removes: 'that the backend is gone shows minutes later',
    edits: [
      { file: 'electron/desk/sync/beat.ts', from: 'const calmMs = 1500;', to: 'const calmMs = 150_000;' },
    ],
    caughtBy: ['story › says it is offline after the backend’s end'],
  },
  {
    name: 'saved-and-not-queued',
    removes: 'a saved message does not wait for the backend',
    edits: [
      {
        file: 'electron/desk/messages/log.ts',
        from: '  insertMessage(db, m, sealed.body, seq, accountOf);\n  return seq;',
        to: '  insertMessage(db, m, sealed.body, seq, accountOf);\n  db.prepare("UPDATE outbox SET state = \'acked\' WHERE item_id = ?").run(m.id);\n  return seq;',
      },
    ],
    caughtBy: ['story › saves on this computer and survives a kill'],
  },
  {
    name: 'message-not-sent',
    removes: 'what waited is not sent when the backend is back',
    edits: [
      {
        file: 'electron/desk/sync/connection.ts',
        from: "      if (was === 'offline' || was === 'unknown') deps.found();\n",
        to: '      void was;\n',
      },
      {
        file: 'electron/desk/sync/sync.ts',
        from: '      void run();\n      every(name, ms, due);',
        to: '      every(name, ms, due);',
      },
      {
        file: 'electron/desk/sync/lane-run.ts',
        from: '      cancel = deps.after(ms, () => {',
        to: '      cancel = deps.after(1000 * ms, () => {',
      },
    ],
    caughtBy: ['story › hands over once when the backend is back'],
  },
  {
    name: 'acknowledged-is-sent-again',
    removes: 'what the backend has is not marked, and waits for ever',
    edits: [
      {
        file: 'electron/desk/sync/outbox.ts',
        from: "UPDATE outbox SET state = 'acked', why = NULL",
        to: "UPDATE outbox SET state = 'waiting', why = NULL",
      },
    ],
    caughtBy: [
      'story › saves on this computer and survives a kill',
      'story › hands over once when the backend is back',
    ],
  },
  {
    name: 'lost-line-not-told',
    removes: 'a call that the kill cut off looks as if the caller had hung up',
    edits: [
      {
        file: 'electron/desk/calls/handlers.ts',
        from: "report.kind === 'lost' ? 'interrupted' : null",
        to: "report.kind === 'lost' ? 'hang-up-caller' : null",
      },
    ],
    caughtBy: ['story › closes the call that the kill cut off'],
  },
  {
    name: 'ticks-not-kept',
    removes: 'ticks of the emergency card are not kept',
    edits: [
      {
        file: 'electron/desk/emergency/handlers.ts',
        from: 'on ? tick(s, stepId, context.now)',
        to: 'on ? tick(s, stepId, context.now) && s',
      },
    ],
    caughtBy: ['story › opens the emergency card at once'],
  },
];
