// Ticks on the emergency card. The history is append-only and is what the message keeps (`emergency` of a draft): a tick
// taken back stays in it with its time, since "said at 23:49, then unticked" is part of what happened.
import { z } from 'zod';
import { emergencyTick } from '../messages/message.ts';
import type { EmergencyCard, EmergencyStep } from './card.ts';

export type EmergencyTick = z.infer<typeof emergencyTick>;

export const emergencyState = z.strictObject({
  cardId: z.string().max(40),
  cardVersion: z.int().min(1),
  openedAt: z.iso.datetime({ precision: 3 }),
  /** Group that the agent chose; null until then. The protocol doesn't wait for it. */
  groupId: z.string().max(40).nullable(),
  history: z.array(emergencyTick).max(200),
});
export type EmergencyState = z.infer<typeof emergencyState>;

export const openCard = (card: EmergencyCard, now: string): EmergencyState => ({
  cardId: card.id,
  cardVersion: card.version,
  openedAt: now,
  groupId: null,
  history: [],
});

export const chooseGroup = (state: EmergencyState, groupId: string | null): EmergencyState => ({
  ...state,
  groupId,
});

const last = (state: EmergencyState, stepId: string) =>
  state.history.findLast((t) => t.stepId === stepId) ?? null;
/** When the step was ticked; null = not ticked now. */
export function tickedAt(state: EmergencyState, stepId: string): string | null {
  const found = last(state, stepId);
  return found !== null && found.on ? found.at : null;
}

/** Ticking twice keeps the first time: a second press must not make help look later than it was. */
export function tick(state: EmergencyState, stepId: string, now: string): EmergencyState {
  return tickedAt(state, stepId) === null ? append(state, { stepId, on: true, at: now }) : state;
}

export function untick(state: EmergencyState, stepId: string, now: string): EmergencyState {
  return tickedAt(state, stepId) === null ? state : append(state, { stepId, on: false, at: now });
}

/** A message carries 200 ticks; a hand that leans on a key must not make the card fail. */
const append = (state: EmergencyState, entry: EmergencyTick): EmergencyState =>
  state.history.length >= 200 ? state : { ...state, history: [...state.history, entry] };

export interface StepProgress {
  step: EmergencyStep;
  /** 1-based place in the protocol. */
  number: number;
  at: string | null;
  /** Was ticked and taken back at some time. */
  takenBack: boolean;
}
export interface EmergencyProgress {
  steps: StepProgress[];
  done: number;
  /** Steps that count: those of a refusal, another language or a caller who stays only once ticked. */
  total: number;
  /** First undone step that counts; null = all done. */
  nextStepId: string | null;
  /** Stands above everything: has help reached the person? */
  help: { stepId: string; confirmedAt: string | null; dialledAt: string | null };
  clinician: { stepId: string; calledAt: string | null };
  refusedAt: string | null;
}

/** Somebody worked on the protocol and nobody on the spot has said yet that help is there. */
export const isHelpOpen = (p: Pick<EmergencyProgress, 'done' | 'help'>): boolean =>
  p.done > 0 && p.help.confirmedAt === null;

/** Steps that count and are not ticked, without the question about help, which is said on its own. */
export const openSteps = (p: EmergencyProgress): EmergencyStep[] =>
  p.steps
    .filter((s) => s.step.when === 'always' && s.at === null && s.step.id !== p.help.stepId)
    .map((s) => s.step);

export function progress(card: EmergencyCard, state: EmergencyState): EmergencyProgress {
  const steps = card.steps.map((step, i) => ({
    step,
    number: i + 1,
    at: tickedAt(state, step.id),
    takenBack: state.history.some((t) => t.stepId === step.id && !t.on),
  }));
  const counted = steps.filter((s) => s.step.when === 'always' || s.at !== null);
  return {
    steps,
    done: counted.filter((s) => s.at !== null).length,
    total: counted.length,
    nextStepId: counted.find((s) => s.at === null)?.step.id ?? null,
    help: {
      stepId: card.helpStepId,
      confirmedAt: tickedAt(state, card.helpStepId),
      dialledAt: tickedAt(state, card.dialStepId),
    },
    clinician: { stepId: card.clinicianStepId, calledAt: tickedAt(state, card.clinicianStepId) },
    refusedAt: steps.find((s) => s.step.when === 'refusal' && s.at !== null)?.at ?? null,
  };
}
