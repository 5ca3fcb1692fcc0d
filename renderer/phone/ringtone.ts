// Our own ringtone, on the device the agent chose for it. The SDK's plays on after a hang-up and can't be silenced; this
// one sounds exactly while a call rings that nobody has silenced.

/** What is used of an audio element. */
export interface Player {
  src: string;
  loop: boolean;
  volume: number;
  currentTime: number;
  play(): Promise<void>;
  pause(): void;
  setSinkId?(id: string): Promise<void>;
}
export interface RingtoneDeps {
  player: Player;
  sounds: { ring: string; waiting: string; test: string };
  /** The browser holds sound back until somebody clicks in this page. */
  blocked(): void;
}
export interface Ringtone {
  ring(callId: string): void;
  /** Answered, ended, or silenced by the agent: this call makes no more sound. */
  stop(callId: string): void;
  /** With somebody on the line the ring is a short, quiet sign. */
  inCall(on: boolean): void;
  /** 0 to 1. */
  volume(level: number): void;
  device(id: string | null): Promise<void>;
  test(): Promise<void>;
  /** The browser lets sound through now: what rings begins to sound. */
  allowed(): void;
  sounding(): boolean;
}

export function createRingtone({ player, sounds, blocked }: RingtoneDeps): Ringtone {
  const ringing = new Set<string>();
  let busy = false;
  let level = 1;
  let playing: string | null = null;

  function show(): void {
    const wanted = ringing.size === 0 ? null : busy ? sounds.waiting : sounds.ring;
    if (wanted === playing) return;
    playing = wanted;
    if (wanted === null) return player.pause();
    start(wanted, true).catch(() => {
      if (playing === wanted) blocked();
    });
  }
  function start(url: string, loop: boolean): Promise<void> {
    player.src = url;
    player.loop = loop;
    player.volume = level;
    player.currentTime = 0;
    return player.play();
  }
  return {
    ring(callId) {
      ringing.add(callId);
      show();
    },
    stop(callId) {
      ringing.delete(callId);
      show();
    },
    inCall(on) {
      busy = on;
      show();
    },
    volume(next) {
      level = next;
      player.volume = next;
    },
    async device(id) {
      await player.setSinkId?.(id ?? '');
    },
    async test() {
      if (playing === null) await start(sounds.test, false);
    },
    allowed() {
      playing = null;
      show();
    },
    sounding: () => playing !== null,
  };
}
