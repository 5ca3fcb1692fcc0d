// What is wrong with a text, as the desk's lint and model check say it, a moment after it was last changed.
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { lintFinding } from '#shared/contract/training-shapes.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';

export type Finding = z.infer<typeof lintFinding>;
export interface Found {
  /** The text that was looked at; null = none yet. */
  of: string | null;
  findings: readonly Finding[];
  total: number;
  failure: Failure | null;
}
/** Walking every way takes the desk some hundred milliseconds: not at each key. */
const restMs = 600;

/** A text that is no JSON is so once, however often the reader stumbles in that line. */
function once({ findings, total }: Pick<Found, 'findings' | 'total'>): Pick<Found, 'findings' | 'total'> {
  const keys = findings.map((f) => `${f.line} ${f.sentence}`);
  const left = findings.filter((_f, i) => keys.indexOf(keys[i] ?? '') === i);
  return { findings: left, total: total - (findings.length - left.length) };
}

export function useFindings(text: string | null): Found & { again: () => void } {
  const [found, setFound] = useState<Found>({ of: null, findings: [], total: 0, failure: null });
  const [tries, setTries] = useState(0);
  const asked = useRef(0);
  const first = found.of === null;
  useEffect(() => {
    if (text === null) return undefined;
    const timer = setTimeout(
      () => {
        const mine = ++asked.current;
        void careline.training.draftLint({ text }).then((result) => {
          if (mine !== asked.current) return;
          setFound((before) =>
            result.ok ? { of: text, ...once(result.value), failure: null } : { ...before, failure: result },
          );
        });
      },
      first ? 0 : restMs,
    );
    return () => clearTimeout(timer);
  }, [text, tries, first]);
  return { ...found, again: () => setTries((n) => n + 1) };
}
