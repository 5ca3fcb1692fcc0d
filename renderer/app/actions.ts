// What each key and palette action does. One place, so that a key, a menu and the palette can't differ.
import { mayBreakGlass } from '#shared/domain/access/break-glass.ts';
import { useDeskView, type RightTab } from './desk-store.ts';
import { pressAndTell, type CallKey } from './call-keys.ts';
import { isPhoneKey, pressPhoneKey } from './phone-keys.ts';
import type { ActionId } from './keys.ts';
import { clearDialogs, openOverlay, showTour } from './overlay-store.ts';
import { newMessage } from './rooms.ts';
import { openBooking } from './task-pressed.ts';
import { renewRecord } from './renew.ts';
import { goToPractice, realEmergency } from './leave-practice.ts';
import { lockNow, useSession } from './session-store.ts';
import { hideNow } from './veil.ts';
import { askToLeave } from '../handover/leave.ts';
import { openAsking } from '../patient/caller/asking.ts';
import { otherTheme } from '../settings/dress.ts';
import { changeSettings, useSettings } from '../settings/store.ts';
import type { ExtraAction } from '../palette/entries.ts';
import { openSurface } from '../windows/open.ts';

const view = () => useDeskView.getState();

/** Words that are marked on the page, short enough to be a search: F7 looks them up. */
function marked(): string {
  const text = window.getSelection()?.toString().trim() ?? '';
  return text.length <= 120 ? text : '';
}

const isCallKey = (id: ActionId): id is CallKey =>
  id === 'answer' || id === 'hold' || id === 'mute' || id === 'hang-up';

export function runAction(id: ActionId): void {
  // A call is muted or held, its recording paused, without losing what is being read.
  if (isPhoneKey(id)) return pressPhoneKey(id);
  // What stands open is found again.
  if (id === 'hide-screen') return hideNow();
  if (!isCallKey(id)) clearDialogs();
  switch (id) {
    case 'answer':
    case 'hold':
    case 'mute':
    case 'hang-up':
      return void pressAndTell(id);
    case 'emergency':
      return view().setEmergency(!view().emergencyOpen);
    case 'real-emergency':
      return realEmergency();
    case 'book-visit':
    case 'move-visit':
    case 'cancel-visit':
      return openBooking(id.slice(0, -6) as 'book' | 'move' | 'cancel');
    case 'new-message':
      return void newMessage();
    case 'search-articles':
      return view().search(marked());
    case 'palette':
    case 'help':
    case 'glossary':
    case 'settings':
      return openOverlay(id);
    case 'lock':
      return void lockNow();
    case 'who-calls':
      view().setRightTab('patient');
      return openAsking(view().contextId);
    case 'tab-patient':
    case 'tab-knowledge':
    case 'tab-message':
    case 'tab-on-call':
      return view().setRightTab(id.slice(4) as RightTab);
    case 'renew-record':
      return renewRecord(true);
    case 'show-queue':
      return view().show({ kind: 'queue' });
    case 'show-handover':
      return view().show({ kind: 'handover', part: 'morning' });
    case 'window-panel':
    case 'window-compact':
      return void openSurface(id.slice(7) as 'panel' | 'compact');
    case 'list-work':
    case 'list-messages':
    case 'list-calls':
      return view().setLeftTab(id.slice(5) as 'work' | 'messages' | 'calls');
  }
}

export function runExtra(id: ExtraAction): void {
  switch (id) {
    case 'theme.dark':
    case 'theme.light':
      return void changeSettings({ theme: id === 'theme.dark' ? 'dark' : 'light' });
    case 'tour':
      return showTour(true);
    case 'practice':
      return goToPractice();
    case 'scripts':
    case 'authoring':
    case 'secret':
    case 'reviews':
    case 'incident':
    case 'break-glass':
      return openOverlay(id);
    case 'proof':
      return window.location.assign('?page=proof');
    case 'leave':
      return void askToLeave();
  }
}

/** Which extra actions make no sense now. */
export function useHiddenExtras(): ExtraAction[] {
  const theme = useSettings((s) => s.value?.theme ?? 'system');
  const isDemo = useSession((s) => s.state?.demo === true);
  const practice = useSession((s) => s.state?.practice === true);
  const role = useSession((s) => s.state?.person?.role);
  const writes = role === 'supervisor';
  const person = useSession((s) => s.state?.person?.id);
  const hasSecret = useSession((s) => s.state?.slots.some((slot) => slot.person?.id === person) === true);
  const other = otherTheme(theme, window.matchMedia('(prefers-color-scheme: dark)').matches);
  return [
    other === 'dark' ? 'theme.light' : 'theme.dark',
    // The practice desk has no way on to itself, to a proof of the live one, or out of a shift.
    ...(practice ? (['practice', 'tour', 'leave', 'incident', 'break-glass'] as const) : []),
    ...(isDemo && !practice ? [] : ['proof' as const]),
    ...(writes ? [] : ['scripts' as const]),
    ...(writes && !practice ? [] : ['authoring' as const]),
    ...(hasSecret ? [] : ['secret' as const]),
    ...(writes && !practice ? [] : ['reviews' as const]),
    ...(role !== undefined && mayBreakGlass(role) ? [] : ['break-glass' as const]),
  ];
}
