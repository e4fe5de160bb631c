import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

interface Consumed {
  readonly CapacityUnits?: number
}

/** What was asked of DynamoDB, as its answers say, and of functions, as they were called. */
export class Meter {
  reads = 0
  writes = 0
  requests = 0
  functionMs = 0
  readonly invocations: Record<string, number> = {}

  /** Notes the units of every request that goes through this client. */
  watch(client: DynamoDBDocumentClient): void {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const input = args.input as Record<string, unknown>
        const result = await next({
          ...args,
          input: { ...input, ReturnConsumedCapacity: 'TOTAL' } as typeof args.input,
        })
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Consumed | Consumed[] }
        this.#note(String(context.commandName), input.ConsistentRead === true, [ConsumedCapacity ?? []].flat())
        return result
      },
      { step: 'initialize', name: 'meter' },
    )
  }

  /** Notes them no more: others use the client too. */
  unwatch(client: DynamoDBDocumentClient): void {
    client.middlewareStack.remove('meter')
  }

  #note(command: string, consistent: boolean, consumed: readonly Consumed[]): void {
    if (consumed.length === 0) throw new Error(`${command} did not say what it consumed`)
    const units = consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
    this.requests += 1
    // A query that finds nothing costs the least a read can; DynamoDB Local says nothing.
    if (/^(Get|BatchGet|Query)/.test(command)) this.reads += Math.max(units, consistent ? 1 : 0.5)
    else if (/^(Put|Update|Delete|TransactWrite|BatchWrite)/.test(command)) this.writes += units
    else throw new Error(`${command}: neither known as a read nor as a write`)
  }

  /** The function, counted and timed. */
  timed<A extends unknown[], R>(name: string, run: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
    return async (...args) => {
      const from = performance.now()
      this.invocations[name] = (this.invocations[name] ?? 0) + 1
      try {
        return await run(...args)
      } finally {
        this.functionMs += performance.now() - from
      }
    }
  }

  get invoked(): number {
    return Object.values(this.invocations).reduce((sum, count) => sum + count, 0)
  }
}
