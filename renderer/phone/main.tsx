// Entry of the phone's page: puts the engine together from the browser's own parts and the bridge.
import '../app/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { bridgeClient, careline, setBridge } from '../bridge/index.ts';
import { followDesk } from './desk-line.ts';
import { startEngine } from './start-engine.ts';
import { PhonePage } from './PhonePage.tsx';
import { usePageState } from './page-state.ts';
import '../ui/look.css';
import './phone.css';

// Before anything asks the desk: what a page may ask depends on the surface it is.
setBridge({ surface: 'phone' });

const { engine, reporter, allowSound, later } = startEngine({
  send: async (reports) => (await careline.telephony.report({ reports })).ok,
  show: (change) => usePageState.setState(change),
});
followDesk({
  desk: {
    orders: (after) => careline.telephony.orders({ after }),
    onPort: (listener) =>
      bridgeClient().onDesk((desk) =>
        listener(desk.state === 'running' ? (desk.hello?.epoch ?? null) : null),
      ),
    onOrdered: (listener) => void careline.telephony.ordered.watch(listener),
  },
  standing: () => engine.standing(),
  begin: (reports) => reporter.begin(reports),
  take: (n, order) => engine.take(n, order),
  later,
});
window.addEventListener('beforeunload', (event) => {
  // A page that is unloaded hangs up: the browser asks first. In the app the shell never unloads it.
  if (engine.busy()) event.preventDefault();
});

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<PhonePage onAllow={allowSound} />);
