// Entry of the phone's page: puts the engine together from the browser's own parts and the bridge.
import '../app/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { bridgeClient, careline, setBridge } from '../bridge/index.ts';
import { followDesk } from './desk-line.ts';
import { Elsewhere, PhonePage } from './PhonePage.tsx';
import { usePageState } from './page-state.ts';
import { startEngine } from './start-engine.ts';
import '../ui/look.css';
import './phone.css';

// Before anything asks the desk: what a page may ask depends on the surface it is.
setBridge({ surface: 'phone' });

function start(): void {
  const { engine, reporter, allowSound, later } = startEngine({
    send: async (reports) => (await careline.telephony.report({ reports })).ok,
    show: (change) => usePageState.setState(change),
  });
  followDesk({
    desk: {
      orders: (after) => careline.telephony.orders({ after, ahead: true }),
      onPort: (listener) =>
        void bridgeClient().onDesk((desk) =>
          listener(desk.state === 'running' ? (desk.hello?.epoch ?? null) : null),
        ),
      onOrdered: (listener) => void careline.telephony.ordered.watch(listener),
    },
    standing: () => engine.standing(),
    begin: (reports) => reporter.begin(reports),
    take: (n, order) => engine.take(n, order),
    later,
  });
  // What is on hold only the server knows; asked again when the desk is another one.
  const readHeld = async (): Promise<void> => {
    const held = await careline.telephony.held();
    if (held.ok) usePageState.setState({ held: held.value });
  };
  careline.calls.changed.watch(() => void readHeld());
  bridgeClient().onDesk((desk) => void (desk.state === 'running' && readHeld()));
  // A page that is unloaded hangs up: a browser asks first. The app's shell never unloads it, and must be able to quit.
  if (window.careline === undefined)
    window.addEventListener('beforeunload', (event) => {
      if (engine.busy()) event.preventDefault();
    });
  root?.render(<PhonePage onAllow={allowSound} />);
}

const place = document.getElementById('root');
const root = place === null ? null : createRoot(place);
/** One page has the phone. A second tab would register as well, and each would ring for half of the calls. */
const lockName = 'careline-phone';
const hold = (): Promise<never> => {
  start();
  return new Promise<never>(() => undefined);
};
void navigator.locks.request(lockName, { ifAvailable: true }, (lock) => {
  if (lock !== null) return hold();
  root?.render(<Elsewhere />);
  void navigator.locks.request(lockName, hold);
  return undefined;
});
