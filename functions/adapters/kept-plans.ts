import { canonical } from '../../shared/kernel/canonical.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import type { Plans } from '../../shared/ports/plans.ts'
import { sha256 } from './digest.ts'

/** Where texts are kept under the digest of what they say. */
export interface Shelf {
  read(digest: string): Promise<string | undefined>
  /** Nothing where it is kept already. */
  write(digest: string, text: string): Promise<void>
}

/** What a process remembers: more than a supplier's contracts have in force, fewer than would weigh. */
const REMEMBERED = 100

/** Plans by the digest of their content; each is read or written once by a process, and shared by all that it belongs to. */
export class KeptPlans implements Plans {
  readonly #shelf: Shelf
  /** What is on the shelf, the latest last. */
  readonly #known = new Map<string, Promise<Plan | undefined>>()
  /** Names of plans that are on the shelf, so that no save has to work them out again. */
  readonly #names = new WeakMap<Plan, string>()

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  async keep(plan: Plan): Promise<string> {
    const name = this.#names.get(plan)
    if (name !== undefined) return name
    const ref = sha256(canonical(plan))
    if (!(await this.get(ref))) {
      const text = JSON.stringify(plan)
      await this.#shelf.write(ref, text)
      this.#remember(ref, Promise.resolve(this.#shared(ref, text)))
    }
    this.#names.set(plan, ref)
    return ref
  }

  async get(ref: string): Promise<Plan | undefined> {
    const reading = this.#known.get(ref) ?? this.#read(ref)
    this.#remember(ref, reading)
    try {
      const plan = await reading
      if (!plan) this.#known.delete(ref)
      return plan
    } catch (error) {
      this.#known.delete(ref)
      throw error
    }
  }

  async #read(ref: string): Promise<Plan | undefined> {
    const text = await this.#shelf.read(ref)
    return text === undefined ? undefined : this.#shared(ref, text)
  }

  /** Many states have it at once, and none may change it. */
  #shared(ref: string, text: string): Plan {
    const plan = frozen(JSON.parse(text) as Plan)
    this.#names.set(plan, ref)
    return plan
  }

  #remember(ref: string, plan: Promise<Plan | undefined>): void {
    this.#known.delete(ref)
    this.#known.set(ref, plan)
    const [oldest] = this.#known.keys()
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest)
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) frozen(part)
  return value
}
