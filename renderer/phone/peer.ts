// The connection that the SDK is handed. Chromium keeps one for the page's life, with all that the SDK hung on it, when
// it is closed while an event of its own waits to be told: a call that ends as its connection is only being made. So a
// closed one is silent and looks closed at once, and is let go in a moment when nothing can be waiting.

/** ms without a change of its state, after which nothing waits. */
export const settledAfter = 250;
/** Chromium tells these by the list that it never empties after a close; while one is told, the list is empty. */
const queued = ['connectionstatechange', 'icegatheringstatechange'] as const;

export function quietlyClosed(
  Plain: typeof RTCPeerConnection,
  later: (ms: number, task: () => void) => () => void,
): typeof RTCPeerConnection {
  return class extends Plain {
    #closed = false;
    override get signalingState(): RTCSignalingState {
      return this.#closed ? 'closed' : super.signalingState;
    }
    override get connectionState(): RTCPeerConnectionState {
      return this.#closed ? 'closed' : super.connectionState;
    }
    override get iceConnectionState(): RTCIceConnectionState {
      return this.#closed ? 'closed' : super.iceConnectionState;
    }
    override close(): void {
      if (this.#closed) return;
      if (super.signalingState === 'closed') return super.close();
      this.#closed = true;
      // Nothing is sent or heard from here on, and nothing is told: as after a plain close.
      for (const transceiver of this.getTransceivers()) transceiver.stop();
      this.onconnectionstatechange = null;
      this.onicecandidate = null;
      this.oniceconnectionstatechange = null;
      this.onicegatheringstatechange = null;
      this.onsignalingstatechange = null;
      this.ontrack = null;
      const end = (): void => {
        cancel();
        for (const event of queued) this.removeEventListener(event, end);
        super.close();
      };
      const cancel = later(settledAfter, end);
      for (const event of queued) this.addEventListener(event, end);
    }
  };
}
