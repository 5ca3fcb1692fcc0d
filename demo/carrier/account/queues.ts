// Queues by name: who waits since when, and the figures that a waiting caller's document is asked with.
import type { Switchboard } from '../media/switchboard.ts';
import type { Call } from './call.ts';

export type LeaveReason = 'leave' | 'redirected' | 'hangup' | 'bridged';
export interface Member {
  call: Call;
  since: Date;
  /** Ends the wait; the first reason counts. */
  leave(reason: LeaveReason): void;
  left: Promise<LeaveReason>;
}
export interface Queue {
  sid: string;
  name: string;
  createdAt: Date;
  members: Member[];
  /** Seconds that the last twenty waited. */
  waits: number[];
}
export interface Queues {
  enter(name: string, call: Call): { queue: Queue; member: Member };
  /** Takes it out; seconds that it waited. Twice is nothing. */
  exit(queue: Queue, member: Member): number;
  find(sidOrName: string): Queue | null;
  list(): Queue[];
  /** For a document that is asked on behalf of somebody who waits. */
  fields(queue: Queue, member: Member): Record<string, string>;
}
export const averageWait = (queue: Queue): number =>
  queue.waits.length === 0 ? 0 : Math.round(queue.waits.reduce((a, b) => a + b, 0) / queue.waits.length);

export function makeQueues(board: Pick<Switchboard, 'sid'>, now: () => Date): Queues {
  const queues = new Map<string, Queue>();
  const waited = (member: Member): number => Math.round((now().getTime() - member.since.getTime()) / 1000);
  return {
    enter(name, call) {
      let queue = queues.get(name);
      if (!queue) {
        queue = { sid: board.sid('QU'), name, createdAt: now(), members: [], waits: [] };
        queues.set(name, queue);
      }
      const { promise, resolve } = Promise.withResolvers<LeaveReason>();
      const member: Member = { call, since: now(), leave: resolve, left: promise };
      queue.members.push(member);
      return { queue, member };
    },
    exit(queue, member) {
      const at = queue.members.indexOf(member);
      if (at < 0) return waited(member);
      queue.members.splice(at, 1);
      queue.waits = [...queue.waits, waited(member)].slice(-20);
      return waited(member);
    },
    find: (sidOrName) =>
      queues.get(sidOrName) ?? [...queues.values()].find((q) => q.sid === sidOrName) ?? null,
    list: () => [...queues.values()],
    fields: (queue, member) => ({
      QueueSid: queue.sid,
      QueuePosition: String(queue.members.indexOf(member) + 1),
      QueueTime: String(waited(member)),
      AvgQueueTime: String(averageWait(queue)),
      CurrentQueueSize: String(queue.members.length),
    }),
  };
}
