import type { Messenger } from '../../shared/ports/messaging.ts'
import type { AwsChannelKind } from '../channels/kind.ts'
import { chosen, through } from '../channels/through.ts'
import { powertoolsLog } from './observe.ts'

/** For those who send messages. */
export const awsMessenger = (...kinds: readonly AwsChannelKind[]): Messenger =>
  through(chosen(kinds, process.env), powertoolsLog())
