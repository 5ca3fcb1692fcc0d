import { describe, expect, it } from 'vitest';
import { decodeMuLaw, encodeMuLaw } from './g711.ts';
import { rms, tonesIn } from './goertzel.ts';
import { Listening } from './listening.ts';
import { openSource, type PlainSound } from './source.ts';
import { findEngine, openSpeech, syllableHz } from './speech.ts';
import { decodeWav, encodeWav, toCarrierRate } from './wav.ts';

function all(sound: PlainSound, mostFrames = 500): Int16Array {
  const source = openSource(sound);
  const frames: Int16Array[] = [];
  for (let frame = source(); frame !== null && frames.length < mostFrames; frame = source())
    frames.push(frame);
  const samples = new Int16Array(frames.length * 160);
  frames.forEach((frame, i) => samples.set(frame, i * 160));
  return samples;
}

describe('G.711', () => {
  it('keeps a tone within the codec’s own noise', () => {
    const tone = all({ kind: 'tone', hz: 440, ms: 100 });
    const back = decodeMuLaw(encodeMuLaw(tone));
    const error = Int16Array.from(tone, (value, i) => value - (back[i] ?? 0));
    expect(rms(error)).toBeLessThan(rms(tone) * 0.03);
    expect([...decodeMuLaw(encodeMuLaw(Int16Array.of(0, 32_767, -32_768)))]).toEqual([0, 32_124, -32_124]);
  });
});

describe('sounds', () => {
  it('are as long as they say and of the tone they say', () => {
    const tone = all({ kind: 'tone', hz: 1234, ms: 250 });
    expect(tone.length).toBe(2080);
    expect(tonesIn(tone.subarray(0, 800))).toEqual([1235]);
    expect(all({ kind: 'list', sounds: [] })).toHaveLength(0);
    expect(all({ kind: 'silence', ms: 100 }).every((value) => value === 0)).toBe(true);
  });

  it('of every key are its two tones', () => {
    const heard = tonesIn(all({ kind: 'digits', digits: '5' }).subarray(0, 800)).toSorted((a, b) => a - b);
    expect(heard.map((hz) => Math.round(hz / 10))).toEqual([77, 134]);
    expect(all({ kind: 'digits', digits: '?' })).toHaveLength(0);
  });

  it('of waiting and holding never end and can be told apart', () => {
    for (const [tune, hz] of [
      ['hold', 523],
      ['wait', 392],
    ] as const) {
      const music = all({ kind: 'music', tune });
      expect(music.length).toBe(500 * 160);
      for (let at = 0; at + 800 <= music.length; at += 8000)
        expect(Math.abs((tonesIn(music.subarray(at, at + 800))[0] ?? 0) - hz)).toBeLessThan(8);
    }
  });

  it('of a far telephone are two tones that are near', () => {
    const ring = all({ kind: 'music', tune: 'ringback' });
    for (let at = 0; at < 8000; at += 800) expect(tonesIn(ring.subarray(at, at + 800))).toEqual([440, 480]);
  });

  it('of noise and of silence have no tone', () => {
    let seed = 1;
    const noise = Int16Array.from({ length: 800 }, () => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return (seed % 8000) - 4000;
    });
    expect(tonesIn(noise)).toEqual([]);
    expect(tonesIn(new Int16Array(800))).toEqual([]);
  });
});

describe('the ear', () => {
  it('tells parts with their tone, and silence between them', () => {
    const ear = new Listening();
    const sound = all({
      kind: 'list',
      sounds: [
        { kind: 'tone', hz: 440, ms: 400 },
        { kind: 'silence', ms: 200 },
        { kind: 'tone', hz: 900, ms: 300, level: 0.1 },
      ],
    });
    for (let i = 0; i < sound.length / 160; i += 1)
      ear.push(sound.slice(i * 160, i * 160 + 160), 1000 + i * 20);
    expect(ear.parts().map((part) => [part.fromMs, part.toMs, part.hz])).toEqual([
      [1000, 1400, 440],
      [1400, 1600, null],
      [1600, 1900, 900],
    ]);
    expect(ear.parts(1500)).toHaveLength(2);
    expect(ear.lastSoundMs()).toBe(1900);
    expect(ear.lastSoundMs(4000)).toBe(1400);
    expect(ear.firstSoundMs(0)).toBe(1000);
    expect(ear.firstSoundMs(1390)).toBe(1600);
    expect(ear.firstSoundMs(1390, 4000)).toBeNull();
    expect(ear.firstSoundMs(0, 60, 900)).toBe(1600);
    expect(ear.toneLevel(900)).toBeGreaterThan(2500);
    expect(ear.toneLevel(440)).toBeLessThan(100);
  });
});

describe('WAV', () => {
  it('comes back as it went, and what isn’t one is refused', () => {
    const one = Int16Array.of(1, -2, 3);
    const two = Int16Array.of(4, 5);
    const back = decodeWav(encodeWav([one, two]));
    expect(back).toEqual({ rate: 8000, channels: [one, Int16Array.of(4, 5, 0)] });
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('RIFF'),
      Buffer.from('RIFFxxxxWAVEdata\xff\xff\xff\xff', 'latin1'),
    ])
      expect(decodeWav(bytes)).toBeNull();
    expect(toCarrierRate(new Int16Array(22_050), 22_050)).toHaveLength(8000);
  });
});

describe('words', () => {
  it('without an engine are tones as long as the words', async () => {
    const speech = openSpeech(findEngine(''));
    expect(speech.engine).toBeNull();
    const plain = await speech.prepare({ kind: 'words', text: 'My chest hurts a little' });
    const samples = all(plain);
    expect(samples.length / 8).toBeGreaterThan(1000);
    expect(Math.abs((tonesIn(samples.subarray(0, 800))[0] ?? 0) - syllableHz)).toBeLessThan(10);
  });

  it('of an engine that can’t be run are tones all the same', async () => {
    const plain = await openSpeech('/nowhere/espeak-ng').prepare({ kind: 'words', text: 'Hello' });
    expect(all(plain).length).toBeGreaterThan(0);
  });
});
