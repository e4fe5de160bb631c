import type { Channel, Limits, Messenger, ReadReceipts } from '../../shared/ports/messaging.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What a folder here says of its channel. What sends stands in a file of its own, which is loaded when it first sends. */
export interface ChannelKind extends Pick<Channel, 'name' | 'carries'> {
  /** How to come by what sends; nothing where the environment does not ask for this channel. @throws SettingError */
  open(environment: Environment): (() => Promise<Messenger>) | undefined
  /** How its provider's receipts are read, where the environment asks for it. Absent: it sends none. */
  receipts?(environment: Environment): ReadReceipts
  /** How much it may carry. Absent: it is asked for whatever there is. */
  limits?(environment: Environment): () => Promise<Limits>
}

/** One that may be used on one machine, with the settings that it reads there. */
export interface LocalChannelKind extends ChannelKind {
  /** A secret stands in no file of settings. */
  readonly settings: Readonly<Record<string, 'plain' | 'secret'>>
}

/** One that may be used on AWS, with what its functions are given there. */
export interface AwsChannelKind extends ChannelKind {
  readonly aws: {
    /** By the environment variable that tells a function; the CloudFormation parameter of `MAIL_FROM` is `MailFrom`. */
    readonly parameters?: Readonly<Record<string, ParameterSpec>>
    rights(names: AwsNames): readonly Right[]
  }
}

export interface ParameterSpec {
  readonly description: string
  readonly default?: string
  readonly allowedPattern: string
  readonly constraintDescription?: string
}

/** As an IAM statement has it. */
export interface Right {
  readonly actions: string[]
  readonly resources?: string[]
  readonly notResources?: string[]
}

/** What rights are spelt from: all of it is known when the stack is deployed, not before. */
export interface AwsNames {
  readonly partition: string
  readonly region: string
  readonly account: string
  /** Where several installations are in one account, what this one's names begin with. */
  readonly installation: string
  /** What the parameter of this environment variable says. */
  value(variable: string): string
  domainOf(address: string): string
}
