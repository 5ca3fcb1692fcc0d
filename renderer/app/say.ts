// How a failure reaches a person when no screen of its own shows it: sentence and next step, as a toast and aloud.
import { CircleAlert } from 'lucide-react';
import type { Failure } from '#shared/domain/result.ts';
import { errorText } from '../text/t.ts';
import { announce, toast } from '../ui/index.ts';

export function sayFailure(failure: Pick<Failure, 'code'>): void {
  const { sentence, next } = errorText(failure.code);
  say(`${sentence} ${next}`);
}

export function say(text: string): void {
  toast({ text, icon: CircleAlert });
  announce(text);
}
