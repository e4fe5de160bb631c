import { Aws, Fn } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { AwsChannelKind, ParameterSpec } from '../../functions/channels/kind.ts'
import { MAIL_ON_AWS, TEXT_ON_AWS, VOICE_ON_AWS } from '../../functions/channels/on-aws.ts'
import type { Installation } from './installation.ts'

/** What the channels' parameters say, by environment variable. */
export type ChannelValues = Readonly<Record<string, string>>

/** A parameter for whatever a channel must be told: `MailFrom` for `MAIL_FROM`. */
export const channelValues = (parameter: (id: string, spec: ParameterSpec) => string): ChannelValues =>
  Object.fromEntries(
    [...TEXT_ON_AWS, ...MAIL_ON_AWS, ...VOICE_ON_AWS]
      .flatMap(({ aws }) => Object.entries(aws.parameters ?? {}))
      .map(([variable, spec]) => [variable, parameter(parameterOf(variable), spec)]),
  )

const parameterOf = (variable: string): string =>
  variable
    .split('_')
    .map((word) => `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`)
    .join('')

/** What a function that sends by these channels may do, and what it is told. */
export function bindChannels(kinds: readonly AwsChannelKind[], values: ChannelValues, { name }: Installation) {
  const names = {
    partition: Aws.PARTITION,
    region: Aws.REGION,
    account: Aws.ACCOUNT_ID,
    installation: name,
    value: (variable: string) => values[variable] ?? '',
    // Of no address there is a second part as well: CloudFormation refuses to select what is not there.
    domainOf: (address: string) => Fn.select(1, Fn.split('@', `${address}@none`)),
  }
  const variables = kinds.flatMap(({ aws }) => Object.keys(aws.parameters ?? {}))
  return {
    statements: kinds.flatMap(({ aws }) => aws.rights(names)).map((right) => new PolicyStatement(right)),
    environment: Object.fromEntries(variables.map((variable) => [variable, names.value(variable)])),
  }
}
