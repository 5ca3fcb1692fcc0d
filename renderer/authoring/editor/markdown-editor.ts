// The text field of an article: CodeMirror with light Markdown colours and the desk's findings under the words. Nothing of
// React here. Undo is the draft's own (renderer/app/history.ts), so that title, body and the rest are taken back in one order.
import { defaultKeymap } from '@codemirror/commands';
import { insertNewlineContinueMarkup, markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, tooltips, type KeyBinding } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { changeBetween, type Edit } from './edits.ts';
import { look } from './look.ts';

/** A finding in the text: half-open offsets, UTF-16 units. */
export interface Mark {
  from: number;
  to: number;
  severity: 'error' | 'warning';
  text: string;
}
export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** Spoken name of the field. */
  label: string;
  /** What the page's policy lets a style element in by. */
  nonce: string;
  isReadOnly: boolean;
  keys: readonly KeyBinding[];
  /** What the search in the text says, by the library's own English words. */
  phrases: Readonly<Record<string, string>>;
  onChange: (text: string) => void;
}
export interface MarkdownEditor {
  /** As it is now, also while a change is on its way. */
  text(): string;
  /** From outside (undo, reading anew): only what differs is changed, so that the cursor stays. */
  setText(text: string): void;
  setMarks(marks: readonly Mark[]): void;
  setReadOnly(isReadOnly: boolean): void;
  edit(make: (text: string, from: number, to: number) => Edit): void;
  /** Marks a stretch, brings it into sight, and takes the focus. */
  goTo(from: number, to: number): void;
  /** What is selected; from and to are the cursor where nothing is. */
  selected(): { from: number; to: number };
  focus(): void;
  destroy(): void;
}

const outside = Annotation.define<true>();
const colours = HighlightStyle.define([
  { tag: tags.heading, class: 'cl-md-heading' },
  { tag: tags.strong, class: 'cl-md-strong' },
  { tag: tags.emphasis, class: 'cl-md-emphasis' },
  { tag: [tags.processingInstruction, tags.contentSeparator], class: 'cl-md-sign' },
  { tag: [tags.link, tags.url], class: 'cl-md-link' },
  { tag: tags.monospace, class: 'cl-md-mono' },
  { tag: [tags.angleBracket, tags.tagName, tags.comment], class: 'cl-md-raw' },
]);

const readOnly = (is: boolean) => [EditorState.readOnly.of(is), EditorView.editable.of(!is)];

/** Throws nothing; `destroy` takes it out of the page. */
export function markdownEditor(options: EditorOptions): MarkdownEditor {
  const writable = new Compartment();
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(options.nonce),
        writable.of(readOnly(options.isReadOnly)),
        EditorView.lineWrapping,
        drawSelection(),
        tooltips({ position: 'absolute' }),
        search({ top: true }),
        EditorState.phrases.of({ ...options.phrases }),
        markdown({ base: markdownLanguage, addKeymap: false, completeHTMLTags: false }),
        syntaxHighlighting(colours),
        look,
        keymap.of([
          ...options.keys,
          { key: 'Enter', run: insertNewlineContinueMarkup },
          ...searchKeymap.filter(({ key }) => key !== 'Mod-Alt-g' && key !== 'F3'),
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((one) => one.annotation(outside) === true))
            options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  const clamp = (at: number): number => Math.max(0, Math.min(at, view.state.doc.length));
  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      const changes = changeBetween(view.state.doc.toString(), text);
      if (changes === null) return;
      const at = changes.from + changes.insert.length;
      view.dispatch({
        changes,
        selection: view.hasFocus ? { anchor: at } : undefined,
        annotations: outside.of(true),
        scrollIntoView: view.hasFocus,
      });
    },
    setMarks(marks) {
      const diagnostics: Diagnostic[] = marks.map(({ from, to, severity, text }) => ({
        from: clamp(from),
        to: clamp(Math.max(from, to)),
        severity,
        message: text,
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    setReadOnly(is) {
      view.dispatch({ effects: writable.reconfigure(readOnly(is)) });
    },
    edit(make) {
      const { from, to } = view.state.selection.main;
      const edit = make(view.state.doc.toString(), from, to);
      view.dispatch({
        changes: { from: edit.from, to: edit.to, insert: edit.insert },
        selection: { anchor: edit.select[0], head: edit.select[1] },
        scrollIntoView: true,
        userEvent: 'input',
      });
      view.focus();
    },
    goTo(from, to) {
      view.dispatch({ selection: { anchor: clamp(from), head: clamp(to) }, scrollIntoView: true });
      view.focus();
    },
    selected() {
      const { from, to } = view.state.selection.main;
      return { from, to };
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
