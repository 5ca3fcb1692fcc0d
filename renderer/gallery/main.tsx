// Entry of the gallery: theme, mode and locale come from the address, the clock stands still.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setLocale } from '../text/t.ts';
import { ClockProvider, LiveRegion, ToastRegion } from '../ui/index.ts';
import '../ui/look.css';
import './gallery.css';
import { Desk } from './Desk.tsx';
import { Choices, Fields, Lists } from './Fields.tsx';
import { Banners, Bars, Buttons, Cards, Chips, Meters, Overlays, Steps, Words } from './Parts.tsx';

const asked = new URLSearchParams(location.search);
const root = document.documentElement;
for (const name of ['theme', 'contrast', 'mode'] as const) {
  const value = asked.get(name);
  if (value) root.dataset[name] = value;
}
if (asked.get('locale') === 'en-XA') setLocale('en-XA');
const still = new Date('2026-11-22T14:47:00Z');
const now = (): Date => still;

function Gallery() {
  return (
    <main className="ga-page">
      <h1 className="cl-hidden">{document.title}</h1>
      <Buttons />
      <Chips />
      <Cards />
      <Banners />
      <Fields />
      <Choices />
      <Lists />
      <Meters />
      <Words />
      <Steps />
      <Overlays />
      <Bars />
    </main>
  );
}

const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <ClockProvider now={now}>
        {asked.get('page') === 'desk' ? <Desk /> : <Gallery />}
        <LiveRegion />
        <ToastRegion />
      </ClockProvider>
    </StrictMode>,
  );
}
