// The demo's telephony: one made-up account at the local carrier, told to both sides, and what the drawer asks of its
// callers. Secrets are drawn at each start and never written down.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { callerPlaced, callerView, type CallerBody } from '#demo/carrier/control-schema.ts';
import type { CarrierInput } from '#demo/carrier/config.ts';
import type { CarrierCallers, RingAnswer } from '#shared/protocol/demo.ts';
import harbor from '../../data/accounts/harbor.json' with { type: 'json' };
import ivyLane from '../../data/accounts/ivy-lane.json' with { type: 'json' };
import riverside from '../../data/accounts/riverside.json' with { type: 'json' };
import { demoOrganisation, demoPersonFor, type DemoRole } from '../people/people.ts';

const days = (now: string, by: number): string =>
  new Date(Date.parse(now) + by * 86_400_000).toISOString().slice(0, 10);
const secret = (): string => randomBytes(24).toString('base64url');
const sid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

/** Rings at this line are asked something first; what the scripted callers press. */
const menuOf: Readonly<Record<string, { menu: object[]; typed: string }>> = {
  [harbor.lines[0]?.dnis ?? '']: {
    menu: [
      {
        prompt: 'Reason',
        say: 'For the clinic press 1. If you think about harming yourself press 9.',
        digits: 1,
        queues: { '9': 'crisis' },
      },
    ],
    typed: '1',
  },
};
/** Who may take calls that need a certificate: one is valid, one has run out. */
const certificates: readonly { role: DemoRole; skill: string; days: number }[] = [
  { role: 'nurse', skill: 'crisis-line', days: 400 },
  { role: 'supervisor', skill: 'crisis-line', days: 90 },
  { role: 'agent', skill: 'crisis-line', days: -30 },
];

/** What the carrier and the backend are told, from one set of secrets. @param now instant */
export function demoTelephony(options: { carrierPort: number; backendPort: number; now: string }) {
  const { carrierPort, backendPort, now } = options;
  const account = {
    accountSid: sid('AC'),
    authToken: secret(),
    apiKeySid: sid('SK'),
    apiKeySecret: secret(),
    appSid: sid('AP'),
  };
  const practices = [riverside, harbor, ivyLane];
  const lines = practices.flatMap((practice) =>
    practice.lines.map(({ dnis }) => ({
      number: dnis,
      accountId: practice.id,
      label: practice.name,
      queueId: practice.id,
      menu: menuOf[dnis]?.menu ?? [],
    })),
  );
  const hook = (name: string): string => `http://127.0.0.1:${backendPort}/telephony/hook/${name}`;
  const carrier: CarrierInput = {
    ...account,
    port: carrierPort,
    numbers: lines.map((line) => line.number),
    webhooks: { incoming: hook('incoming'), outgoing: hook('outgoing'), status: hook('status') },
  };
  const backend = {
    ...account,
    organisation: demoOrganisation.id,
    apiUrl: `http://127.0.0.1:${carrierPort}`,
    gateway: `127.0.0.1:${carrierPort}`,
    lines,
    queues: [
      ...practices.map(({ id, name }) => ({ id, label: name })),
      { id: 'crisis', label: 'Crisis line', skill: 'crisis-line' },
    ],
    callerIds: practices.map(({ id, name, lines: [first] }) => ({
      number: first?.dnis ?? '',
      accountId: id,
      label: name,
    })),
    skills: certificates.map(({ role, skill, days: by }) => ({
      personId: demoPersonFor(role).id,
      skill,
      validUntil: days(now, by),
    })),
    recordingNotice: 'This call may be recorded.',
  };
  return { carrier, backend };
}

/** What the caller says when asked who it is about. Captions are the scenario's words, English like the scenarios. */
export function saidFacts(relation: string, facts: RingAnswer['facts']): string {
  const born = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${facts.birthDate}T00:00:00Z`),
  );
  return relation === 'self'
    ? `My full name is ${facts.fullName}. I was born ${born}.`
    : `It is about ${facts.fullName}, born ${born}.`;
}

export interface CarrierDesk {
  ring(ring: RingAnswer): Promise<{ callerId: string; ring: RingAnswer }>;
  callers(): Promise<CarrierCallers>;
  ask(callId: string): Promise<{ asked: boolean }>;
  /** Every scripted caller hangs up: a backend that was emptied knows none of them. */
  clear(): Promise<void>;
}
/** How long a demo's caller waits for an agent. */
const patienceMs = 30 * 60_000;
/** The drawer shows the last ones. */
const mostShown = 20;

/** @param at the carrier's control API */
export function carrierDesk(at: { url: string; token: string }): CarrierDesk {
  async function control<S extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    schema: S,
    body?: object,
  ): Promise<z.output<S>> {
    const response = await fetch(`${at.url}/control${path}`, {
      method,
      headers: { authorization: `Bearer ${at.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the carrier refused: ${response.status}`);
    return schema.parse(await response.json());
  }
  const views = () => control('GET', '/callers', z.array(callerView));
  return {
    async ring(ring) {
      const typed = menuOf[ring.dnis]?.typed;
      const caller: CallerBody = {
        number: ring.number,
        dnis: ring.dnis,
        ...(typed === undefined ? {} : { typed }),
        script: [],
        captions: ring.captions,
        facts: saidFacts(ring.relation, ring.facts),
        patienceMs,
        voicemailMs: 4_000,
      };
      const { id } = await control('POST', '/callers', callerPlaced, caller);
      return { callerId: id, ring };
    },
    async callers() {
      return (await views()).slice(-mostShown).map(({ id, callId, state, captions }) => ({
        callerId: id,
        callId,
        over: state === 'ended',
        captions: captions.slice(-300),
      }));
    },
    async ask(callId) {
      const found = (await views()).findLast((view) => view.callId === callId && view.state !== 'ended');
      if (!found) return { asked: false };
      await control('POST', `/callers/${found.id}/act`, z.unknown(), { ask: true });
      return { asked: true };
    },
    async clear() {
      const left = (await views()).filter((view) => view.state !== 'ended');
      // One that hung up by itself meanwhile is as good.
      await Promise.allSettled(
        left.map((view) => control('POST', `/callers/${view.id}/act`, z.unknown(), { hangUp: true })),
      );
    },
  };
}
