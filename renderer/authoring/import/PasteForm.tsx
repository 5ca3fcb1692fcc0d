// A text chosen or pasted: the page reads it itself, so that it works in a browser tab as in the app.
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { importFormats, type ImportFormat } from '#shared/domain/knowledge/import-shapes.ts';
import { t } from '../../text/t.ts';
import { Button, Select, TextArea } from '../../ui/index.ts';
import { formatOf, mostCharacters } from './formats.ts';

export interface GivenText {
  name: string;
  format: ImportFormat;
  text: string;
}

export function PasteForm({
  isBusy,
  onText,
}: {
  isBusy: boolean;
  /** True = it came in. */
  onText: (text: GivenText) => Promise<boolean>;
}) {
  const [text, setText] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [format, setFormat] = useState<ImportFormat>('markdown');
  const [isLarge, setLarge] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  async function read(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const found = file.size > mostCharacters * 4 ? null : await file.text();
    const tooLarge = found === null || found.length > mostCharacters;
    setLarge(tooLarge);
    // What is said is said of this file: the words and the name of another do not stay beside it.
    setText(tooLarge ? '' : found);
    setName(file.name.slice(0, 255));
    if (tooLarge) return;
    setFormat(formatOf(file.name) ?? format);
  }
  async function go(): Promise<void> {
    if (!(await onText({ name: name ?? t('authoring.import.pasted'), format, text }))) return;
    // Pressed twice it comes in once.
    setText('');
    setName(null);
  }
  return (
    <div className="cl-stack">
      <input
        ref={input}
        type="file"
        accept=".md,.markdown,.txt,.html,.htm,.csv"
        className="cl-hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <div className="cl-inline">
        <Button icon={FileUp} isDisabled={isBusy} onPress={() => input.current?.click()}>
          {t('authoring.import.one')}
        </Button>
        {name !== null && <span className="cl-detail">{name}</span>}
      </div>
      <TextArea
        label={t('authoring.import.paste')}
        rows={5}
        value={text}
        error={
          isLarge ? t('authoring.import.large', { name: name ?? t('authoring.import.pasted') }) : undefined
        }
        onChange={(next) => {
          setText(next);
          setLarge(next.length > mostCharacters);
        }}
      />
      <div className="cl-draft-pair">
        <Select
          label={t('authoring.import.format')}
          value={format}
          onChange={setFormat}
          options={importFormats.map((id) => ({
            id,
            title: t(`authoring.format.${id}`),
            detail: t(`authoring.format.${id}.what`),
          }))}
        />
      </div>
      <div>
        <Button isDisabled={isBusy || isLarge || text.trim() === ''} onPress={() => void go()}>
          {t('authoring.import.go')}
        </Button>
      </div>
    </div>
  );
}
