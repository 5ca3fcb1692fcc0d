// For tests only: taking, revising and reading messages through a page of the test bench, and what another desk would send.
// All people are made up.
import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { PageResult } from '#shared/contract/kinds.ts';
import type { MessageRow, MessageView } from '#shared/contract/messages.ts';
import type { Entry, EntryBody } from '#shared/domain/messages/entry.ts';
import type { Draft, DraftFields, Message } from '#shared/domain/messages/message.ts';
import type { Change } from '#shared/protocol/lanes.ts';
import { must, type Bench, type TestPage } from '../router/testing.ts';
import { seal } from '../vault/seal.ts';
import { applyChange } from './apply.ts';

export const filled = (fields: DraftFields): DraftFields => ({
  ...fields,
  callerName: 'Imogen Invented',
  callerIs: 'self',
  callback: { number: '617 555 0164', extension: '', second: '', readBack: true },
  patientName: 'Zephyrine Quackenbush',
  patientBirthDate: '1955-02-03',
  locationNow: 'At home',
  reasonCode: 'clinical_message',
  verbatim: 'The letter says I should call you.',
  urgency: 'urgent-clinical',
  told: { callBy: '22:15', expect: true, ifWorse: true },
  summary: { readBack: true, whyNot: '' },
});

export function nightOf(bench: Bench, page: TestPage) {
  const opened = async (): Promise<Draft> =>
    must(
      await page.ask<Draft>('messages.open', {
        id: uuidv7(),
        accountId: 'harbor',
        callId: null,
        otherPhoneWhy: 'the softphone was down',
      }),
    );
  const save = (id: string, fields: DraftFields, incomplete = false) =>
    page.ask<{ id: string; savedAt: string; seq: number }>('messages.save', { id, fields, incomplete });
  return {
    opened,
    save,
    async taken(change: Partial<DraftFields> = {}): Promise<string> {
      const { id, fields } = await opened();
      must(await save(id, { ...filled(fields), ...change }));
      return id;
    },
    /** Somebody was phoned for it: the patient, so that no ladder is asked for. */
    async tried(messageId: string, result = 'no-answer'): Promise<void> {
      const ids = { id: randomUUID(), attemptId: randomUUID(), messageId };
      const call = { stepId: null, contactId: 'patient', method: 'voice', to: '617 555 0164', note: '' };
      must(await page.ask('dispatch.attempt', { ...ids, ...call, result }));
    },
    read: async (id: string): Promise<MessageView> =>
      must(await page.ask<MessageView>('messages.read', { id })),
    page: async (filter: string, accountId: string | null, cursor: string | null) =>
      must(await page.ask<PageResult<MessageRow>>('messages.list', { accountId, filter }, { cursor })),
    list: async (filter = 'all'): Promise<MessageRow[]> =>
      must(await page.ask<PageResult<MessageRow>>('messages.list', { accountId: null, filter })).rows,
    async revise(messageId: string, change: Partial<DraftFields>, incomplete = false): Promise<string> {
      const draft = must(await page.ask<Draft>('messages.revise', { id: uuidv7(), messageId }));
      must(await save(draft.id, { ...draft.fields, ...change }, incomplete));
      return draft.id;
    },
    lanes: (): unknown[] =>
      bench.vault.core
        .prepare('SELECT lane, seq, type, kind, urgency FROM outbox ORDER BY lane, seq')
        .raw()
        .all(),
    /** A change as the backend would send it, sealed for this desk. */
    change(n: number, value: Message | Entry | { id: string }, more: Partial<Change> = {}): Change {
      const sealed = seal(
        value.id,
        Buffer.from(JSON.stringify(value)),
        { reader: bench.vault.readerPublicKey },
        randomBytes,
      );
      return {
        n,
        id: value.id,
        type: 'body' in value ? 'entry' : 'message',
        schema: 1,
        author: 'p',
        takenAt: bench.now,
        urgency: 1,
        deviceId: 'd2',
        receivedAt: bench.now,
        payload: {
          body: sealed.body.toString('base64'),
          keyForBackend: (sealed.keys.reader ?? Buffer.alloc(0)).toString('base64'),
          keyId: 'reader',
        },
        ...more,
      };
    },
    apply: (c: Change) =>
      bench.vault.tx(() =>
        applyChange(bench.vault.core, c, { sealer: bench.sealer, accountOf: bench.oncall.accountOf }),
      ),
    foreign: (messageId: string, body: EntryBody, id: string = randomUUID()): Entry => ({
      schema: 1,
      id,
      messageId,
      at: bench.now,
      author: { personId: 'p-other', name: 'Olwen Other' },
      body,
    }),
  };
}
