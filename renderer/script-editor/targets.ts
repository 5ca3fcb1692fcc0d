// Where a step may lead, as choices: other steps, shared paths, and out of a path. Pure.
import { isPath, type ScriptContent } from '#shared/domain/script/draft.ts';
import { pathNames, type Path, type ScriptStep } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';

export interface Target {
  id: string;
  title: string;
}

export function targetsOf(
  content: ScriptContent,
  steps: readonly ScriptStep[],
  here: ScriptStep,
  paths: readonly Path[] | null,
): Target[] {
  const titleOf = (name: string): string => paths?.find((p) => p.path === name)?.title ?? name;
  const own = isPath(content) ? content.path : null;
  return [
    ...steps
      .filter((s) => s.id !== here.id)
      .map((s) => ({ id: s.id, title: s.title || t('script-editor.step.untitled') })),
    ...(paths?.map((p) => p.path) ?? pathNames)
      .filter((name) => name !== own)
      .map((name) => ({
        id: `path:${name}`,
        title: t('script-editor.target.path', { name: titleOf(name) }),
      })),
    ...(own === null
      ? []
      : [
          { id: 'script:back', title: t('script-editor.target.back') },
          { id: 'script:close', title: t('script-editor.target.close') },
          { id: 'call:end', title: t('script-editor.target.end') },
        ]),
  ];
}

/** With the one that is set now, also where it leads nowhere any more. */
export const optionsTo = (targets: readonly Target[], to: string): Target[] =>
  to === '' || targets.some((x) => x.id === to) ? [...targets] : [...targets, { id: to, title: to }];
