// Which microphone, which loudspeaker, where it rings; and whether a call would work, tried out in plain words (product.md 7,
// "Audio").
import { Bell, Ear, Stethoscope } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DevicesView } from '#shared/contract/telephony.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Dialog, Meter, Select, Skeleton } from '../ui/index.ts';
import { deviceOptions, heldPeak, meterShare, noPeak, type Peak } from './device-words.ts';
import { PreflightList } from './PreflightList.tsx';
import { openEngine, useTelephony } from './store.ts';
import './telephony.css';

type Change = Partial<Pick<DevicesView, 'input' | 'output' | 'ringer' | 'ringVolume'>>;

/** The level is measured only while somebody looks. The words beside the bar go by the peak, not by every breath. */
function useLevels(on: boolean): { input: number; peak: Peak } {
  const [levels, setLevels] = useState({ input: 0, peak: noPeak });
  useEffect(() => {
    if (!on) return;
    void careline.telephony.test({ what: 'meter', on: true });
    const timer = setInterval(
      () =>
        void careline.telephony.levels().then((result) => {
          if (!result.ok) return;
          const { input } = result.value;
          setLevels(({ peak }) => ({ input, peak: heldPeak(peak, input, performance.now()) }));
        }),
      150,
    );
    return () => {
      clearInterval(timer);
      void careline.telephony.test({ what: 'meter', on: false });
    };
  }, [on]);
  return levels;
}

async function choose(change: Change): Promise<void> {
  // What is shown may be older than what is used now; a choice that was not made here must not be changed.
  const now = await careline.telephony.devices();
  if (!now.ok) return sayFailure(now);
  const { input, output, ringer, ringVolume } = { ...now.value, ...change };
  const result = await careline.telephony.chooseDevices({ input, output, ringer, ringVolume });
  if (result.ok) useTelephony.setState({ devices: result.value });
  else sayFailure(result);
}
const test = (what: 'echo' | 'ring' | 'preflight', on: boolean): void =>
  void careline.telephony.test({ what, on }).then((result) => {
    if (!result.ok) sayFailure(result);
  });

export default function DevicesDialog({ onClose }: { onClose: () => void }) {
  const devices = useTelephony((s) => s.devices);
  const engine = useTelephony((s) => s.view?.engine.state ?? 'absent');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      title={t('telephony.devices.title')}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('telephony.devices.done')}
        </Button>
      }
    >
      {engine === 'absent' ? (
        <Banner
          tone="amber"
          title={t('telephony.engine-absent')}
          action={
            <Button size="small" onPress={() => void openEngine()}>
              {t('telephony.engine.open')}
            </Button>
          }
        >
          {t('telephony.devices.engine')}
        </Banner>
      ) : devices === null ? (
        <Skeleton lines={6} label={t('telephony.devices.reading')} />
      ) : (
        <Devices devices={devices} />
      )}
    </Dialog>
  );
}

function Devices({ devices }: { devices: DevicesView }) {
  const levels = useLevels(true);
  const heard = meterShare(levels.peak.level) > 8;
  const { microphone, echo, preflight } = devices;
  const echoing = echo === 'recording' || echo === 'playing';
  // Nobody waits for it when this is closed: the microphone is let go at once.
  useEffect(
    () => (echoing ? () => void careline.telephony.test({ what: 'echo', on: false }) : undefined),
    [echoing],
  );
  return (
    <div className="cl-tel-devices">
      <section className="cl-stack">
        {microphone !== 'ready' && microphone !== 'unknown' && (
          <Banner tone="red" title={t(`telephony.microphone.${microphone}`)} spoken={false}>
            {t(`telephony.microphone.${microphone}.what`)}
          </Banner>
        )}
        <Select
          label={t('telephony.devices.input')}
          value={devices.input ?? 'default'}
          onChange={(input) => void choose({ input: input === 'default' ? null : input })}
          options={deviceOptions(devices.inputs, devices.input)}
        />
        <Meter
          stacked
          label={t('telephony.devices.level')}
          value={meterShare(levels.input)}
          text={t(heard ? 'telephony.devices.level.heard' : 'telephony.devices.level.none')}
          tone={heard ? 'green' : 'neutral'}
        />
        <Select
          label={t('telephony.devices.output')}
          value={devices.output ?? 'default'}
          onChange={(output) => void choose({ output: output === 'default' ? null : output })}
          options={deviceOptions(devices.outputs, devices.output)}
        />
        <div className="cl-tel-row">
          <Button icon={Ear} isPending={echoing} onPress={() => test('echo', true)}>
            {t('telephony.devices.echo')}
          </Button>
          <span className="cl-detail" role="status">
            {t(`telephony.devices.echo.${echo ?? 'what'}`)}
          </span>
        </div>
        <Select
          label={t('telephony.devices.ringer')}
          value={devices.ringer ?? 'default'}
          onChange={(ringer) => void choose({ ringer: ringer === 'default' ? null : ringer })}
          hint={t('telephony.devices.ringer.hint')}
          options={deviceOptions(devices.outputs, devices.ringer)}
        />
        <div className="cl-tel-row">
          <Button icon={Bell} onPress={() => test('ring', true)}>
            {t('telephony.devices.ring')}
          </Button>
          <label className="cl-tel-volume">
            <span className="cl-label">{t('telephony.devices.volume')}</span>
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={Math.round(devices.ringVolume * 100)}
              onChange={(event) => void choose({ ringVolume: Number(event.target.value) / 100 })}
            />
          </label>
        </div>
      </section>
      <section className="cl-stack">
        <h3 className="cl-card-title">{t('telephony.preflight.title')}</h3>
        <p className="cl-detail">{t('telephony.preflight.what')}</p>
        <PreflightList preflight={preflight} />
        <div>
          {preflight?.state === 'running' ? (
            <Button onPress={() => test('preflight', false)}>{t('telephony.preflight.stop')}</Button>
          ) : (
            <Button icon={Stethoscope} kind="primary" onPress={() => test('preflight', true)}>
              {t(preflight === null ? 'telephony.preflight.start' : 'telephony.preflight.again')}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}
