import { CfnParameter, Fn } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { type ChannelValues, channelValues } from './channels.ts'

/** What a deployment must be told; see `serviceParameters`. */
export interface ServiceParameters {
  readonly publicUrl: string
  /** Of the channels, by environment variable. */
  readonly channels: ChannelValues
  readonly connectInstanceArn: string
  readonly certificateArn: string
  readonly heartbeatUrl: string
  /** `yes`: Lambda keeps functions for the hotline and the clock. */
  readonly reserveConcurrency: string
}

/**
 * CloudFormation parameters, so that one synthesized template serves every account and synthesis needs no values:
 * `cdk deploy --all --parameters ChengnuoService:PublicUrl=https://r.example.cn …`. CloudFormation keeps them for later updates.
 */
export function serviceParameters(stack: Construct): ServiceParameters {
  return {
    publicUrl: parameter(stack, 'PublicUrl', {
      description: 'Address under which the system is reached, such as https://r.example.cn',
      allowedPattern: '^https://[a-z0-9.-]+$',
      maxLength: 30,
      constraintDescription:
        'https:// and a host name, no slash at the end, at most 30 characters: a page is one SMS of 70 characters and must hold the link.',
    }),
    channels: channelValues((id, spec) => parameter(stack, id, spec)),
    connectInstanceArn: parameter(stack, 'ConnectInstanceArn', {
      description: 'Amazon Connect instance that may open repairs; empty: none',
      default: '',
      allowedPattern: '^$|^arn:[^:]+:connect:[^:]+:[0-9]+:instance/[^/]+$',
    }),
    heartbeatUrl: parameter(stack, 'HeartbeatUrl', {
      description: "Address of a dead man's switch that every sweep calls; empty: none",
      default: '',
      allowedPattern: '^$|^https://.+$',
    }),
    reserveConcurrency: parameter(stack, 'ReserveConcurrency', {
      description:
        "yes: Lambda keeps functions for the hotline and the clock, for which the account's quota must be enough",
      default: 'no',
      allowedValues: ['yes', 'no'],
    }),
    certificateArn: parameter(stack, 'CertificateArn', {
      description:
        'ACM certificate (this region) for the host of PublicUrl, where it is to lead to the API itself, without the console; empty: it is not',
      default: '',
      allowedPattern: '^$|^arn:[^:]+:acm:[^:]+:[0-9]+:certificate/.+$',
    }),
  }
}

/** The host of `https://host`, while it is known to CloudFormation alone. */
export const hostOf = (url: string): string => Fn.select(2, Fn.split('/', url))

export const parameter = (stack: Construct, id: string, props: ConstructorParameters<typeof CfnParameter>[2]): string =>
  new CfnParameter(stack, id, { type: 'String', ...props }).valueAsString
