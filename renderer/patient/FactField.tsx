// One fact to ask for: what to say, a field for what the caller answers, and whether it matched. Never the answer.
import { useState, type Ref } from 'react';
import type { AskedFact } from '#shared/domain/disclosure/facts.ts';
import { formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Button, TextField } from '../ui/index.ts';
import { stateOf, type Verification } from './checking.ts';
import type { Check } from './use-check.ts';

/** `calledBack` is no field: nothing is typed, the desk looks at its own call. */
type Typed = Exclude<AskedFact, 'calledBack'>;
export interface FactFieldProps<F extends Typed = Typed> {
  fact: F;
  verification: Verification;
  check: Check;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
  onMatched?: (fact: F) => void;
}

export function FactField<F extends Typed>({
  fact,
  verification,
  check,
  autoFocus,
  ref,
  onMatched,
}: FactFieldProps<F>) {
  const [stated, setStated] = useState('');
  const before = stateOf(verification, fact);
  const error = problemOf(fact, check.answers[fact]);
  return (
    <form
      className="cl-patient-fact"
      // What did not match may be asked again: the browser must not hold the field back.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const box = event.currentTarget.querySelector('input');
        void check.run(fact, stated).then((isMatched) => {
          if (isMatched) onMatched?.(fact);
          // What is typed next stands in place of what did not match, not behind it.
          else if (box !== null && box === document.activeElement) box.select();
        });
      }}
    >
      <TextField
        label={t(`patient.fact.${fact}`)}
        value={stated}
        onChange={setStated}
        hint={t(`patient.ask.${fact}`)}
        maxLength={200}
        autoFocus={autoFocus ?? false}
        ref={ref}
        {...(error === null ? {} : { error })}
        {...(before.state === 'wrong' && before.at !== null
          ? { mark: t('patient.outcome.wrong-before', { time: formatTime(before.at) }) }
          : {})}
      />
      {stated.trim() !== '' && (
        <Button type="submit" size="small" keys="Enter" isPending={check.busy === fact}>
          {t('patient.verify.compare')}
        </Button>
      )}
    </form>
  );
}

/** A whole sentence on why this did not tick, or null. */
export function problemOf(fact: AskedFact, answer: Check['answers'][AskedFact]): string | null {
  if (answer === undefined) return null;
  if ('code' in answer) {
    const { sentence, next } = errorText(answer.code);
    const counted = answer.code === 'interrupted' || answer.code === 'timed-out';
    return [sentence, next, counted ? '' : t('patient.verify.not-compared')].filter(Boolean).join(' ');
  }
  switch (answer.outcome) {
    case 'matched':
      return null;
    case 'unclear':
      return t(`patient.outcome.unclear.${fact}`);
    default:
      return t(`patient.outcome.${answer.outcome}`);
  }
}
