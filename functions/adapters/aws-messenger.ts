import type { Messenger } from '../../shared/ports/messaging.ts'
import type { Tallies } from '../../shared/ports/tallies.ts'
import type { AwsChannelKind } from '../channels/kind.ts'
import { chosen, through } from '../channels/through.ts'
import { env, tableOf } from './aws-deps.ts'
import { powertoolsLog } from './observe.ts'

/** For those who send messages. */
export const awsMessenger = (...kinds: readonly AwsChannelKind[]): Messenger =>
  through(chosen(kinds, process.env), powertoolsLog(), { tallies: TALLIES })

/** Loaded where a channel has limits. */
const TALLIES: Tallies = {
  async add(...counted) {
    const { DynamoTallies } = await import('./dynamodb/tallies.ts')
    return new DynamoTallies(tableOf(env('TABLE_NAME'))).add(...counted)
  },
}
