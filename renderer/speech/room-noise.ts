// The room behind the caller: a low rumble and a murmur that comes and goes, made from noise as it plays, so that no file
// is shipped and no second sounds like the one before.
import { audio } from './player.ts';

export interface RoomNoise {
  /** 0 to 1. */
  setVolume(volume: number): void;
  stop(): void;
}
/** Loudest, so that a voice over it can still be made out. */
const loudest = 0.12;

export function startNoise(volume: number): RoomNoise | null {
  const context = audio();
  if (context === null) return null;
  const gain = context.createGain();
  gain.gain.value = volume * loudest;
  gain.connect(context.destination);
  const rumble = band(context, 180, 0.7);
  rumble.connect(gain);
  const murmur = band(context, 700, 1.4);
  // Rises and falls some times in a breath, as people who talk next door do.
  const swell = context.createGain();
  const pace = context.createOscillator();
  const depth = context.createGain();
  swell.gain.value = 0.5;
  pace.frequency.value = 0.7;
  depth.gain.value = 0.45;
  pace.connect(depth).connect(swell.gain);
  murmur.connect(swell).connect(gain);
  pace.start();
  return {
    setVolume(next) {
      gain.gain.setTargetAtTime(next * loudest, context.currentTime, 0.1);
    },
    stop() {
      pace.stop();
      gain.disconnect();
    },
  };
}

/** Four seconds of noise, over and over, around `hz`. */
function band(context: AudioContext, hz: number, q: number): BiquadFilterNode {
  const sound = context.createBuffer(1, context.sampleRate * 4, context.sampleRate);
  const samples = sound.getChannelData(0);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
  const source = context.createBufferSource();
  source.buffer = sound;
  source.loop = true;
  const filter = context.createBiquadFilter();
  filter.type = 'bandpass';
  filter.frequency.value = hz;
  filter.Q.value = q;
  source.connect(filter);
  source.start();
  return filter;
}
