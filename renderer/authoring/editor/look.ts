// The editor in our tokens, light and dark: its own rules go through CodeMirror, so that they count over its defaults.
import { EditorView } from '@codemirror/view';

const under = (colour: string) => ({
  // Its own mark is a picture inside the style sheet, which the page's policy refuses.
  backgroundImage: 'none',
  textDecoration: `underline wavy ${colour} 1.5px`,
  textUnderlineOffset: '4px',
  textDecorationSkipInk: 'none',
});

export const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--cl-ink)', backgroundColor: 'var(--cl-surface)' },
  '&.cm-focused': { outline: '2px solid var(--cl-accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--cl-font)', lineHeight: '24px', overflow: 'auto' },
  '.cm-content': { padding: '12px 0 32px', caretColor: 'var(--cl-ink)', fontSize: '15px' },
  '.cm-line': { padding: '0 16px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--cl-ink)', borderLeftWidth: '2px' },
  '.cm-selectionBackground': { backgroundColor: 'var(--cl-accent-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--cl-accent-soft)',
  },
  '.cm-lintRange-error, .cm-lintRange-error.cm-lintRange-active': under('var(--cl-red)'),
  '.cm-lintRange-warning, .cm-lintRange-warning.cm-lintRange-active': under('var(--cl-amber)'),
  // The page's own colour of marked words would be that of their underlines too.
  '.cm-content ::selection': { color: 'unset' },
  '.cm-lintRange-active': { backgroundColor: 'var(--cl-amber-mark)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--cl-red)' },
  '.cm-tooltip': {
    border: '1px solid var(--cl-line-strong)',
    borderRadius: '8px',
    backgroundColor: 'var(--cl-surface)',
    color: 'var(--cl-ink)',
    boxShadow: 'var(--cl-shadow-over)',
    maxWidth: '360px',
  },
  '.cm-diagnostic': { padding: '6px 10px', font: '400 13px/18px var(--cl-font)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--cl-red)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--cl-amber)' },
  '.cm-panels': {
    borderColor: 'var(--cl-line)',
    backgroundColor: 'var(--cl-raised)',
    color: 'var(--cl-ink)',
  },
  '.cm-panel.cm-search': { padding: '6px 32px 8px 12px', font: '400 13px/20px var(--cl-font)' },
  '.cm-panel.cm-search label': { fontSize: '12.5px' },
  '.cm-textfield': {
    border: '1px solid var(--cl-control)',
    borderRadius: '6px',
    backgroundColor: 'var(--cl-surface)',
    color: 'var(--cl-ink)',
  },
  '.cm-button': {
    border: '1px solid var(--cl-control)',
    borderRadius: '6px',
    backgroundColor: 'var(--cl-surface)',
    backgroundImage: 'none',
    color: 'var(--cl-ink)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--cl-amber-mark)' },
  '.cm-searchMatch.cm-searchMatch-selected': { outline: '2px solid var(--cl-amber)' },
});
