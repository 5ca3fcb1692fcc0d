// The score by a human: large, above the machine's, with who gave it and when; and the form to give one. A further rating
// stands above the one before; none is overwritten.
import { UserCheck } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import type { HumanRating } from '#shared/domain/training/records.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner, Button, Card, Checkbox, Chip, TextArea, TextField, ToggleChips } from '../../ui/index.ts';
import { sayKept } from '../say.ts';
import { against, askedMore, missingOf, ratingOf, type CriticalItem, type RatingDraft } from './draft.ts';
import { forgetDraft } from './use-draft.ts';

export function HumanScore({ ratings }: { ratings: readonly HumanRating[] }) {
  const [first, ...older] = ratings;
  return (
    <Card level={2} title={t('trainer.human.title')} icon={UserCheck} tone="accent">
      {first === undefined ? (
        <p>{t('trainer.human.none')}</p>
      ) : (
        <>
          <div className="cl-trainer-total">
            <span className="cl-dial">{first.overall}</span>
            <Chip tone={first.passed ? 'green' : 'amber'}>
              {t(first.passed ? 'trainer.verdict.passed' : 'trainer.verdict.failed')}
            </Chip>
          </div>
          <p className="cl-detail">
            {t('trainer.human.by', {
              name: first.by,
              date: formatDate(first.at),
              time: formatTime(first.at),
            })}
          </p>
          {first.note !== '' && <p>{first.note}</p>}
          {older.length > 0 && (
            <details>
              <summary>{t('trainer.human.older', { count: older.length })}</summary>
              <ul className="cl-trainer-plain-list">
                {older.map((one) => (
                  <li key={one.id} className="cl-detail">
                    {t('trainer.human.older.row', {
                      total: one.overall,
                      name: one.by,
                      date: formatDate(one.at),
                      time: formatTime(one.at),
                    })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </Card>
  );
}

export interface RateFormProps {
  runId: string;
  /** How many cues were answered. */
  cues: number;
  scenario: Scenario;
  critical: readonly CriticalItem[];
  draft: RatingDraft;
  onDraft: (change: (before: RatingDraft) => RatingDraft) => void;
}

const criticalIds = ['met', 'missed'] as const;

export function RateForm({ runId, cues, scenario, critical, draft, onDraft }: RateFormProps) {
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const missing = missingOf(draft, cues);
  const more = askedMore(draft, critical);
  // The rules' word comes after the trainer's: only once all of it is given, and keeping it was asked for.
  const contrary = tried && missing.length === 0 ? against(draft, critical) : [];
  const set = (change: Partial<RatingDraft>): void => onDraft((before) => ({ ...before, ...change }));
  const items = [...scenario.listening, ...scenario.compliance];
  const keep = async (): Promise<void> => {
    setTried(true);
    const rating = ratingOf(draft, cues);
    if (rating === null || more.length > 0) return;
    setBusy(true);
    const asked = careline.training.rate({ runId, id: uuidv7(), ...rating });
    if (await sayKept(asked, t('trainer.rate.kept'))) forgetDraft(runId);
    setBusy(false);
  };
  const setItem = (ruleId: string, met: boolean | null): void => {
    const others = Object.entries(draft.items).filter(([id]) => id !== ruleId);
    set({ items: Object.fromEntries(met === null ? others : [...others, [ruleId, met]]) });
  };
  const chosen = Object.keys(draft.cues).length;
  return (
    <Card level={2} title={t('trainer.rate.title')}>
      <form
        className="cl-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <p className="cl-detail">{t('trainer.rate.cues', { chosen, all: cues })}</p>
        <details className="cl-trainer-items">
          <summary>{t('trainer.rate.items', { count: items.length })}</summary>
          <p className="cl-detail">{t('trainer.rate.items.what')}</p>
          {items.map((item) => (
            <Checkbox
              key={item.ruleId}
              isSelected={draft.items[item.ruleId] ?? false}
              onChange={(met) => set({ items: { ...draft.items, [item.ruleId]: met } })}
              detail={t('trainer.rate.item', { rule: item.ruleId, of: item.of })}
            >
              {item.title}
            </Checkbox>
          ))}
        </details>
        <ToggleChips
          label={t('trainer.rate.critical')}
          options={criticalIds.map((id) => ({ id, title: t(`trainer.rate.critical.${id}`) }))}
          value={draft.criticalMet === null ? null : draft.criticalMet ? 'met' : 'missed'}
          onChange={(id) => id !== null && set({ criticalMet: id === 'met' })}
          mustChoose
        />
        {draft.criticalMet === false && <Which items={critical} met={false} draft={draft} onItem={setItem} />}
        <TextField
          label={t('trainer.rate.overall')}
          inputMode="numeric"
          maxLength={3}
          value={draft.overall}
          onChange={(overall) => set({ overall })}
          hint={t('trainer.rate.overall.hint', { mark: scenario.passMark })}
          error={tried && missing.includes('overall') ? t('trainer.rate.missing.overall') : undefined}
        />
        <TextArea
          label={t('trainer.rate.note')}
          optional={contrary.length === 0}
          error={
            tried && more.includes('note') && contrary.length > 0 ? t('trainer.rate.missing.note') : undefined
          }
          rows={2}
          maxLength={1000}
          value={draft.note}
          onChange={(note) => set({ note })}
        />
        {tried && (missing.includes('cues') || missing.includes('critical')) && (
          <Banner tone="amber" spoken>
            {missing
              .filter((one) => one !== 'overall')
              .map((one) => t(`trainer.rate.missing.${one}`))
              .join(' ')}
          </Banner>
        )}
        {contrary.length > 0 && (
          <Banner tone="amber" spoken title={t('trainer.rate.against', { count: contrary.length })}>
            <div className="cl-stack">
              <p>{t('trainer.rate.against.what')}</p>
              <Which items={contrary} met draft={draft} onItem={setItem} />
            </div>
          </Banner>
        )}
        {tried && more.includes('which') && (
          <p className="cl-detail cl-ink-amber" role="status">
            {t('trainer.rate.missing.which')}
          </p>
        )}
        <p className="cl-detail">{t('trainer.rate.draft')}</p>
        <Button type="submit" kind="primary" isDisabled={busy}>
          {t(contrary.length > 0 ? 'trainer.rate.keep.again' : 'trainer.rate.keep')}
        </Button>
      </form>
    </Card>
  );
}

interface WhichProps {
  items: readonly CriticalItem[];
  /** What a tick says of an item. */
  met: boolean;
  draft: RatingDraft;
  onItem: (ruleId: string, met: boolean | null) => void;
}
function Which({ items, met, draft, onItem }: WhichProps) {
  return (
    <fieldset className="cl-trainer-which">
      {!met && <legend className="cl-detail">{t('trainer.rate.which')}</legend>}
      {items.map((item) => (
        <Checkbox
          key={item.ruleId}
          isSelected={draft.items[item.ruleId] === met}
          onChange={(on) => onItem(item.ruleId, on ? met : null)}
        >
          {item.title}
        </Checkbox>
      ))}
    </fieldset>
  );
}
