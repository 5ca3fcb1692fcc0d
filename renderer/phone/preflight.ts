// A look at everything a call needs before the first one, in plain steps: microphone, speaker, carrier, sound, quality.
// The SDK has such a test, which fetches from the carrier's network and whose grade has holes; so a short call of our
// own is made on a device of its own, and graded from what was measured.
import type { Preflight } from '#shared/domain/telephony/engine.ts';
import { cleaned, fairFrom, goodFrom } from './quality.ts';
import type { Gateway, Leg, LegEvent, Sample } from './softphone.ts';

type Check = Preflight['checks'][number];
export interface PreflightDeps {
  /** Opens and lets go of the microphone. */
  microphone(): Promise<boolean>;
  outputs(): number;
  probe(token: string, gateway: Gateway, events: (event: LegEvent) => void): Promise<Leg>;
  now(): number;
  later(ms: number, task: () => void): () => void;
  tell(preflight: Preflight): void;
}
export interface PreflightTest {
  run(token: string, gateway: Gateway): Promise<void>;
  cancel(): void;
}
/** ms: for the sound to come up, and how long it is measured. */
export const openWithin = 10_000;
export const measureFor = 6000;

const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

export function createPreflight(deps: PreflightDeps): PreflightTest {
  let running = 0;
  let leg: Leg | null = null;
  let checks: Check[] = [];

  const tell = (state: Preflight['state'], grade: Preflight['grade'] = null): void =>
    deps.tell({ state, grade, checks: checks.map((check) => ({ ...check })) });
  const set = (check: Check['check'], result: Check['result'], figure: number | null = null): void => {
    checks = checks.map((each) => (each.check === check ? { check, result, figure } : each));
  };
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void deps.later(ms, () => resolve()));
  const end = (): void => {
    leg?.hangUp();
    leg = null;
  };

  /** Says and keeps nothing any more once `current` is over: another test runs, or none. */
  async function call(
    token: string,
    gateway: Gateway,
    samples: Sample[],
    current: () => boolean,
  ): Promise<void> {
    let opened = (): void => undefined;
    let closed = (): void => undefined;
    const sound = new Promise<boolean>((resolve) => {
      opened = () => resolve(true);
      closed = () => resolve(false);
    });
    const from = deps.now();
    set('signalling', 'running');
    tell('running');
    const made = await deps.probe(token, gateway, (event) => {
      if (event.t === 'open') opened();
      else if (event.t === 'sample') samples.push(cleaned(event.sample));
      else if (event.t === 'closed') closed();
    });
    // Stopped while it was being made: it would stay open, with the microphone.
    if (!current()) return made.hangUp();
    leg = made;
    set('signalling', 'good', Math.round(deps.now() - from));
    set('media', 'running');
    tell('running');
    const up = await Promise.race([sound, wait(openWithin).then(() => false)]);
    if (!current()) return;
    set('media', up ? 'good' : 'failed', up ? Math.round(deps.now() - from) : null);
    if (!up) return;
    set('quality', 'running');
    tell('running');
    await wait(measureFor);
  }
  function grade(samples: readonly Sample[]): Exclude<Preflight['grade'], null> {
    const mos = average(samples.flatMap((s) => s.mos ?? []));
    if (mos !== null) {
      set('quality', mos >= fairFrom ? 'good' : 'poor', Math.round(mos * 100) / 100);
    } else if (checks.some((c) => c.check === 'quality' && c.result === 'running')) set('quality', 'failed');
    checks = checks.map((c) =>
      c.result === 'waiting' || c.result === 'running' ? { ...c, result: 'failed' } : c,
    );
    if (checks.some((c) => c.result === 'failed')) return 'failed';
    return (mos ?? 0) >= goodFrom ? 'good' : (mos ?? 0) >= fairFrom ? 'usable' : 'poor';
  }
  return {
    async run(token, gateway) {
      end();
      const mine = ++running;
      const names: Check['check'][] = ['microphone', 'output', 'signalling', 'media', 'quality'];
      checks = names.map((check) => ({ check, result: 'waiting', figure: null }));
      const samples: Sample[] = [];
      try {
        set('microphone', 'running');
        tell('running');
        const microphone = await deps.microphone();
        if (mine !== running) return;
        set('microphone', microphone ? 'good' : 'failed');
        set('output', deps.outputs() > 0 ? 'good' : 'failed');
        // Without a microphone the SDK would break the call off; the rest is then not known.
        if (microphone) await call(token, gateway, samples, () => mine === running);
      } catch {
        // The carrier could not be reached or refused: the step that ran is the one that failed.
      }
      if (mine !== running) return;
      end();
      tell('done', grade(samples));
    },
    cancel() {
      running++;
      end();
      checks = checks.map((c) => (c.result === 'running' ? { ...c, result: 'waiting' } : c));
      tell('cancelled');
    },
  };
}
