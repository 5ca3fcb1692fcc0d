// Which attributes of the page a theme is. The system's own light or dark needs none.
import type { SettingsValue } from '#shared/contract/settings.ts';

export interface Dress {
  theme: 'light' | 'dark' | null;
  contrast: 'more' | null;
}

export function dressOf(theme: SettingsValue['theme']): Dress {
  if (theme === 'contrast') return { theme: null, contrast: 'more' };
  return { theme: theme === 'system' ? null : theme, contrast: null };
}

/** What the quick switch turns to, given what the page shows now. */
export const otherTheme = (theme: SettingsValue['theme'], systemIsDark: boolean): 'light' | 'dark' =>
  theme === 'dark' || (theme !== 'light' && systemIsDark) ? 'light' : 'dark';
