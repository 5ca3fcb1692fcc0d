// Where a call can be handed to: colleagues, queues, departments and any number, with what is known of the wait there. Pure.
import type { Account } from '#shared/domain/accounts/account.ts';
import type { TransferTarget } from '#shared/domain/telephony/live.ts';
import { formatPhone, formatSpan } from '../text/format.ts';
import { hasText, t } from '../text/t.ts';
import { asNumber } from './dial-number.ts';

export type TargetGroup = 'agents' | 'queues' | 'departments' | 'number';
export interface TargetRow {
  id: string;
  group: TargetGroup;
  title: string;
  detail: string;
  tone: 'green' | 'neutral';
  target: TransferTarget;
  /** Nobody at work has a valid certificate for it: the server would refuse, and says so before. */
  unserved?: boolean;
}
/** What the directory answered. */
export interface Directory {
  agents: readonly { personId: string; name: string; state: string; skills: readonly string[] }[];
  queues: readonly {
    id: string;
    label: string;
    skill: string | null;
    waiting: number;
    estimateSeconds: number | null;
  }[];
}

const stateOf = (state: string): string => {
  const key = `telephony.state.${state}`;
  return hasText(key) ? t(key) : state;
};
/** A queue with a skill is served only by whoever has a valid certificate for it and is at work. */
export const isUnserved = (q: Directory['queues'][number], agents: Directory['agents']): boolean =>
  q.skill !== null && !agents.some((a) => a.state !== 'offline' && a.skills.includes(q.skill ?? ''));
const waits = (q: Directory['queues'][number]): string =>
  q.estimateSeconds === null
    ? t('telephony.queue.wait', { count: q.waiting })
    : t('telephony.target.queue', { count: q.waiting, span: formatSpan(q.estimateSeconds) });

/** Every place, the free ones first. `me` is not among them. */
export function targetRows(
  directory: Directory,
  account: Account | null,
  me: string | null,
  /** This agent, who is not in the directory and may be the one with the certificate. */
  self: Directory['agents'][number] | null = null,
): TargetRow[] {
  const agents = directory.agents
    .filter((a) => a.personId !== me)
    .toSorted(
      (a, b) =>
        Number(b.state === 'available') - Number(a.state === 'available') || a.name.localeCompare(b.name),
    )
    .map((a): TargetRow => ({
      id: `agent:${a.personId}`,
      group: 'agents',
      title: a.name,
      detail: [stateOf(a.state), ...a.skills].join(' · '),
      tone: a.state === 'available' ? 'green' : 'neutral',
      target: { kind: 'agent', personId: a.personId },
    }));
  const queues = directory.queues.map((q): TargetRow => {
    const unserved = isUnserved(q, [...directory.agents, ...(self === null ? [] : [self])]);
    return {
      id: `queue:${q.id}`,
      group: 'queues',
      title: q.label,
      detail: unserved ? t('telephony.target.unserved') : waits(q),
      tone: q.waiting === 0 && !unserved ? 'green' : 'neutral',
      target: { kind: 'queue', queueId: q.id },
      unserved,
    };
  });
  const departments = (account?.departments ?? []).map((d): TargetRow => ({
    id: `department:${d.id}`,
    group: 'departments',
    title: d.label,
    detail: `${formatPhone(d.number)} · ${d.hours}`,
    tone: 'neutral',
    target: { kind: 'number', number: d.number, label: d.label },
  }));
  return [...agents, ...queues, ...departments];
}

const fold = (s: string): string => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Rows whose name or detail has every typed word; a typed number is a row of its own. */
export function findTargets(rows: readonly TargetRow[], query: string): TargetRow[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const found = rows.filter((r) => words.every((w) => fold(`${r.title} ${r.detail}`).includes(w)));
  const number = asNumber(query);
  return number === null
    ? found
    : [
        ...found,
        {
          id: `number:${number}`,
          group: 'number',
          title: formatPhone(number),
          detail: t('telephony.target.number'),
          tone: 'neutral',
          target: { kind: 'number', number, label: null },
        },
      ];
}
