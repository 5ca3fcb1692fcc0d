// The desk's side of the search thread: starts it on demand, gives it the key, asks one question at a time, and answers with
// a failure instead of silence when the thread dies or hangs. The next question starts a fresh thread.
import { Worker } from 'node:worker_threads';
import type { ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import { type Failure, type Result, fail } from '#shared/domain/result.ts';
import type { DeskSearch, FromWorker, IndexSays, ToWorker } from './protocol.ts';
import { endThread, handKey, workerFile } from './threads.ts';

export interface SearchClientOptions {
  /** Path of core.db. */
  file: string;
  /** A copy of its key that this client may wipe; null while locked. Asked at every start of the thread. */
  key: () => Buffer | null;
  /** Milliseconds until a thread that does not answer is ended. */
  timeoutMs?: number;
  workerUrl?: URL;
  /** What the thread says of its index; `gone` when it ended. */
  onIndex?: (says: IndexSays) => void;
}
export interface SearchOptions {
  /** Who asks: a newer question of the same lane replaces an older one that has not started ("newest wins"). */
  lane?: string;
  /** Of the person who asks: decides what may be found. */
  role?: string | null;
  signal?: AbortSignal;
}
type Answer = Result<ArticleSearchResult>;
interface Job {
  id: number;
  lane: string;
  request: DeskSearch;
  today: string;
  role: string | null;
  settle(answer: Answer): void;
}

const defaultTimeoutMs = 5000;
/**
 * V8's part alone: words and statements. The index's arrays and the database's pages lie outside it; measured at 50,000 articles:
 * docs/knowledge.md.
 */
const heapMb = 256;

export class SearchClient {
  readonly #options: SearchClientOptions;
  readonly #queue: Job[] = [];
  #worker: Worker | null = null;
  #ready = false;
  #running: Job | null = null;
  #timer: NodeJS.Timeout | undefined;
  #nextId = 1;
  #closed = false;

  constructor(options: SearchClientOptions) {
    this.#options = options;
  }

  /** `today` as "2026-11-22". Never rejects: `cancelled`, `interrupted`, `timed-out`, `vault-…` come as failures. */
  search(request: DeskSearch, today: string, options: SearchOptions = {}): Promise<Answer> {
    const { lane = 'default', role = null, signal } = options;
    if (this.#closed) return Promise.resolve(fail('vault-closed'));
    if (signal?.aborted) return Promise.resolve(fail('cancelled'));
    return new Promise((settle) => {
      this.#drop((waiting) => waiting.lane === lane);
      const job: Job = { id: this.#nextId++, lane, request, today, role, settle };
      signal?.addEventListener('abort', () => this.#drop((waiting) => waiting === job), { once: true });
      this.#queue.push(job);
      this.#next();
    });
  }

  /** Starts the thread ahead of the first question. */
  warm(): void {
    if (!this.#closed && !this.#worker) this.#start();
  }

  /** Another generation of the index is in force. */
  reload(): void {
    this.#worker?.postMessage({ kind: 'reload' } satisfies ToWorker);
  }

  /** Articles changed: the thread makes ready what the next question would wait for. */
  refresh(): void {
    if (this.#ready) this.#worker?.postMessage({ kind: 'refresh' } satisfies ToWorker);
  }

  /** Ends the thread; it wipes its index first, and its decrypted pages go with it. Used at lock and at the end. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#drop(() => true, fail('vault-closed'));
    const worker = this.#worker;
    this.#end(fail('vault-closed'));
    if (worker) await endThread(worker);
  }

  #drop(which: (job: Job) => boolean, failure: Failure = fail('cancelled')): void {
    for (const job of this.#queue.filter(which)) {
      this.#queue.splice(this.#queue.indexOf(job), 1);
      job.settle(failure);
    }
  }

  #start(): void {
    const key = this.#options.key();
    if (key === null) return this.#drop(() => true, fail('locked'));
    const worker = new Worker(workerFile(this.#options.workerUrl), {
      name: 'knowledge-search',
      stdin: false,
      // Short-lived answers need little room; more of it only stays resident (50 MB after 3,000 questions).
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 8 },
    });
    this.#worker = worker;
    this.#ready = false;
    const gone = () => {
      if (this.#worker === worker) this.#end(fail('interrupted', 'the search thread ended'));
    };
    worker.on('message', (message: FromWorker) => {
      if (this.#worker === worker) this.#heard(message);
    });
    worker.once('error', gone);
    worker.once('exit', gone);
    handKey(worker, 'search', this.#options.file, key);
    this.#watch();
  }

  /** While something is asked the thread keeps the process alive and has a deadline; idle it does neither. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#worker?.ref();
    this.#timer = setTimeout(() => {
      const worker = this.#worker;
      this.#end(fail('timed-out', 'the search thread does not answer'));
      void worker?.terminate();
    }, this.#options.timeoutMs ?? defaultTimeoutMs);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#worker?.unref();
  }

  /** The thread is gone or useless: whoever waited for it is told; the queue goes on with a new one. */
  #end(failure: Failure): void {
    clearTimeout(this.#timer);
    const wasReady = this.#ready;
    this.#worker = null;
    this.#ready = false;
    if (!this.#closed) this.#options.onIndex?.('gone');
    const job = this.#running;
    this.#running = null;
    job?.settle(failure);
    // A thread that never got ready would fail again at once: do not spin.
    if (!wasReady) this.#drop(() => true, failure);
    else this.#next();
  }

  #heard(message: FromWorker): void {
    if (message.kind === 'refused') {
      const worker = this.#worker;
      this.#end(message.failure);
      void worker?.terminate();
      return;
    }
    if (message.kind === 'index') return this.#options.onIndex?.(message.says);
    if (message.kind === 'ready') this.#ready = true;
    else if (message.kind === 'answer' && this.#running?.id === message.id) {
      this.#running.settle(message.result);
      this.#running = null;
    }
    this.#rest();
    this.#next();
  }

  #next(): void {
    if (this.#running || this.#queue.length === 0 || this.#closed) return;
    if (!this.#worker) return this.#start();
    if (!this.#ready) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#running = job;
    this.#worker.postMessage({
      kind: 'search',
      id: job.id,
      request: job.request,
      today: job.today,
      role: job.role,
    } satisfies ToWorker);
    this.#watch();
  }
}
