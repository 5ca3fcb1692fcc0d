// The script as a file, to carry to another desk and back. What is damaged, newer, or for another key is refused by name.
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { isPath, readFile, writeFile, type ScriptContent } from '#shared/domain/script/draft.ts';
import { readKey } from '#shared/domain/script/versions.ts';
import { errorText, t } from '../text/t.ts';
import { copyText } from '../windows/copy.ts';
import { Button, TextArea, toast } from '../ui/index.ts';

export function FilePart({
  scriptKey,
  content,
  onTake,
}: {
  scriptKey: string;
  content: ScriptContent;
  /** null = nothing is being written. */
  onTake: ((content: ScriptContent) => void) | null;
}) {
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const text = writeFile(content);
  function take(): void {
    const read = readFile(pasted);
    const key = readKey(scriptKey);
    if (!read.ok) {
      const { sentence, next } = errorText(read.code);
      return setProblem(`${sentence} ${next}`);
    }
    const { value } = read;
    const code = isPath(value) ? value.path : value.reason;
    if (key === null || key.code !== code || (key.about === 'path') !== isPath(value))
      return setProblem(t('script-editor.file.other'));
    setProblem(undefined);
    setPasted('');
    // It is for this account and language: whoever carries it chose where.
    onTake?.({ ...value, accountId: key.accountId, lang: key.lang });
    toast({ text: t('script-editor.file.taken') });
  }
  return (
    <div className="cl-stack cl-editor-file">
      <p className="cl-detail">{t('script-editor.file.what')}</p>
      <TextArea
        label={t('script-editor.tab.file')}
        hideLabel
        rows={8}
        isReadOnly
        value={text}
        onChange={() => undefined}
      />
      <div>
        <Button
          size="small"
          icon={Copy}
          onPress={() =>
            void copyText(text, 'script').then(
              (done) => done && toast({ text: t('script-editor.file.copied') }),
            )
          }
        >
          {t('script-editor.file.copy')}
        </Button>
      </div>
      {onTake !== null && (
        <>
          <TextArea
            label={t('script-editor.file.paste')}
            rows={4}
            value={pasted}
            error={problem}
            onChange={setPasted}
          />
          <div>
            <Button size="small" isDisabled={pasted.trim() === ''} onPress={take}>
              {t('script-editor.file.take')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
