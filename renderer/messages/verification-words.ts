// How far the caller was verified (M8, C19), in a sentence.
import { hasText, t } from '../text/t.ts';

export function verificationWords(level: number): string {
  const key = `messages.verification.${level}`;
  return hasText(key) ? t(key) : t('messages.verification.0');
}
