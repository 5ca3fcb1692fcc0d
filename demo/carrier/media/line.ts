// A telephone that lives in this process: it says what a script tells it and its ear is all that is left of what it hears.
import type { Sound } from '../sound/sounds.ts';
import type { Speech } from '../sound/speech.ts';
import { LegCore, type Endpoint, type LegParts } from './leg.ts';
import { Player } from './player.ts';
import type { Line, Played } from './switchboard.ts';

class ScriptedEndpoint implements Endpoint {
  readonly voice: Player;
  constructor(speech: Speech) {
    this.voice = new Player(speech);
  }
  read(): Int16Array | null {
    return this.voice.next();
  }
  write(): void {}
  counters(): null {
    return null;
  }
  ended(): void {
    this.voice.end();
  }
}

export class LineLeg extends LegCore implements Line {
  override readonly kind = 'line';
  readonly #voice: Player;

  constructor(parts: Omit<LegParts, 'endpoint' | 'kind'>) {
    const endpoint = new ScriptedEndpoint(parts.speech);
    super({ ...parts, kind: 'line', endpoint });
    this.#voice = endpoint.voice;
    // Who rings in hears the ringing already; who is rung does so when its script says that it rings.
    if (parts.direction === 'in') this.state = 'ringing';
  }

  speak(sound: Sound): Promise<Played> {
    return this.#voice.add(sound);
  }

  /** At once, whatever is being said. */
  press(digits: string): Promise<Played> {
    let last: Promise<Played> = Promise.resolve('finished');
    for (const key of digits) {
      const told = /[0-9*#A-D]/u.test(key) ? () => this.pressed(key, 'line', false) : null;
      last = this.keys.add({ kind: 'digits', digits: key }, 1, told);
    }
    return last;
  }

  stopSpeaking(): void {
    this.#voice.stop();
  }
}
