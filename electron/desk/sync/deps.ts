// What the loop that keeps the backend in step is given by the composition root.
import type Database from 'better-sqlite3';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Lane } from '#shared/domain/messages/lane.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import type { BackendClient } from './backend-client.ts';
import type { ApplyChange } from './changes.ts';
import type { DocumentStore } from './documents.ts';
import type { WrapForBackend } from './outbox.ts';

export interface SyncDeps {
  client: BackendClient;
  core(): Database.Database | null;
  wrap: WrapForBackend;
  /** This desk's reader key: X25519, raw 32 bytes. */
  readerKey(): Buffer;
  apply: ApplyChange;
  /** Whether what others wrote can be opened now: it comes only then (not while locked). */
  canRead(): boolean;
  documents: DocumentStore;
  /** Messages that this desk rings for, at most 50. */
  ringing(): string[];
  /** Of those, while this desk is locked: what somebody else accepted or closed. */
  taken(messages: string[]): void;
  now(): string;
  monotonic(): number;
  random(): number;
  uuid(): string;
  after(ms: number, run: () => void): () => void;
  /** Lets the network have its turn. */
  soon(): Promise<void>;
  /** What the guard adds to a handshake, what it hears of one, and that the backend knows this device no longer. */
  alsoSay?(): Record<string, unknown>;
  contact?(answer: Handshake2Answer): void;
  revoked?(): void;
  /** Connection or counts changed. */
  changed(): void;
  /** These messages' sync state changed. */
  acknowledged(messages: string[]): void;
  /** These messages changed by what other desks or the backend did. */
  arrived(messages: string[]): void;
  /** Accounts or schedules came. */
  delivered(): void;
  onEvent(
    event: 'online' | 'offline' | 'pushed' | 'pulled' | 'paused' | 'failed',
    detail: { code?: ErrorCode; count?: number; lane?: Lane },
  ): void;
}
