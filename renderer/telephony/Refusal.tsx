// What was refused, under the button or in the form that asked for it: what happened, what is safe, what to do.
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { errorText, hasText, t, type TextKey } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { refusedAt, usePlace } from './refusals.ts';
import { useTelephony } from './store.ts';

/** `what` in the words of that act where there are any: `telephony.refused.transfer.skill-missing`. */
export function refusalWords(what: string, code: string): string {
  const own = `telephony.refused.${what}.${code}`;
  if (hasText(own)) return t(own as TextKey);
  const { sentence, next } = errorText(code);
  return `${sentence} ${next}`;
}

/** `of`: the asks it speaks for (`refusals.ts`). */
export function Refusal({ of, what }: { of: readonly string[]; what: string }) {
  usePlace(of);
  const refused = useTelephony((s) => refusedAt(s.refused, of));
  const line = useRef<HTMLParagraphElement>(null);
  // A form that scrolls must not hide it below its edge.
  useEffect(() => {
    // In newer browsers it answers a promise, which is no way to clean up.
    void line.current?.scrollIntoView({ block: 'nearest' });
  }, [refused]);
  if (refused === null || refused.code === 'busy') return null;
  return (
    <p ref={line} className="cl-tel-warn cl-tel-warn-amber" role="alert">
      <Icon of={TriangleAlert} size={16} />
      <span>{refusalWords(what, refused.code)}</span>
    </p>
  );
}
