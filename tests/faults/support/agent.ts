// The person at the desk, as the campaigns need her: takes messages one after another, and when the ground is pulled away
// says the same save again, with the same id and the same requestId, until she is told.
import { randomUUID } from 'node:crypto';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { takeDraft } from '#tests/support/message.ts';
import { until } from '#tests/support/until.ts';
import type { House } from './house.ts';
import { ledger, type Ledger } from './ledger.ts';
import type { Chance } from './random.ts';
import type { Outcome } from './report.ts';

export interface Taken {
  id: string;
  requestId: string;
  fields: DraftFields;
  words: string;
}
/** As the desk decides it (issue 4, M15), said here in the test's own words. */
const laneOf = (urgency: DraftFields['urgency']): 'urgent' | 'normal' =>
  urgency === 'emergency' || urgency === 'urgent-clinical' ? 'urgent' : 'normal';
const urgencies = ['urgent-clinical', 'routine-clinical', 'routine-clinical'] as const;

/** Fields that nobody but the person decides: each must arrive as it was typed. */
const kept = [
  'callerName',
  'callerIs',
  'callback',
  'patientName',
  'patientBirthDate',
  'locationNow',
  'reasonCode',
  'told',
  'summary',
] as const;

export function agent(house: House, chance: Chance, outcome: Outcome) {
  const list: Ledger = ledger();
  let number = 0;
  let asking = 0;

  /** A filled-in draft; the desk may be killed meanwhile. */
  async function take(): Promise<Taken> {
    const id = randomUUID();
    const words = `I would like to move my appointment, note ${++number} (synthetic).`;
    for (;;) {
      try {
        const fields = { ...(await takeDraft(house.page, id, words)), urgency: chance.pick(urgencies) };
        return { id, requestId: randomUUID(), fields, words };
      } catch (error) {
        if (!/interrupted|unavailable/.test(String(error))) throw error;
        await house.back();
      }
    }
  }
  /** Asks once. `saved`, or the code of the answer that says that it was not. */
  async function ask({ id, requestId, fields, words }: Taken): Promise<string> {
    const facts = Object.fromEntries(kept.map((name) => [`fields.${name}`, fields[name]]));
    list.asked({ id, words, lane: laneOf(fields.urgency), device: 'desk', facts });
    asking++;
    const answer = await house.page
      .ask('messages.save', { id, fields }, { requestId })
      .finally(() => asking--);
    if (!answer.ok) return answer.code;
    const wrong = list.told(id, (answer.value as { seq: number }).seq);
    if (wrong !== null) outcome.wrong.push(wrong);
    return 'saved';
  }
  const away = (code: string): boolean => code === 'interrupted' || code === 'desk-unavailable';
  async function save(taken: Taken): Promise<void> {
    for (;;) {
      const answer = await ask(taken);
      if (answer === 'saved') break;
      if (!away(answer)) throw new Error(`not saved: ${answer}`);
      await house.back();
    }
    if (chance.flip(0.4)) await follow(taken);
  }
  /** What comes after a save is as much a promise as the save: an addendum, or a try to reach the clinician. */
  async function follow({ id: messageId, fields }: Taken): Promise<void> {
    const id = randomUUID();
    const words = `Added later, ${++number} (synthetic).`;
    const attempt = laneOf(fields.urgency) === 'urgent' && chance.flip(0.5);
    list.asked({ id, words, lane: attempt ? 'urgent' : laneOf(fields.urgency), device: 'desk' });
    const [name, input] = attempt
      ? ([
          'dispatch.attempt',
          {
            id,
            attemptId: randomUUID(),
            messageId,
            stepId: null,
            contactId: 'patient',
            method: 'voice',
            to: '+16175550139',
            result: 'no-answer',
            note: words,
          },
        ] as const)
      : (['messages.addendum', { id, messageId, text: words }] as const);
    const requestId = randomUUID();
    for (;;) {
      const answer = await house.page.ask(name, input, { requestId });
      if (answer.ok) {
        const wrong = list.told(id, null);
        if (wrong !== null) outcome.wrong.push(wrong);
        return;
      }
      if (!away(answer.code)) throw new Error(`${name}: ${answer.code}`);
      await house.back();
    }
  }

  return {
    list,
    take,
    ask,
    save,
    /** A save has been asked and its answer is not there yet. */
    isAsking: (): boolean => asking > 0,
    async takeAndSave(count: number): Promise<void> {
      for (let n = 0; n < count; n++) await save(await take());
    },
    /** What the desk counts as acknowledged must be there at that moment, not some day (C39). */
    async nothingAcknowledgedEarly(): Promise<void> {
      const answer = await house.page.ask('outbox.state');
      if (!answer.ok) return;
      const { lanes } = answer.value as { lanes: { lane: string; acknowledged: number }[] };
      const stored = await house.oracle.laneCounts();
      for (const { lane, acknowledged } of lanes)
        if (acknowledged > (stored[lane] ?? 0))
          outcome.wrong.push(
            `the desk counts ${acknowledged} of ${lane} as acknowledged, PostgreSQL has ${stored[lane] ?? 0}`,
          );
    },
    /** Waits until PostgreSQL has all that was told; what has not come by then is stuck or lost. Ms that it took. */
    async drained(withinMs: number): Promise<number> {
      const ids = list.saved().map((t) => t.id);
      return until(
        'all that was saved is at the backend',
        withinMs,
        async () => (await house.oracle.missing(ids)).length === 0,
        25,
      ).catch(() => Number.NaN);
    },
    /** The end of a campaign: everything heals, everything arrives, the desk knows it, and the oracle looks. */
    async judge(withinMs = 60_000): Promise<void> {
      await house.back();
      const took = await this.drained(withinMs);
      const waiting = async (): Promise<number> =>
        (await house.page.get<{ sync: { waiting: number } }>('status.read')).sync.waiting;
      const knows = await until('the desk knows', withinMs, async () => (await waiting()) === 0, 25).catch(
        () => Number.NaN,
      );
      if (Number.isNaN(took) || Number.isNaN(knows)) {
        const left = Math.max(
          await waiting(),
          (await house.oracle.missing(list.saved().map((t) => t.id))).length,
        );
        outcome.stuck += Math.max(1, left);
        outcome.wrong.push(`${left} still wait ${withinMs / 1000} s after everything was healed`);
      } else
        outcome.said.push(
          `all of it was at the backend, and the desk knew, ${((took + knows) / 1000).toFixed(1)} s after the last fault`,
        );
      const judged = await house.oracle.judge(list.all());
      outcome.saved = list.saved().length;
      outcome.lost += judged.lost;
      outcome.doubled += judged.doubled;
      outcome.reordered += judged.reordered;
      outcome.wrong.push(...judged.why);
      const { attempts, twice } = await house.oracle.calledTwice();
      outcome.said.push(`${attempts} steps of ladders ran meanwhile, ${twice.length} of them twice`);
      outcome.wrong.push(...twice.slice(0, 5));
      for (const { id, reason } of await house.oracle.setAside())
        outcome.wrong.push(`the backend set ${id} aside: ${reason}`);
    },
  };
}
export type Agent = ReturnType<typeof agent>;
