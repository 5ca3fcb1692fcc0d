// One form: what the record says, what was changed over it, and what it still lacks. What was typed stays with the call.
import { useMemo, useState } from 'react';
import type { Act } from '#shared/domain/acts/act.ts';
import { type ActProblem, actProblems } from '#shared/domain/acts/problems.ts';
import { isDialable } from '#shared/domain/phone/phone.ts';
import { useKept } from '../app/kept-words.ts';
import { namesOf } from './doing.ts';
import type { Here } from './here.ts';
import { actOf, asOnRecord, type Known, type OnRecord } from './prefill.ts';

type Patch = Partial<Record<string, unknown>>;
const nothing: Patch = {};
export interface Form {
  act: Act;
  record: OnRecord;
  /** Takes back what depends on it where `also` says so. */
  set(field: string, value: unknown, also?: Patch): void;
  /** Stands as the record has it. */
  isOnRecord(field: string): boolean;
  /** A day as it was typed, while it can't be read too. */
  typed(field: string): string | null;
  type(field: string, text: string, day: string): void;
  /** Days that were typed and can't be read. */
  unreadable: readonly string[];
  problems: readonly ActProblem[];
  /** Sent once with something lacking: from then on the form says what. */
  tried: boolean;
  setTried(tried: boolean): void;
}

export function useForm(here: Here, known: Known): Form {
  const at = namesOf(here.form);
  const [patch, setPatch] = useKept<Patch>(at.patch, nothing);
  const [days, setDays] = useKept<Patch>(`${at.patch} days`, nothing);
  const [tried, setTried] = useState(false);
  const act = useMemo(() => actOf(here.kind, known, patch), [here.kind, known, patch]);
  const marked = useMemo(() => asOnRecord(here.kind, known, patch), [here.kind, known, patch]);
  const problems = useMemo(() => actProblems(act, { dialable: isDialable }), [act]);
  const values = act as unknown as Record<string, unknown>;
  return {
    act,
    record: known.record,
    set: (field, value, also) => setPatch({ ...patch, ...also, [field]: value }),
    isOnRecord: (field) => marked.includes(field),
    typed: (field) => (days[field] as string | undefined) ?? null,
    type(field, text, day) {
      setDays({ ...days, [field]: text });
      setPatch({ ...patch, [field]: day });
    },
    unreadable: Object.entries(days).flatMap(([field, text]) =>
      typeof text === 'string' && text.trim() !== '' && values[field] === '' ? [field] : [],
    ),
    problems,
    tried,
    setTried,
  };
}
