// A window beside the desk in the preview is a popup (the trainer's: a tab) of the same origin. Which one, where and how large: pure.

export type BesideSurface = 'panel' | 'compact' | 'trainer';

export interface Popup {
  url: string;
  /** The same name finds the window again instead of opening a second one. */
  name: string;
  features: string;
}

/** CSS pixels inside the window. */
const sizes: Readonly<Record<'panel' | 'compact', { width: number; height: number }>> = {
  panel: { width: 520, height: 800 },
  compact: { width: 340, height: 460 },
};

/** What is used of `Screen`. `availLeft` and `availTop` say which of several screens this window is on. */
export interface ScreenRoom {
  availWidth: number;
  availHeight: number;
  availLeft?: number;
  availTop?: number;
}

/** At the right edge of the screen, and no larger than it. `search` is this page's own: practice stays practice. */
export function popupOf(surface: BesideSurface, search: string, screen: ScreenRoom): Popup {
  const practice = new URLSearchParams(search).get('desk') === 'practice';
  // The trainer's desk needs the room of a whole tab, and is the practice desk's wherever it is opened from.
  if (surface === 'trainer')
    return { url: 'trainer.html?desk=practice', name: 'careline-trainer-practice', features: '' };
  const width = Math.min(sizes[surface].width, screen.availWidth);
  const height = Math.min(sizes[surface].height, screen.availHeight);
  const left = (screen.availLeft ?? 0) + screen.availWidth - width;
  const top = screen.availTop ?? 0;
  return {
    url: `${surface}.html${practice ? '?desk=practice' : ''}`,
    name: `careline-${surface}${practice ? '-practice' : ''}`,
    features: `popup,width=${width},height=${height},left=${left},top=${top}`,
  };
}
