// What the caller said last, on the card that hides their line: captions as they come, else the words that raised a flag. While
// locked there are no words here.
import { Quote } from 'lucide-react';
import type { AssistView } from '#shared/domain/assist/view.ts';
import { cardGroupOf } from '../assist/flags.ts';
import { useCaptions } from '../calls/CaptionStrip.tsx';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';

/** Groups of the card that were heard and not set aside. */
export const heardGroups = (view: Pick<AssistView, 'flags'> | null): ReadonlySet<string> =>
  new Set(
    (view?.flags ?? [])
      .filter((f) => f.dismissed === null)
      .map((f) => cardGroupOf(f.group))
      .filter((id) => id !== null),
  );

/** At most two, the newest last: captions where there are any, else what raised a flag. */
export function lastWords(
  captions: readonly { text: string }[] | null,
  view: Pick<AssistView, 'flags'> | null,
): string[] {
  if (captions !== null && captions.length > 0) return captions.slice(-2).map((c) => c.text);
  const raised = (view?.flags ?? []).filter((f) => f.dismissed === null).toReversed();
  return [...new Set(raised.flatMap((f) => (f.words === null ? [] : [f.words])))].slice(-2);
}

export function Heard({ callId, view }: { callId: string; view: AssistView | null }) {
  const { lines } = useCaptions(callId);
  const words = lastWords(lines, view);
  if (words.length === 0) return null;
  return (
    <section className="cl-em-heard" aria-label={t('emergency.heard')}>
      <Icon of={Quote} size={15} />
      <div>
        {words.map((text, i) => (
          <p key={`${i} ${text}`} title={text}>
            “{text}”
          </p>
        ))}
      </div>
    </section>
  );
}
