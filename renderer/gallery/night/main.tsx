// Entry of the night page: the whole desk in a state that the address names (`scene`, `centre`, `window`). Development only.
import { createRoot } from 'react-dom/client';
import { App } from '../../app/App.tsx';
import { useDeskView, type Centre } from '../../app/desk-store.ts';
import { setBridge } from '../../bridge/index.ts';
import { CompactWindow } from '../../compact/CompactWindow.tsx';
import { ClockProvider, LiveRegion, ToastRegion } from '../../ui/index.ts';
import { deskNow } from '../../app/session-store.ts';
import '../../ui/look.css';
import '../../app/app.css';
import '../../windows/windows.css';
import '../../compact/compact.css';
import { fakeClient, type Scene } from './fake.ts';
import { idOf } from './people.ts';

const asked = new URLSearchParams(location.search);
const beside = asked.get('window');
setBridge({ client: fakeClient((asked.get('scene') ?? 'one') as Scene, asked.has('locked')) });
const centres: Record<string, Centre> = {
  none: { kind: 'none' },
  message: { kind: 'message', messageId: idOf(1) },
  other: { kind: 'message', messageId: idOf(7) },
  queue: { kind: 'queue' },
  shift: { kind: 'handover', part: 'shift' },
  morning: { kind: 'handover', part: 'morning' },
};
useDeskView.setState({
  centre: centres[asked.get('centre') ?? 'none'] ?? { kind: 'none' },
  leftTab: 'messages',
});
const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <ClockProvider now={deskNow}>
      {beside === 'compact' ? (
        <CompactWindow />
      ) : (
        <App place={{ desk: 'live', page: 'desk', emergency: false }} />
      )}
      <LiveRegion />
      <ToastRegion />
    </ClockProvider>,
  );
