// What a ladder may not be (4c, row 75): slow for what is urgent, without an end, without a second person.
import { ladderUrgencies, type Ladders, type LadderStep } from './ladder.ts';

/** Latest minute at which a role must have been tried by voice; the slow default of 15/30/45 is not allowed for urgent. */
const latestUrgent = { primary: 5, backup: 12, lead: 25 } as const;
const latestRoutine = { primary: 30, backup: 60 } as const;
/** Longest wait between two steps. */
const longestPause = { urgent: 10, routine: 30 } as const;

function problemsOf(name: string, steps: readonly LadderStep[]): string[] {
  const urgent = name !== 'routine-clinical';
  const found: string[] = [];
  const firstCall = (role: LadderStep['role']): number =>
    Math.min(
      ...steps.filter((s) => s.role === role && s.method === 'voice').map((s) => s.afterMinutes),
      Number.POSITIVE_INFINITY,
    );
  for (const [role, latest] of Object.entries(urgent ? latestUrgent : latestRoutine) as [
    LadderStep['role'],
    number,
  ][])
    if (firstCall(role) > latest)
      found.push(`${name}: ${role} is called after more than ${String(latest)} min`);
  if (steps[0]?.afterMinutes !== 0) found.push(`${name}: nothing at once`);
  steps.forEach((step, place) => {
    const before = steps[place - 1]?.afterMinutes ?? 0;
    if (step.afterMinutes < before) found.push(`${name}: ${step.id} comes before the step above it`);
    if (step.afterMinutes - before > longestPause[urgent ? 'urgent' : 'routine'])
      found.push(`${name}: too long a wait before ${step.id}`);
  });
  const last = steps.at(-1);
  if (urgent && last?.method !== 'patient') found.push(`${name}: ends without the patient being called`);
  if (urgent && !Number.isFinite(firstCall('administrator'))) found.push(`${name}: no administrator`);
  return found;
}

/** Sentences for the author of an account; empty = fine. */
export function ladderProblems(ladders: Ladders): string[] {
  const ids = ladderUrgencies.flatMap((u) => ladders[u].map((s) => s.id));
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  return [
    ...ladderUrgencies.flatMap((u) => problemsOf(u, ladders[u])),
    ...twice.map((id) => `step ${id} stands twice`),
  ];
}
