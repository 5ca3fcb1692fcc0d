// What a PIN must be, said before the desk says it: the rules are the desk's own.
import { maxPin, trivialPin } from '#shared/domain/access/secret.ts';

export type PinProblem = 'digits' | 'short' | 'long' | 'trivial' | 'differs';

/** `least`: digits, by the desk's word (`secretRules.minPin`). */
export function pinProblem(pin: string, again: string, least: number): PinProblem | null {
  if (!/^\d*$/.test(pin)) return 'digits';
  if (pin.length < least) return 'short';
  if (pin.length > maxPin) return 'long';
  if (trivialPin(pin) !== null) return 'trivial';
  return pin === again ? null : 'differs';
}
