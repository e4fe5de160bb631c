/** Handles its own errors. */
type Job = () => Promise<void>

/** Runs jobs first come, first served, at most `limit` at once. */
export interface Pool {
  add(job: Job): void
  /** Resolves when no job runs or waits. */
  idle(): Promise<void>
  /** Drops the jobs that have not begun. */
  clear(): void
  readonly backlog: number
  readonly busy: boolean
  /** Jobs ever added: tells whether anything happened between two moments. */
  readonly added: number
}

export function createPool(limit: number): Pool {
  let queue: Job[] = []
  let running = 0
  let added = 0
  let scheduled = false
  let waiters: (() => void)[] = []
  const busy = () => running > 0 || queue.length > 0

  function schedule(): void {
    // Through the event loop, not at once: a long queue must not keep HTTP requests waiting.
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      while (running < limit) {
        const job = queue.shift()
        if (job === undefined) break
        void run(job)
      }
      if (!busy()) wake()
    })
  }

  async function run(job: Job): Promise<void> {
    running += 1
    try {
      await job()
    } finally {
      running -= 1
      schedule()
    }
  }

  function wake(): void {
    const woken = waiters
    waiters = []
    for (const waiter of woken) waiter()
  }

  return {
    add(job) {
      added += 1
      queue.push(job)
      schedule()
    },
    idle: () => (busy() ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve()),
    clear() {
      queue = []
      schedule()
    },
    get backlog() {
      return queue.length
    },
    get busy() {
      return busy()
    },
    get added() {
      return added
    },
  }
}
