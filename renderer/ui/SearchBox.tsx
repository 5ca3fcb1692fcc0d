// Search as you type.
import { Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { ariaKeys, KeyHint } from './KeyHint.tsx';

export interface SearchBoxProps {
  /** Spoken; the placeholder shows it too unless one is given. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Enter. */
  onSubmit?: (value: string) => void;
  /** ArrowDown and the like, so that the list below can be walked from the box. */
  onKeyDown?: (event: { key: string; preventDefault(): void }) => void;
  placeholder?: string;
  keys?: string;
  /** Quiet, at the right: `0.9 ms`. */
  note?: ReactNode;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function SearchBox({ label, placeholder, keys, note, ref, onKeyDown, ...field }: SearchBoxProps) {
  return (
    <SearchField {...field} onKeyDown={onKeyDown as never} className="cl-search">
      <Label className="cl-hidden">{label}</Label>
      <Icon of={Search} />
      <Input
        ref={ref}
        className="cl-search-input"
        placeholder={placeholder ?? label}
        {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
      />
      {note && <span className="cl-search-note">{note}</span>}
      <AriaButton
        aria-label={t('ui.search.clear')}
        className="cl-button cl-button-plain cl-icon-button cl-button-small cl-search-clear"
      >
        <Icon of={X} size={14} />
      </AriaButton>
      {keys && !field.value && <KeyHint keys={keys} />}
    </SearchField>
  );
}

export interface SearchButtonProps {
  label: string;
  /** The same in fewer words, where the box is short (the place's style sheet chooses). */
  short?: string;
  keys?: string;
  onPress: () => void;
}

/** Looks like a search box and opens the command palette: the middle of the top bar. */
export function SearchButton({ label, short, keys, onPress }: SearchButtonProps) {
  return (
    <AriaButton
      className="cl-search cl-search-button"
      onPress={onPress}
      {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
    >
      <Icon of={Search} />
      <span className={cx('cl-search-word', short !== undefined && 'cl-search-full')}>{label}</span>
      {short !== undefined && <span className="cl-search-word cl-search-short">{short}</span>}
      {keys && <KeyHint keys={keys} />}
    </AriaButton>
  );
}
