// A file's text, chosen or pasted: the page reads it itself, so that it works in a browser tab as in the app.
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { t } from '../text/t.ts';
import { Button, TextArea } from '../ui/index.ts';

/** Far more than any certificate has; the desk's own check says what is wrong with one. */
const mostBytes = 800_000;

export function GiveText({ onText, busy }: { onText: (text: string) => void; busy: boolean }) {
  const [text, setText] = useState('');
  const [large, setLarge] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setLarge(file.size > mostBytes);
    if (file.size > mostBytes) return;
    const found = await file.text();
    setText(found);
    onText(found);
  };
  return (
    <div className="cl-stack">
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="cl-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <div className="cl-inline">
        <Button icon={FileUp} isDisabled={busy} onPress={() => input.current?.click()}>
          {t('certificates.give.file')}
        </Button>
      </div>
      <TextArea
        label={t('certificates.give.paste')}
        rows={5}
        value={text}
        onChange={setText}
        error={large ? t('certificates.give.large') : undefined}
      />
      <div className="cl-inline">
        <Button kind="primary" isPending={busy} isDisabled={text.trim() === ''} onPress={() => onText(text)}>
          {t('certificates.give.check')}
        </Button>
      </div>
    </div>
  );
}
