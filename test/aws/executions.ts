import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  SFNClient,
  type SFNClientConfig,
} from '@aws-sdk/client-sfn'

/** The executions of one state machine. */
export class Executions {
  readonly client: SFNClient
  readonly #machine: string

  constructor(machine: string, config: SFNClientConfig) {
    this.client = new SFNClient(config)
    this.#machine = machine
  }

  async all(): Promise<readonly ExecutionListItem[]> {
    const { executions } = await this.client.send(
      new ListExecutionsCommand({ stateMachineArn: this.#machine, maxResults: 1000 }),
    )
    return executions ?? []
  }

  arn(name: string): string {
    return `${this.#machine.replace(':stateMachine:', ':execution:')}:${name}`
  }

  async status(name: string): Promise<string> {
    const { status } = await this.client.send(new DescribeExecutionCommand({ executionArn: this.arn(name) }))
    return status ?? 'unknown'
  }

  async history(name: string): Promise<readonly HistoryEvent[]> {
    const events: HistoryEvent[] = []
    let nextToken: string | undefined
    do {
      const page = await this.client.send(
        new GetExecutionHistoryCommand({ executionArn: this.arn(name), maxResults: 1000, nextToken }),
      )
      events.push(...(page.events ?? []))
      nextToken = page.nextToken
    } while (nextToken)
    return events
  }

  /** The states that it passed, repeats of one loop left out. */
  async states(name: string): Promise<readonly string[]> {
    const entered = (await this.history(name)).flatMap(
      ({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? [],
    )
    const waits = entered.filter((state) => state !== 'Advance' && state !== 'Stage?')
    return waits.filter((state, index) => state !== waits[index - 1])
  }

  /** Throws as soon as one has failed, with what happened to it. */
  async requireNoneFailed(): Promise<void> {
    const failed = (await this.all()).filter(({ status }) => status === 'FAILED' || status === 'TIMED_OUT')
    for (const { name = '', status } of failed) {
      const history = (await this.history(name)).map((event) => JSON.stringify(event)).join('\n')
      throw new Error(`Execution ${name} ${status}:\n${history}`)
    }
  }
}
