// What the contract suite needs of an adapter: to ask it as a desk would, raw messages included.
import type { HostMethod } from '#host/host.ts';
import type { PowerEvent } from '#host/link.ts';
import type { Result } from '#shared/domain/result.ts';

export interface Adapter {
  /** One request with whatever input, well-formed or not; the checked answer. */
  ask(method: HostMethod | (string & {}), input: unknown): Promise<Result<unknown>>;
  /** Sends without waiting, for what gets no answer. */
  raw(message: unknown): void;
  /** The folders that `paths` must give. */
  folders: { profile: string; content: string };
  /** A person's next answer in a file dialog; null where this host has no dialogs. */
  picks: ((path: string | null) => Promise<void>) | null;
  /** The system tells of something, and what the desk was told; null where it never does. */
  power: ((event: PowerEvent) => Promise<PowerEvent[]>) | null;
  /** Addresses handed to the system's browser so far; null where the host opens none. */
  opened: (() => Promise<string[]>) | null;
  close(): Promise<void>;
}
