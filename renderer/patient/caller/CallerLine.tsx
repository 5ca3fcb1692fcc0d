// Who is on the line (C20), in one line of the header: the patient until somebody says otherwise, and one key to change it.
import { ChevronDown, ChevronUp, UserRound, UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { t } from '../../text/t.ts';
import { keysOf } from '../../app/keys.ts';
import { isMac } from '../../app/use-keys.ts';
import { Chip, cx, Icon, KeyHint, type Tone, VisuallyHidden } from '../../ui/index.ts';
import type { Verification } from '../checking.ts';
import { closeAsking, openAsking, useAsking } from './asking.ts';
import { CallerPicker } from './CallerPicker.tsx';
import type { CallerAsk } from './use-caller.ts';
import './caller.css';

const tones = {
  record: 'green',
  treatment: 'accent',
  family: 'accent',
  visits: 'accent',
  nothing: 'amber',
} as const satisfies Record<string, Tone>;

export interface CallerLineProps {
  contextId: string;
  verification: Verification;
  ask: CallerAsk;
}

export function CallerLine({ contextId, verification, ask }: CallerLineProps) {
  const open = useAsking((s) => s.contextId === contextId);
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => closeAsking, []);
  const { hearing } = verification;
  const caller = hearing?.caller ?? null;
  const who = caller === null ? t('caller.not-said') : t(`caller.as.${caller}`);
  const someoneElse = caller !== null && caller !== 'self';
  return (
    <div className="cl-caller">
      <button
        ref={line}
        type="button"
        className={cx('cl-caller-line', someoneElse && 'cl-caller-else')}
        aria-expanded={open}
        aria-disabled={ask.busy}
        onClick={() => ask.busy || openAsking(open ? null : contextId)}
      >
        <Icon of={someoneElse ? UsersRound : UserRound} size={15} />
        <span className="cl-caller-who">
          {someoneElse ? (
            <>
              <VisuallyHidden>{t('caller.on-line', { who: '' })}</VisuallyHidden> {who}
            </>
          ) : (
            t('caller.on-line', { who })
          )}
        </span>
        {hearing !== undefined && someoneElse && (
          <Chip tone={tones[hearing.scope]}>{t(`caller.scope.${hearing.scope}`)}</Chip>
        )}
        <KeyHint keys={keysOf('who-calls', isMac)} />
        <Icon of={open ? ChevronUp : ChevronDown} size={14} />
        <VisuallyHidden>{t('caller.change')}</VisuallyHidden>
      </button>
      {open && (
        <CallerPicker
          value={caller}
          onChoose={(chosen) => {
            // What follows goes on from here: the field for a name, or the facts.
            line.current?.focus({ preventScroll: true });
            closeAsking();
            void ask.run(chosen, null);
          }}
          onClose={closeAsking}
        />
      )}
    </div>
  );
}
