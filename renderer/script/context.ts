// What a supervisor or colleague is told before they are on the line. Never what anybody felt. Pure.
import type { Missing } from '#shared/domain/script/walk.ts';
import { t } from '../text/t.ts';
import type { Flow } from './flow.ts';

export interface Context {
  main: Flow;
  /** Titles of the steps that are done, in their order. */
  done: readonly string[];
  collected: readonly string[];
  missing: readonly Missing[];
  warnings: { given: number; of: number } | null;
}

/** One line for who takes over. */
export const contextWords = ({ main, done, collected, missing, warnings }: Context): string =>
  [
    t('script.context.about', { about: main.title }),
    done.length > 0 && t('script.context.done', { done: done.join(', ').toLowerCase() }),
    collected.length > 0 && t('script.context.collected', { collected: collected.join('; ') }),
    missing.length > 0 && t('script.context.missing', { missing: missing.map((m) => m.text).join('; ') }),
    warnings !== null && warnings.given > 0 && t('script.context.warnings', warnings),
  ]
    .filter((part) => part !== false)
    .join(' ');
