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
export class Runner {
  readonly pool: Pool
  readonly #options: RunnerOptions
  readonly #machines: Map<string, Machine>
  #on = false

  constructor(options: RunnerOptions) {
    this.pool = new Pool(options.concurrency)
    this.#options = options
    this.#machines = new Map(Array.from(options.machines, (machine) => [machine.hash, machine]))
  }

  start(): void {
    this.#on = true
    for (const { id } of this.#options.store.active()) this.#add(id, () => this.#resume(id))
  }

  /** Lets the functions that are running finish and notes their answers. */
  async stop(): Promise<void> {
    this.#on = false
    this.pool.clear()
    await this.pool.idle()
  }

  enqueue(id: number): void {
    this.#add(id, () => this.#carryOn(id))
  }

  /** What a job cannot handle is a defect or a broken disk: report it, and try again from what was saved. */
  #add(id: number, job: () => Promise<void>): void {
    if (!this.#on) return
    this.pool.add(async () => {
      try {
        await job()
      } catch (error) {
        this.#options.onError(error)
        setTimeout(() => this.#add(id, () => this.#resume(id)), RETRY_MS).unref()
      }
    })
  }

  async #carryOn(id: number): Promise<void> {
    const row = this.#options.store.byId(id)
    if (row?.phase === 'ready') await this.#carryOnWith(row, parseSignal(row))
  }

  async #carryOnWith(from: ExecutionRow, happened: Signal): Promise<void> {
    let row = from
    let signal: Signal | undefined = happened
    while (signal !== undefined) {
      // Stopping: what happened is kept for the next start.
      if (!this.#on) return void this.#options.store.settle(row.id, row.step, signal)
      const saved = await this.#step(row, signal)
      if (saved?.phase !== 'running' || !this.#on) return
      row = saved
      signal = await this.#call(row)
    }
  }

  /** Walks and saves; gives the new row, or nothing when the execution was moved by something else meanwhile. */
  async #step(row: ExecutionRow, signal: Signal): Promise<ExecutionRow | undefined> {
    const { store, clock, onSaved } = this.#options
    const now = clock.now()
    const token = `${row.id}.${randomUUID()}`
    const walked = await walk(this.#walkOf(row, now, token), parsePosition(row), signal)
    if (!store.save(row, walked, now, token)) return undefined
    onSaved()
    return store.byId(row.id)
  }

  #walkOf(row: ExecutionRow, now: string, token: string) {
    const execution = {
      name: row.name,
      input: JSON.parse(row.input ?? 'null'),
      startedAt: row.started_at,
      events: row.events,
    }
    return { machine: this.#machineOf(row), execution, now, token, random: this.#options.random }
  }

  /** The definition the execution began with, which need not be the one of today. */
  #machineOf({ definition }: ExecutionRow): Machine {
    const known = this.#machines.get(definition)
    if (known !== undefined) return known
    const stored = this.#options.store.definition(definition)
    if (stored === undefined) throw new Error(`definition ${definition} is missing`)
    const machine = loadMachine(stored.machine, JSON.parse(stored.source))
    this.#machines.set(definition, machine)
    return machine
  }

  /** What the function says of its task; nothing where the token or the timeout has the say. */
  async #call(row: ExecutionRow): Promise<Signal | undefined> {
    const { store, clock, functions, functionLimitMs } = this.#options
    const task = parseTask(row)
    const signal = await callFunction(functions, task, functionLimitMs)
    if (!task.callback || signal.type === 'failed') return signal
    store.submitted(row, clock.now(), parsePosition(row).state)
    return undefined
  }

  /** After a crash: a function that may not have finished is called again, with the same payload and the same token. */
  async #resume(id: number): Promise<void> {
    const { store, clock } = this.#options
    const row = store.byId(id)
    if (row?.phase !== 'running') return this.#carryOn(id)
    // Too late for it: the timer is about to say so.
    if (row.fire_at !== null && row.fire_at <= clock.now()) return
    const signal = await this.#call(row)
    if (signal !== undefined) await this.#carryOnWith(row, signal)
  }
}
