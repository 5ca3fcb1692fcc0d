// A backend with ladders in a test's hand: messages that desks push, entries about them, a clock by minutes, and what the
// capture channel caught.
import { randomUUID } from 'node:crypto';
import type { TestBackend } from '#tests/support/test-backend.ts';
import type { EntryOf } from '#shared/domain/messages/entry.ts';
import type { Lane } from '#shared/protocol/lanes.ts';
import { channelsConfig, makeChannels } from '../channels/make.ts';
import type { Channels } from '../channels/channel.ts';
import { loadCase } from '../dispatch/case.ts';
import { startRunner, type DispatchParts } from '../dispatch/runner.ts';
import { soundMessage, type TestDesk } from './desk.ts';

/** A Sunday morning in the sample schedules. */
const t0 = Date.parse('2026-11-22T08:00:00.000Z');
export const at = (minutes: number): string => new Date(t0 + minutes * 60_000).toISOString();

export interface OpenOptions {
  more?: boolean;
  savedAt?: string;
  desk?: TestDesk;
  org?: string;
  lane?: Lane;
}
type Results = { seq: number; result: string; why: string | null }[];
export interface Opened {
  desk: TestDesk;
  id: string;
  /** Pushes entries about it in the urgent lane, from its desk or another; `takenAt` is the clock of that desk. */
  add: (bodies: object[], from?: TestDesk, takenAt?: string, more?: boolean) => Promise<Results>;
}

export async function ladders(backend: TestBackend) {
  const channels = await makeChannels(channelsConfig.parse({ capture: true }), backend.parts);
  const partsWith = (own: Channels): DispatchParts => ({
    ...backend.parts,
    channels: own,
    ownUrl: () => backend.base,
  });
  const runner = startRunner(partsWith(channels), null);
  const attempts = async (id: string, org = 'org-one'): Promise<EntryOf<'attempt'>[]> =>
    ((await loadCase(backend.pool, backend.parts, org, id))?.entries ?? []).filter(
      (e): e is EntryOf<'attempt'> => e.body.kind === 'attempt',
    );
  return {
    channels,
    partsWith,
    runner,
    attempts,
    turnAt: async (minutes: number): Promise<void> => {
      backend.setNow(at(minutes));
      await runner.turn();
    },
    told: async (id: string, org?: string): Promise<string[]> =>
      (await attempts(id, org)).map((e) => `${e.body.stepId} ${e.body.result}`),
    captured: async (): Promise<{ channel: string; sent_to: string; text: string; link: string }[]> =>
      (await backend.pool.query('select channel, sent_to, text, link from captured order by id')).rows,
    clear: async (): Promise<void> => {
      await backend.pool.query(
        'delete from captured; delete from ladder; update device_lane set more_until = null',
      );
    },
    /** An urgent message that has just come, at minute 0 or whatever the clock says then. */
    open: async (fields: object = {}, options: OpenOptions = {}): Promise<Opened> => {
      const { more = false, savedAt = at(0), org = 'org-one', lane = 'urgent' } = options;
      const desk = options.desk ?? (await backend.enrolled(org));
      const id = randomUUID();
      const all = { urgency: 'urgent-clinical', reasonCode: 'clinical_message', ...fields };
      const text = JSON.stringify({ ...soundMessage(id, all), savedAt });
      const before = desk.lanes[lane].head;
      const item = await desk.laneItem(lane, { id, urgency: lane === 'urgent' ? 0 : 2, text });
      const answer = await desk.push2(lane, [item], before, more);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
      return {
        desk,
        id,
        add: async (bodies, from = desk, takenAt = backend.parts.clock().toISOString(), moreOf = false) => {
          const head = from.lanes.urgent.head;
          const items = [];
          for (const body of bodies) items.push(await from.entry('urgent', id, body, { takenAt }));
          return (await from.push2('urgent', items, head, moreOf)).json['results'] as Results;
        },
      };
    },
  };
}

/** A row of an attempt by hand, on the primary of the sample schedule. */
export const byHand = (result: string, stepId: string, attemptId: string = randomUUID()): object => ({
  kind: 'attempt',
  attemptId,
  stepId,
  contact: { personId: 'keiko-sato', name: 'Dr Keiko Sato', role: 'primary' },
  method: 'voice',
  to: '+16175550177',
  result,
  note: '',
});
