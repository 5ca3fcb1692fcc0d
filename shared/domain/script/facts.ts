// The facts that an account gives to its templates. What is known of the caller, the patient and the appointment is added by
// the page, after verification only: what isn't passed is shown as missing.
import type { Account } from '../accounts/account.ts';
import { callbackBy, hoursToday } from '../accounts/hours.ts';
import { emergencyNumbers, expectedCallbackMinutes, reasonOf } from '../accounts/rules.ts';
import { emergencyFacts } from '../emergency/numbers.ts';
import type { Urgency } from '../messages/message.ts';
import type { ScriptFacts } from './fields.ts';

/**
 * `dnis` is the line that was dialled, `urgency` what the form says now (null: what the reason starts with), `now` a UTC
 * instant. Minutes and time of the call back are missing where the account promises none (M18: the next working day).
 */
export function accountFacts(
  account: Account,
  at: { dnis: string; reason: string; urgency: Urgency | null; now: string },
): ScriptFacts {
  const reason = reasonOf(account, at.reason);
  const department = account.departments.find((d) => d.id === reason?.department);
  const urgency = at.urgency ?? reason?.urgency ?? 'urgent-clinical';
  const minutes = expectedCallbackMinutes(account, urgency);
  return {
    'practice.name': account.name,
    'practice.address': account.address,
    'practice.hoursToday': hoursToday(account, at.now),
    'practice.lineLabel': account.lines.find((l) => l.dnis === at.dnis)?.label ?? null,
    'callback.minutes': minutes === null ? null : String(minutes),
    'callback.by': minutes === null ? null : callbackBy(account, at.now, minutes),
    'department.name': department?.label ?? null,
    'department.hours': department?.hours ?? null,
    ...emergencyFacts(emergencyNumbers(account)),
  };
}
