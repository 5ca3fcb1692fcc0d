// The switch itself: legs, conferences and the one clock that moves them all.
import { openSpeech } from '../sound/speech.ts';
import { Meeting } from './conference.ts';
import { LegCore } from './leg.ts';
import { LineLeg } from './line.ts';
import type {
  AdoptedLeg,
  Conference,
  Endpoint,
  Leg,
  Line,
  LineOptions,
  Switchboard,
  SwitchboardEvent,
  SwitchboardOptions,
} from './switchboard.ts';
import { openTicker, type Ticker } from './ticker.ts';

/** Ended legs and conferences that can still be asked about. */
const keptEnded = 500;

class Exchange implements Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #speech;
  readonly #legs = new Map<string, LegCore>();
  readonly #conferences = new Map<string, Meeting>();
  readonly #listeners = new Set<(event: SwitchboardEvent) => void>();
  readonly #ticker: Ticker;
  #closed = false;

  constructor(options: SwitchboardOptions) {
    this.#options = options;
    this.#speech = options.speech ?? openSpeech(null);
    this.#ticker = openTicker(
      () => options.clock.now(),
      (atMs) => this.#tick(atMs),
    );
  }

  line(options: LineOptions): Line {
    const leg = new LineLeg({ ...this.#parts(options) });
    return this.#adopt(leg);
  }

  adopt(options: LineOptions, endpoint: Endpoint): AdoptedLeg {
    return this.#adopt(new LegCore({ ...this.#parts(options), kind: 'client', endpoint }));
  }

  leg(sid: string): Leg | null {
    return this.#legs.get(sid) ?? null;
  }

  legs(): readonly Leg[] {
    return this.#living();
  }

  conference(name: string): Conference {
    for (const meeting of this.#conferences.values())
      if (meeting.name === name && meeting.state !== 'completed') return meeting;
    const made = new Meeting({
      sid: this.sid('CF'),
      name,
      speech: this.#speech,
      now: () => this.#options.clock.now(),
      emit: (event) => this.#emit(event),
      core: (leg) => this.#legs.get(leg.sid) ?? null,
    });
    this.#conferences.set(made.sid, made);
    forget(this.#conferences, (one) => one.state === 'completed');
    return made;
  }

  findConference(nameOrSid: string): Conference | null {
    const bySid = this.#conferences.get(nameOrSid);
    if (bySid !== undefined) return bySid;
    const named = [...this.#conferences.values()].filter((meeting) => meeting.name === nameOrSid);
    return named.find((meeting) => meeting.state !== 'completed') ?? named.at(-1) ?? null;
  }

  conferences(): readonly Conference[] {
    return [...this.#conferences.values()];
  }

  on(listener: (event: SwitchboardEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sid(prefix: string): string {
    return prefix + Buffer.from(this.#options.randomBytes(16)).toString('hex');
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const leg of this.#living()) leg.hangUp();
    this.#ticker.rest();
    return Promise.resolve();
  }

  #parts(options: LineOptions) {
    return {
      sid: options.sid ?? this.sid('CA'),
      direction: options.direction,
      from: options.from,
      to: options.to,
      speech: this.#speech,
      now: () => this.#options.clock.now(),
      emit: (event: SwitchboardEvent) => this.#emit(event),
      onState: () => this.#windUp(),
    };
  }

  #adopt<L extends LegCore>(leg: L): L {
    this.#legs.set(leg.sid, leg);
    forget(this.#legs, (one) => one.end !== null);
    this.#emit({ type: 'leg-made', leg });
    return leg;
  }

  #living(): LegCore[] {
    return [...this.#legs.values()].filter((leg) => leg.end === null);
  }

  #windUp(): void {
    const needed = !this.#closed && this.#living().some((leg) => leg.state === 'answered');
    if (needed) this.#ticker.run();
    else this.#ticker.rest();
  }

  #tick(atMs: number): void {
    const legs = this.#living().filter((leg) => leg.state === 'answered');
    for (const leg of legs) leg.take(atMs);
    for (const meeting of this.#conferences.values()) if (meeting.state !== 'completed') meeting.tick(atMs);
    for (const leg of legs) if (leg.meeting === null && leg.end === null) leg.give(undefined, atMs);
  }

  #emit(event: SwitchboardEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (cause) {
        this.#options.onFault?.(cause);
      }
    }
  }
}

/** The oldest that have ended go when there are too many. */
function forget<T>(all: Map<string, T>, ended: (one: T) => boolean): void {
  if (all.size <= keptEnded) return;
  for (const [key, one] of all) {
    if (ended(one)) all.delete(key);
    if (all.size <= keptEnded) return;
  }
}

export const openSwitchboard = (options: SwitchboardOptions): Switchboard => new Exchange(options);
