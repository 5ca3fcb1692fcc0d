// The protocol in its order: one step open with its words in the largest text, each tick with its time.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { sayOf, type EmergencyGroup } from '#shared/domain/emergency/card.ts';
import { langs, type Lang } from '#shared/domain/script/languages.ts';
import type { EmergencyProgress, StepProgress } from '#shared/domain/emergency/ticks.ts';
import { fillTemplate } from '#shared/domain/script/fill.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import { Filled } from '../app/Filled.tsx';
import { formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, cx, Icon, ToggleChips } from '../ui/index.ts';

const Line = ({ text, facts }: { text: string; facts: ScriptFacts }) => (
  <Filled segments={fillTemplate(text, facts)} />
);

/** What the chosen group asks for, and what to write down: facts, never questions that judge. */
export function Instruction({ group, facts }: { group: EmergencyGroup; facts: ScriptFacts }) {
  return (
    <section className="cl-em-instruction" aria-label={group.title}>
      <h2 className="cl-em-head">{group.title}</h2>
      {group.instruction.map((line) => (
        <p key={line} className="cl-em-instruction-line">
          <Line text={line} facts={facts} />
        </p>
      ))}
      {group.note.length > 0 && (
        <p className="cl-detail">{t('emergency.note', { what: group.note.join(' · ') })}</p>
      )}
    </section>
  );
}

export interface ProtocolProps {
  progress: EmergencyProgress;
  facts: ScriptFacts;
  pending: (stepId: string) => boolean;
  onTick: (stepId: string, on: boolean) => void;
  lang: Lang;
  onLang: (lang: Lang) => void;
  /** Where the person is, written down in its own step. */
  placeStepId: string;
  place: ReactNode;
  /** No address is written, and it could be: said at the step, ticked or not. */
  placeLacks: boolean;
  /** The step whose words are in sight. */
  open: string | null;
  /** Null = the next one that is not done. */
  onOpen: (stepId: string | null) => void;
}

export function Protocol(props: ProtocolProps) {
  const { progress, facts, pending, onTick, lang, onLang, placeStepId, place, placeLacks, open, onOpen } =
    props;
  return (
    <section className="cl-em-steps" aria-label={t('emergency.steps')}>
      <div className="cl-em-steps-head">
        <h2 className="cl-em-head">
          {t('emergency.steps')}{' '}
          <span className="cl-detail">
            {t('emergency.steps.done', { done: progress.done, total: progress.total })}
          </span>
        </h2>
        <span className="cl-em-keys">{t('emergency.steps.keys', { last: progress.steps.length })}</span>
        <ToggleChips
          label={t('emergency.lang')}
          hideLabel
          options={langs.map((id) => ({ id, title: t(`script.lang.${id}`) }))}
          value={lang}
          onChange={(to) => to && onLang(to)}
        />
      </div>
      <ol>
        {progress.steps.map((s) => (
          <Step
            key={s.step.id}
            step={s}
            isOpen={s.step.id === open}
            pending={pending(s.step.id)}
            facts={facts}
            lang={lang}
            more={s.step.id === placeStepId ? place : null}
            lacks={s.step.id === placeStepId && placeLacks}
            onOpen={() => onOpen(s.step.id)}
            onTick={(on) => onTick(s.step.id, on)}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  lang: Lang;
  step: StepProgress;
  isOpen: boolean;
  pending: boolean;
  facts: ScriptFacts;
  /** Stands between what is said and what is done. */
  more: ReactNode;
  /** The address of this step is not written. */
  lacks: boolean;
  onOpen: () => void;
  onTick: (on: boolean) => void;
}

function Step({ step: s, lang, isOpen, pending, facts, more, lacks, onOpen, onTick }: StepProps) {
  const { step, at, number } = s;
  return (
    <li
      className={cx(
        'cl-em-step',
        isOpen && 'cl-em-step-open',
        at !== null && 'cl-em-step-done',
        at !== null && lacks && 'cl-em-step-lacks',
      )}
    >
      <div className="cl-em-step-row">
        <button
          type="button"
          role="checkbox"
          aria-checked={at !== null}
          aria-label={t('emergency.step.tick', { number, title: step.title })}
          aria-keyshortcuts={`Alt+${number}`}
          className="cl-em-tick"
          onClick={() => onTick(at === null)}
        >
          {at !== null ? <Icon of={Check} size={15} /> : number}
        </button>
        <button type="button" className="cl-em-step-title" aria-expanded={isOpen} onClick={onOpen}>
          {step.title}
        </button>
        {step.when !== 'always' && at === null && <Chip outline>{t(`emergency.step.${step.when}`)}</Chip>}
        {at !== null && lacks && <Chip tone="amber">{t('emergency.place.lacks')}</Chip>}
        {at !== null && <time className="cl-em-time">{formatTimeSeconds(at)}</time>}
        {at === null && s.takenBack && <span className="cl-detail">{t('emergency.step.takenBack')}</span>}
        {pending && <span className="cl-detail">{t('emergency.pending')}</span>}
      </div>
      {isOpen && (
        <div className="cl-em-step-body">
          {step.say.length > 0 && (
            <p className="cl-said" lang={step.sayIn?.[lang] === undefined ? 'en' : lang}>
              “
              {sayOf(step, lang).map((line, i) => (
                <span key={line}>
                  {i > 0 && ' '}
                  <Line text={line} facts={facts} />
                </span>
              ))}
              ”
            </p>
          )}
          {more}
          <ul className="cl-em-act">
            {step.act.map((line) => (
              <li key={line}>
                <Line text={line} facts={facts} />
              </li>
            ))}
          </ul>
          {at === null && (
            <Button size="small" icon={Check} onPress={() => onTick(true)}>
              {t('emergency.step.done')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
