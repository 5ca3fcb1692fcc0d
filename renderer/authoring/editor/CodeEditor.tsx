// The article's text field for React: thin, the editor itself knows nothing of it. The newest callbacks are used; the text is
// taken over from outside when it is another than the field has.
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import type { KeyBinding } from '@codemirror/view';
import '../../text/late/authoring.ts';
import { t } from '../../text/t.ts';
import { markdownEditor, type Mark, type MarkdownEditor } from './markdown-editor.ts';
import './code-editor.css';

export interface CodeEditorProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  isReadOnly?: boolean;
  marks?: readonly Mark[];
  /** `Ctrl-b` and the like, by name of what they do; read once. */
  keys?: Readonly<Record<string, () => void>>;
  /** Spoken after the label. */
  describedBy?: string;
  ref?: Ref<MarkdownEditor | null>;
}

/** The page's own: what its policy lets a style in by. Empty where a page has no policy (tests). */
const nonceOf = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const none: readonly Mark[] = [];
const phrases = () => ({
  Find: t('authoring.search.find'),
  Replace: t('authoring.search.replace'),
  next: t('authoring.search.next'),
  previous: t('authoring.search.previous'),
  all: t('authoring.search.all'),
  'match case': t('authoring.search.case'),
  regexp: t('authoring.search.regexp'),
  'by word': t('authoring.search.word'),
  replace: t('authoring.search.replace.one'),
  'replace all': t('authoring.search.replace.all'),
  close: t('authoring.search.close'),
});

export default function CodeEditor({
  label,
  value,
  onChange,
  isReadOnly = false,
  marks = none,
  keys = {},
  ref,
}: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<MarkdownEditor | null>(null);
  const changed = useEffectEvent(onChange);
  const pressed = useEffectEvent((key: string) => keys[key]?.());
  const first = useEffectEvent(() => ({ text: value, label, isReadOnly, keys: Object.keys(keys) }));
  // Before the handle below is given out, and before the first paint.
  useLayoutEffect(() => {
    const parent = box.current;
    if (parent === null) return undefined;
    const { keys: names, ...rest } = first();
    const bindings: KeyBinding[] = names.map((key) => ({
      key,
      run: () => {
        pressed(key);
        return true;
      },
    }));
    const made = markdownEditor({
      ...rest,
      parent,
      nonce: nonceOf(),
      keys: bindings,
      phrases: phrases(),
      onChange: (text) => changed(text),
    });
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => editor.current?.setText(value), [value]);
  useEffect(() => editor.current?.setReadOnly(isReadOnly), [isReadOnly]);
  useEffect(() => editor.current?.setMarks(marks), [marks]);
  useImperativeHandle(ref, () => editor.current as MarkdownEditor, []);
  return <div ref={box} className="cl-code" />;
}
