// Entry of the telephone's page: the whole desk on a made-up line in a state that the address names (`scene`, `centre`,
// `panel`, `overlay`, `window`). Development only.
import { createRoot } from 'react-dom/client';
import { ok } from '#shared/domain/result.ts';
import { App } from '../../app/App.tsx';
import { useDeskView, type PhonePart } from '../../app/desk-store.ts';
import { openOverlay, type OverlayName } from '../../app/overlay-store.ts';
import { deskNow } from '../../app/session-store.ts';
import { setBridge, type Client } from '../../bridge/index.ts';
import { CompactWindow } from '../../compact/CompactWindow.tsx';
import { useDialling } from '../../telephony/dialling.ts';
import { openPanel, type PanelKind } from '../../telephony/panel.ts';
import { ClockProvider, LiveRegion, ToastRegion } from '../../ui/index.ts';
import '../../ui/look.css';
import '../../app/app.css';
import '../../windows/windows.css';
import '../../compact/compact.css';
import { fakeClient } from '../night/fake.ts';
import * as lists from './lists.ts';
import * as made from './scenes.ts';

const asked = new URLSearchParams(location.search);
const scene = (asked.get('scene') ?? 'active') as made.PhoneScene;
const locked = asked.has('locked');
const base = fakeClient('empty', locked);
const table: Record<string, unknown> = {
  'telephony.view': made.viewOf(scene),
  'telephony.live': made.livesOf(scene),
  'telephony.devices': lists.devicesOf(scene),
  'telephony.directory': lists.directory,
  'telephony.callbacks': lists.callbacks,
  'telephony.voicemails': lists.voicemails,
  'telephony.myNumbers': lists.numbers,
  'telephony.levels': { input: 0.2, output: 0.1 },
  'telephony.act': { rules: asked.get('rule') === null ? [] : [asked.get('rule')] },
  'telephony.test': null,
  'telephony.dtmf': null,
  'telephony.openEngine': { opened: true },
  'calls.current': made.callsOf(scene),
  'calls.log': { rows: made.logged, next: null },
  'calls.read': made.logged.at(-1),
  'calls.captions': [],
};
const call = (name: string) =>
  name in table ? Promise.resolve(ok(table[name])) : base.call(name, undefined);
const client: Client = { ...base, call: (name) => call(name), callSure: (name) => call(name) };
setBridge({ client });

const part = asked.get('part');
if (part !== null) {
  if (part === 'dial') useDialling.setState({ number: asked.get('number') ?? '+16175550142' });
  useDeskView.setState({ centre: { kind: 'phone', part: part as PhonePart } });
}
if (asked.has('past'))
  useDeskView.setState({
    centre: { kind: 'past-call', callId: made.logged.at(-1)?.id ?? '' },
    leftTab: 'calls',
  });
const panel = asked.get('panel');
if (panel !== null) openPanel(panel as PanelKind, made.callsOf(scene)[0]?.id ?? '');
const overlay = asked.get('overlay');
if (overlay !== null) setTimeout(() => openOverlay(overlay as OverlayName), 500);

const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <ClockProvider now={deskNow}>
      {asked.get('window') === 'compact' ? (
        <CompactWindow />
      ) : (
        <App place={{ desk: 'live', page: 'desk', emergency: false }} />
      )}
      <LiveRegion />
      <ToastRegion />
    </ClockProvider>,
  );
