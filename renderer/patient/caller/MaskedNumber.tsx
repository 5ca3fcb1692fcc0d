// A number that is on file and stands masked: shown for a reason and half a minute, never to be selected or copied (C18).
import { Eye, EyeOff } from 'lucide-react';
import { createContext, use, useRef, useState, type ReactNode } from 'react';
import { revealReasons } from '#shared/contract/patient.ts';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import { errorText, t } from '../../text/t.ts';
import { Button, VisuallyHidden } from '../../ui/index.ts';
import { type Masked, mayReveal, type RevealAbout } from './reveal.ts';
import { useReveal } from './use-reveal.ts';

/** What every masked number of a panel stands on. */
export interface RevealScope extends RevealAbout {
  contextId: string;
  patientId: string;
  reason: ReasonCode | null;
}
/** Given by `Chosen` around header and cards; without it a number stays masked. */
export const RevealScopeContext = createContext<RevealScope | null>(null);

export interface MaskedNumberProps {
  number: Masked;
  /** Row of the coverage card; for `wholeMemberId`. */
  coverageId?: string;
  /** What stands there while it is masked, the last four at most. */
  masked?: ReactNode;
}

export function MaskedNumber(props: MaskedNumberProps) {
  const scope = use(RevealScopeContext);
  const masked = props.masked ?? <Dots />;
  if (scope === null) return masked;
  return <InScope {...props} masked={masked} scope={scope} />;
}

function Dots() {
  return (
    <>
      <span aria-hidden="true">{t('caller.masked.dots')}</span>
      <VisuallyHidden>{t('caller.masked.dots.spoken')}</VisuallyHidden>
    </>
  );
}

function InScope({ number, coverageId, masked, scope }: MaskedNumberProps & { scope: RevealScope }) {
  const [asking, setAsking] = useState(false);
  const reveal = useReveal({ ...scope, number, coverageId });
  const may = mayReveal(number, scope);
  const what = t(`caller.masked.${number}`);
  const { shown } = reveal;
  // What was pressed goes away with the press: the focus stays here, and isn't sent back to a field that opens something.
  const place = useRef<HTMLSpanElement>(null);
  const stay = (): void => place.current?.focus({ preventScroll: true });
  if (shown !== null && reveal.secondsLeft > 0)
    return (
      <span ref={place} tabIndex={-1} className="cl-masked">
        <span
          className="cl-masked-value"
          title={t('caller.masked.copy')}
          onCopy={stop}
          onCut={stop}
          onDragStart={stop}
        >
          {shown.whole ? shown.value : t('caller.masked.ends', { value: shown.value })}
        </span>
        <span className="cl-detail-quiet">{t('caller.masked.seconds', { count: reveal.secondsLeft })}</span>
        <Button
          kind="plain"
          size="small"
          icon={EyeOff}
          onPress={() => {
            stay();
            reveal.mask();
          }}
        >
          {t('caller.masked.hide')}
        </Button>
      </span>
    );
  return (
    <span ref={place} tabIndex={-1} className="cl-masked">
      <span className="cl-masked-value">{masked}</span>
      {may === 'now' && (
        <Button
          kind="plain"
          size="small"
          icon={Eye}
          aria-expanded={asking}
          aria-label={t('caller.masked.reveal.of', { what })}
          isPending={reveal.busy}
          onPress={() => setAsking(!asking)}
        >
          {t('caller.masked.reveal')}
        </Button>
      )}
      {may === 'level' && <span className="cl-detail-quiet">{t('caller.masked.third')}</span>}
      {may === 'reason' && <span className="cl-detail-quiet">{t('caller.masked.reason-first')}</span>}
      {asking && may === 'now' && (
        <span className="cl-masked-why" role="group" aria-label={t('caller.masked.why')}>
          <span className="cl-detail">{t('caller.masked.why')}</span>
          {revealReasons.map((why) => (
            <Button
              key={why}
              size="small"
              onPress={() => {
                stay();
                setAsking(false);
                void reveal.ask(why);
              }}
            >
              {t(`caller.masked.why.${why}`)}
            </Button>
          ))}
        </span>
      )}
      {reveal.failure !== null && (
        <span className="cl-detail cl-ink-amber" role="status">
          {t('caller.masked.failed')} {errorText(reveal.failure.code).sentence}
        </span>
      )}
    </span>
  );
}

/** What is revealed stays on the screen: no clipboard, no drag. */
const stop = (event: { preventDefault(): void }): void => event.preventDefault();
