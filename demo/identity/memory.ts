// What the provider remembers: in memory, of this one run, each entry no longer than it is good for.
type Entry = Record<string, unknown>;

export class Memory {
  static readonly kept = new Map<string, { payload: Entry; until: number }>();
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  readonly #key = (id: string): string => `${this.#name}:${id}`;
  async upsert(id: string, payload: Entry, seconds = 3600): Promise<void> {
    const now = Date.now();
    for (const [key, { until }] of Memory.kept) if (until < now) Memory.kept.delete(key);
    Memory.kept.set(this.#key(id), { payload, until: now + seconds * 1000 });
  }
  async find(id: string): Promise<Entry | undefined> {
    const found = Memory.kept.get(this.#key(id));
    return found !== undefined && found.until >= Date.now() ? found.payload : undefined;
  }
  /** Not asked for by a provider without the device flow. */
  findByUserCode = async (): Promise<undefined> => undefined;
  async findByUid(uid: string): Promise<Entry | undefined> {
    for (const [key, { payload, until }] of Memory.kept)
      if (key.startsWith(`${this.#name}:`) && payload['uid'] === uid && until >= Date.now()) return payload;
    return undefined;
  }
  async consume(id: string): Promise<void> {
    const found = Memory.kept.get(this.#key(id));
    if (found !== undefined) found.payload['consumed'] = Math.floor(Date.now() / 1000);
  }
  async destroy(id: string): Promise<void> {
    Memory.kept.delete(this.#key(id));
  }
  /** A code that came twice takes what it had given with it. */
  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of Memory.kept) if (payload['grantId'] === grantId) Memory.kept.delete(key);
  }
}
