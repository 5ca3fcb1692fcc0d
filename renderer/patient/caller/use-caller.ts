// Says to the desk who is on the line, and shows what it answered: the desk alone decides what may be heard.
import { useRef, useState } from 'react';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce } from '../../ui/index.ts';
import type { Verification } from '../checking.ts';
import type { KnownVerification } from '../use-verification.ts';

export interface CallerAsk {
  busy: boolean;
  failure: Failure | null;
  /** A name was compared since the caller was chosen here. */
  named: boolean;
  /** The name that was compared last is on file for nobody, and was counted. */
  wrongName: boolean;
  /** `name`: the caller's own; null while they haven't said it, and for the patient or a practice. */
  run(caller: Caller, name: string | null): Promise<void>;
}

export function useCaller(
  contextId: string,
  { chosen, wrongLeft }: Verification,
  known: KnownVerification,
): CallerAsk {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [named, setNamed] = useState(false);
  const [wrongName, setWrongName] = useState(false);
  const patientId = chosen?.patientId;
  /** The last question, while it is on its way: a name that is typed quickly waits for it, the same one isn't asked twice. */
  const last = useRef<{ key: string; done: Promise<void> } | null>(null);
  const ask = async (of: string, caller: Caller, name: string | null): Promise<void> => {
    setBusy(true);
    // Never repeated by itself: a second comparison of a name could count a second wrong answer.
    const result = await careline.patient.caller({ contextId, patientId: of, caller, name });
    setBusy(false);
    setFailure(result.ok ? null : result);
    setNamed(result.ok && name !== null);
    setWrongName(result.ok && name !== null && result.value.wrongLeft < wrongLeft);
    if (result.ok) {
      const { scope } = result.value.hearing;
      announce(t('caller.told.announce', { who: t(`caller.as.${caller}`), what: t(`caller.may.${scope}`) }));
    }
    await known.read();
  };
  const run = (caller: Caller, name: string | null): Promise<void> => {
    if (patientId === undefined) return Promise.resolve();
    const before = last.current;
    const key = JSON.stringify([patientId, caller, name]);
    if (before?.key === key) return before.done;
    const done = (before?.done ?? Promise.resolve())
      .then(() => ask(patientId, caller, name))
      .finally(() => {
        if (last.current?.done === done) last.current = null;
      });
    last.current = { key, done };
    return done;
  };
  return { busy, failure, named, wrongName, run };
}
