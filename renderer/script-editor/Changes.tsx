// What is different between two versions, line by line.
import { useEffect, useState } from 'react';
import type { VersionRow } from '#shared/contract/scripts.ts';
import { readDraft, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t, hasText } from '../text/t.ts';
import { Banner, Select } from '../ui/index.ts';
import { changedOnly, diff } from './diff.ts';
import { linesOf, type ContentLine } from './lines.ts';
import { useVersions } from './use-versions.ts';

const text = (line: ContentLine): string => `${line.what}\n${line.text}`;

export function Changes({
  scriptKey,
  content,
  row,
}: {
  scriptKey: string;
  content: ScriptContent;
  /** The version that is shown; null = what shipped. */
  row: VersionRow | null;
}) {
  const { versions } = useVersions(scriptKey);
  const [chosen, setAgainst] = useState<string | null>(null);
  const against = chosen ?? (row === null || row.state === 'approved' ? 'shipped' : 'force');
  const [found, setFound] = useState<{ against: string; content: ScriptContent } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let left = false;
    const id = against === 'shipped' || against === 'force' ? null : against;
    void careline.scripts.read({ key: scriptKey, id, current: against === 'force' }).then((result) => {
      if (left) return;
      const read = result.ok ? readDraft(result.value.content) : result;
      setFailure(read.ok ? null : read);
      if (read.ok) setFound({ against, content: read.value });
    });
    return () => {
      left = true;
    };
  }, [against, scriptKey]);
  const changes =
    found === null || found.against !== against
      ? null
      : changedOnly(diff(linesOf(found.content), linesOf(content), text));
  const part = (what: string): string => {
    const [name = '', mood] = what.split('.');
    const key = `script-editor.part.${name}`;
    const of = `script.mood.${mood ?? ''}`;
    return [hasText(key) ? t(key) : name, mood !== undefined && hasText(of) && t(of)]
      .filter(Boolean)
      .join(', ');
  };
  return (
    <div className="cl-editor-changes">
      <Select
        label={t('script-editor.changes.against')}
        value={against}
        onChange={setAgainst}
        options={[
          { id: 'force', title: t('script-editor.changes.force') },
          { id: 'shipped', title: t('script-editor.changes.shipped') },
          ...(versions ?? [])
            .filter((v) => v.id !== row?.id && v.refused === null)
            .map((v) => ({
              id: v.id,
              title: t('script-editor.changes.version', {
                version: v.version,
                state: t(`script-editor.version.${v.state}`),
              }),
            })),
        ]}
      />
      {failure && <Banner tone="amber">{errorText(failure.code).sentence}</Banner>}
      {changes !== null &&
        (changes.every((c) => c.kind === 'skipped') ? (
          <p className="cl-detail" role="status">
            {t('script-editor.changes.none')}
          </p>
        ) : (
          <ul aria-label={t('script-editor.tab.changes')}>
            {changes.map((c, i) =>
              c.kind === 'skipped' ? (
                <li key={i} className="cl-detail-quiet">
                  {t('script-editor.changes.skipped', { count: c.count })}
                </li>
              ) : (
                <li key={i} className={`cl-editor-${c.kind}`}>
                  <span className="cl-detail-quiet">
                    {t(c.kind === 'gone' ? 'script-editor.changes.gone' : 'script-editor.changes.new')}
                    {' · '}
                    {[c.line.step, part(c.line.what)].filter(Boolean).join(', ')}
                  </span>
                  {c.kind === 'gone' ? <del>{c.line.text}</del> : <ins>{c.line.text}</ins>}
                </li>
              ),
            )}
          </ul>
        ))}
    </div>
  );
}
