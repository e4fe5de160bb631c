import { randomUUID } from 'node:crypto'
import type { MovableClock } from '../clock.ts'
import { callFunction, type Functions } from './functions.ts'
import { type Signal, walk } from './interpreter.ts'
import { loadMachine, type Machine } from './load.ts'
import { Pool } from './pool.ts'
import { type ExecutionRow, parsePosition, parseSignal, parseTask, type Store } from './store.ts'

const RETRY_MS = 1000

export interface RunnerOptions {
  readonly store: Store
  readonly clock: MovableClock
  readonly functions: Functions
  readonly machines: Iterable<Machine>
  readonly concurrency: number
  readonly functionLimitMs: number
  readonly random: () => number
  /** Called whenever a timer may have been set. */
  readonly onSaved: () => void
  readonly onError: (error: unknown) => void
}

/** Carries executions on: walk, save, call the function, note its answer, and again until there is something to wait for. */
export function createRunner(options: RunnerOptions) {
  const { store, clock } = options
  const pool = new Pool(options.concurrency)
  const machines = new Map(Array.from(options.machines, (machine) => [machine.hash, machine]))
  let on = false

  /** The definition the execution began with, which need not be the one of today. */
  function machineOf({ definition }: ExecutionRow): Machine {
    const known = machines.get(definition)
    if (known !== undefined) return known
    const stored = store.definition(definition)
    if (stored === undefined) throw new Error(`definition ${definition} is missing`)
    const machine = loadMachine(stored.machine, JSON.parse(stored.source))
    machines.set(definition, machine)
    return machine
  }

  async function carryOn(id: number): Promise<void> {
    const row = store.byId(id)
    if (row?.phase === 'ready') await carryOnWith(row, parseSignal(row))
  }

  async function carryOnWith(from: ExecutionRow, happened: Signal): Promise<void> {
    let row = from
    let signal: Signal | undefined = happened
    while (signal !== undefined) {
      // Stopping: what happened is kept for the next start.
      if (!on) return void store.settle(row.id, row.step, signal)
      const saved = await step(row, signal)
      if (saved?.phase !== 'running' || !on) return
      row = saved
      signal = await call(row)
    }
  }

  /** Walks and saves; gives the new row, or nothing when the execution was moved by something else meanwhile. */
  async function step(row: ExecutionRow, signal: Signal): Promise<ExecutionRow | undefined> {
    const now = clock.now()
    const token = `${row.id}.${randomUUID()}`
    const walked = await walk(walkOf(row, now, token), parsePosition(row), signal)
    if (!store.save(row, walked, now, token)) return undefined
    options.onSaved()
    return store.byId(row.id)
  }

  const walkOf = (row: ExecutionRow, now: string, token: string) => ({
    machine: machineOf(row),
    execution: {
      name: row.name,
      input: JSON.parse(row.input ?? 'null'),
      startedAt: row.started_at,
      events: row.events,
    },
    now,
    token,
    random: options.random,
  })

  /** What the function says of its task; nothing where the token or the timeout has the say. */
  async function call(row: ExecutionRow): Promise<Signal | undefined> {
    const task = parseTask(row)
    const signal = await callFunction(options.functions, task, options.functionLimitMs)
    if (!task.callback || signal.type === 'failed') return signal
    store.submitted(row, clock.now(), parsePosition(row).state)
    return undefined
  }

  /** After a crash: a function that may not have finished is called again, with the same payload and the same token. */
  async function resume(id: number): Promise<void> {
    const row = store.byId(id)
    if (row?.phase !== 'running') return carryOn(id)
    // Too late for it: the timer is about to say so.
    if (row.fire_at !== null && row.fire_at <= clock.now()) return
    const signal = await call(row)
    if (signal !== undefined) await carryOnWith(row, signal)
  }

  /** What a job cannot handle is a defect or a broken disk: report it, and try again from what was saved. */
  function enqueue(id: number, job: (id: number) => Promise<void> = carryOn): void {
    if (!on) return
    pool.add(async () => {
      try {
        await job(id)
      } catch (error) {
        options.onError(error)
        setTimeout(() => enqueue(id, resume), RETRY_MS).unref()
      }
    })
  }

  return {
    pool,
    enqueue: (id: number) => enqueue(id),
    start(): void {
      on = true
      for (const { id } of store.active()) enqueue(id, resume)
    },
    /** Lets the functions that are running finish and notes their answers. */
    async stop(): Promise<void> {
      on = false
      pool.clear()
      await pool.idle()
    },
  }
}
