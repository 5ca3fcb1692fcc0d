// Entry of the desk's page: exchange the preview's token, connect the bridge, draw.
import './app/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { exchangeToken } from './app/boot.ts';
import { placeOf } from './app/place.ts';
import { useDeskView } from './app/desk-store.ts';
import { tabKey } from './bridge/preview-transport.ts';
import { deskNow } from './app/session-store.ts';
import { Toasts } from './app/Toasts.tsx';
import { AddressGone } from './session/Plain.tsx';
import { ClockProvider, LiveRegion } from './ui/index.ts';
import { watchSelections } from './windows/copy.ts';
import './ui/look.css';
import './app/app.css';

async function post(path: string, body: unknown): Promise<{ status: number; body: unknown } | null> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'same-origin',
    });
    const told: unknown = await answer.json().catch(() => null);
    return { status: answer.status, body: told };
  } catch {
    // The server is gone: the page says so.
    return null;
  }
}

async function start(root: HTMLElement): Promise<void> {
  watchSelections();
  const place = placeOf(window.location);
  const booted = await exchangeToken({
    location: window.location,
    replaceAddress: (to) => window.history.replaceState(null, '', to),
    post,
    keepTab: (secret) => window.sessionStorage.setItem(tabKey, secret),
  });
  if (place.emergency) {
    useDeskView.getState().setEmergency(true);
    window.history.replaceState(null, '', window.location.pathname);
  }
  createRoot(root).render(
    <ClockProvider now={deskNow}>
      {booted === 'ok' ? <App place={place} /> : <AddressGone why={booted} />}
      <LiveRegion />
      <Toasts />
    </ClockProvider>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
