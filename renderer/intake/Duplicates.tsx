// People on file who may be the same: as alike as they are, and nothing of what is on file. The agent asks, and says of each
// who it is; only then can a record be created (row 21).
import { useEffect, useRef } from 'react';
import { UserRoundCheck, UsersRound } from 'lucide-react';
import type { PossibleDuplicate } from '#shared/contract/intake.ts';
import { notSameReasons, type NotSameReason } from '#shared/domain/finding/intake.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Chip, type Tone, Select } from '../ui/index.ts';
import { isCaller, type Looked, notSame } from './doing.ts';

const tones: Readonly<Record<PossibleDuplicate['likelihood'], Tone>> = {
  'almost-sure': 'amber',
  likely: 'amber',
  possible: 'neutral',
};

export interface DuplicatesProps {
  contextId: string;
  looked: Looked;
  said: Readonly<Record<string, NotSameReason>>;
  busy: boolean;
}

export function Duplicates({ contextId, looked, said, busy }: DuplicatesProps) {
  const { possible, more, unreadable } = looked;
  const found = useRef<HTMLDivElement>(null);
  // Below the form: what was found is what is read next.
  useEffect(() => {
    // The button that was pressed is gone with its step: keys go on where it is read, not in the notes.
    if (document.activeElement === document.body) found.current?.focus({ preventScroll: true });
    // Newer browsers answer a promise here, which is nothing that an effect may end with.
    void found.current?.scrollIntoView({ block: 'nearest' });
  }, [looked]);
  const warnings = (
    <>
      {more && <p className="cl-detail">{t('intake.none.more')}</p>}
      {unreadable > 0 && (
        <p className="cl-detail cl-ink-amber">{t('intake.none.unreadable', { count: unreadable })}</p>
      )}
    </>
  );
  if (possible.length === 0)
    return (
      <div ref={found} tabIndex={-1}>
        <Banner icon={UserRoundCheck} title={t('intake.none')}>
          {warnings}
        </Banner>
      </div>
    );
  return (
    <section
      ref={found}
      tabIndex={-1}
      className="cl-intake-found"
      aria-label={t('intake.found', { count: possible.length })}
    >
      <Banner tone="amber" icon={UsersRound} title={t('intake.found', { count: possible.length })}>
        {t('intake.found.what')}
      </Banner>
      {warnings}
      <ul className="cl-intake-list">
        {possible.map((one) => (
          <li key={one.patientId} className="cl-intake-one">
            <div className="cl-intake-who">
              <strong>{one.preferredName}</strong>
              <Chip tone={tones[one.likelihood]}>{t(`intake.likelihood.${one.likelihood}`)}</Chip>
              {one.twin && <Chip tone="accent">{t('intake.twin')}</Chip>}
              {one.standing !== 'active' && <Chip>{t(`intake.standing.${one.standing}`)}</Chip>}
              {one.language !== null && <span className="cl-detail">{one.language}</span>}
            </div>
            <Button
              size="small"
              isDisabled={busy || one.standing === 'merged'}
              aria-label={t('intake.is-caller.of', { name: one.preferredName })}
              onPress={() => void isCaller(contextId, one.patientId)}
            >
              {t('intake.is-caller')}
            </Button>
            <Select
              label={t('intake.not-same.of', { name: one.preferredName })}
              hideLabel
              placeholder={t('intake.not-same')}
              options={notSameReasons.map((id) => ({ id, title: t(`intake.reason.${id}`) }))}
              value={said[one.patientId] ?? null}
              onChange={(reason) => notSame(contextId, one.patientId, reason)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
