// The phone's tab in a browser. Loading it anew hangs up its calls, so one that is there is only brought to the front.

/** What is used of a page's window. */
export interface TabOpener {
  open(address: string, name: string): Tab | null;
}
interface Tab {
  location: { href: string };
  focus(): void;
}
/** False: the browser lets no tab be opened. */
export function openPhoneTab(page: TabOpener, address: string): boolean {
  // With no address an open tab of that name is found as it is; a new one is blank.
  const tab = page.open('', 'careline-phone');
  if (tab === null) return false;
  if (isBlank(tab)) tab.location.href = address;
  else tab.focus();
  return true;
}
function isBlank({ location }: Tab): boolean {
  try {
    return location.href === 'about:blank' || location.href === '';
  } catch {
    // Another site's: it was sent away by somebody, and is no phone any more.
    return true;
  }
}
