// What a script or path says about itself: title, what this role may not do, and for a path what may be offered and when to stop.
import { isPath, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { t } from '../text/t.ts';
import { ofWhole, sentenceOf } from './findings.ts';
import { Lines, Rows, Words } from './Lines.tsx';

export function HeadForm({
  content,
  findings,
  editable,
  onChange,
}: {
  content: ScriptContent;
  findings: readonly ScriptFinding[];
  editable: boolean;
  onChange: (content: ScriptContent, place: string) => void;
}) {
  const own = ofWhole(findings);
  const common = { findings: own, editable };
  const lists = isPath(content) ? (['mayOffer', 'needsSupervisor'] as const) : [];
  return (
    <div className="cl-stack">
      <Words
        label={t('script-editor.field.title')}
        value={content.title}
        place="title"
        {...common}
        onChange={(title) => onChange({ ...content, title }, 'title')}
      />
      {!isPath(content) && (
        <Lines
          title={t('script-editor.field.limits')}
          list={content.limits}
          place="limits"
          most={6}
          {...common}
          onChange={(limits) => onChange({ ...content, limits }, 'limits')}
        />
      )}
      {isPath(content) &&
        lists.map((id) => (
          <Lines
            key={id}
            title={t(`script-editor.field.${id}`)}
            list={content[id]}
            place={id}
            most={10}
            {...common}
            onChange={(list) => onChange({ ...content, [id]: list }, id)}
          />
        ))}
      {isPath(content) && (
        <Rows
          title={t('script-editor.field.stop')}
          list={content.stopRules}
          make={() => ({ when: '', what: '' })}
          add={t('script-editor.add.rule')}
          most={8}
          editable={editable}
          onChange={(stopRules) => onChange({ ...content, stopRules }, 'stopRules')}
          row={(rule, i, change) => (
            <>
              <Words
                label={t('script-editor.field.stop')}
                value={rule.when}
                place={`stopRules.${i}.when`}
                {...common}
                onChange={(when) => change({ ...rule, when })}
              />
              <Words
                label={t('script-editor.field.stop.then')}
                value={rule.what}
                place={`stopRules.${i}.what`}
                {...common}
                onChange={(next) => change({ ...rule, what: next })}
              />
            </>
          )}
        />
      )}
      {own.length > 0 && (
        <ul className="cl-editor-findings" aria-label={t('script-editor.findings')}>
          {own.map((f) => (
            <li key={`${f.problem} ${f.text}`}>{sentenceOf(f)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
