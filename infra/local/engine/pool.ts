/** Handles its own errors. */
type Job = () => Promise<void>

/** Runs jobs first come, first served, at most `limit` at once. */
export class Pool {
  readonly #limit: number
  #queue: Job[] = []
  #running = 0
  #added = 0
  #isScheduled = false
  #waiters: (() => void)[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  get backlog(): number {
    return this.#queue.length
  }

  get busy(): boolean {
    return this.#running > 0 || this.#queue.length > 0
  }

  /** Jobs ever added: tells whether anything happened between two moments. */
  get added(): number {
    return this.#added
  }

  add(job: Job): void {
    this.#added += 1
    this.#queue.push(job)
    this.#schedule()
  }

  /** Resolves when no job runs or waits. */
  idle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve()
  }

  /** Drops the jobs that have not begun. */
  clear(): void {
    this.#queue = []
    this.#schedule()
  }

  #schedule(): void {
    // Through the event loop, not at once: a long queue must not keep HTTP requests waiting.
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      while (this.#running < this.#limit) {
        const job = this.#queue.shift()
        if (job === undefined) break
        void this.#run(job)
      }
      if (!this.busy) this.#wake()
    })
  }

  async #run(job: Job): Promise<void> {
    this.#running += 1
    try {
      await job()
    } finally {
      this.#running -= 1
      this.#schedule()
    }
  }

  #wake(): void {
    const woken = this.#waiters
    this.#waiters = []
    for (const waiter of woken) waiter()
  }
}
