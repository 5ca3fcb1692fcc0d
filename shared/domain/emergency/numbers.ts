// Which numbers stand on the card for a group, by the account's region. The ambulance is always the first of them: nothing on
// this card talks anybody out of it.
import type { EmergencyNumbers } from '../accounts/account.ts';
import type { ScriptFacts } from '../script/fields.ts';
import type { EmergencyAction } from './card.ts';

export interface ShownNumber {
  kind: 'ambulance' | 'poison' | 'crisis';
  dial: string;
}

/** In the order in which they are shown; `null` = no group chosen yet: all three. */
export function numbersFor(action: EmergencyAction | null, numbers: EmergencyNumbers): ShownNumber[] {
  const all: ShownNumber[] = [
    { kind: 'ambulance', dial: numbers.ambulance },
    { kind: 'poison', dial: numbers.poison },
    { kind: 'crisis', dial: numbers.crisis },
  ];
  return all.filter(
    (n) =>
      action === null ||
      n.kind === 'ambulance' ||
      (n.kind === 'poison' && action === 'poison-help') ||
      (n.kind === 'crisis' && action === 'crisis-line'),
  );
}

/** Facts for the card's templates; merge with the script's own facts. */
export const emergencyFacts = (numbers: EmergencyNumbers): ScriptFacts => ({
  'emergency.ambulance': numbers.ambulance,
  'emergency.poison': numbers.poison,
  'emergency.crisis': numbers.crisis,
});
