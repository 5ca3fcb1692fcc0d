// Against a connection with Chromium's habit: closed while it has yet to tell something, it is kept for ever.
import { expect, it, vi } from 'vitest';
import { FakePeer, handClock } from '#tests/support/voice-sdk.ts';
import { quietlyClosed, settledAfter } from './peer.ts';

function rig() {
  const clock = handClock();
  const plainly = vi.spyOn(FakePeer.prototype, 'close');
  plainly.mockClear();
  const Peer = quietlyClosed(FakePeer as unknown as typeof RTCPeerConnection, clock.later);
  const peer = new Peer();
  return { peer, own: peer as unknown as FakePeer, clock, plainly };
}

it('one that is closed while its state changes is let go once that was told, and silent at once', () => {
  const { peer, own, clock, plainly } = rig();
  const told = vi.fn<() => void>();
  peer.onconnectionstatechange = told;
  own.happens('connectionstatechange');
  peer.close();
  expect(peer.connectionState).toBe('closed');
  expect(peer.signalingState).toBe('closed');
  expect(peer.iceConnectionState).toBe('closed');
  expect(peer.onconnectionstatechange).toBeNull();
  expect(own.stopped).toBe(true);
  expect(plainly).not.toHaveBeenCalled();
  own.tells();
  expect(plainly).toHaveBeenCalledOnce();
  expect(own.kept).toBe(false);
  clock.pass(settledAfter * 2);
  expect(plainly).toHaveBeenCalledOnce();
});

it('one whose state stands still is let go a moment later', () => {
  const { peer, own, clock, plainly } = rig();
  peer.close();
  peer.close();
  clock.pass(settledAfter - 1);
  expect(plainly).not.toHaveBeenCalled();
  clock.pass(1);
  expect(plainly).toHaveBeenCalledOnce();
  own.happens('icegatheringstatechange');
  own.tells();
  expect(plainly).toHaveBeenCalledOnce();
});

it('one that the browser has closed by itself has nothing to stop', () => {
  const { peer, own, clock } = rig();
  FakePeer.prototype.close.call(own);
  peer.close();
  clock.pass(settledAfter);
  expect(own.stopped).toBe(false);
  expect(own.kept).toBe(false);
});
