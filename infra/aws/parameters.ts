import { CfnParameter } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { type ChannelValues, channelValues } from './channels.ts'

/** What a deployment must be told; see `serviceParameters`. */
export interface ServiceParameters {
  readonly publicUrl: string
  /** Of the channels, by environment variable. */
  readonly channels: ChannelValues
  readonly jwtIssuer: string
  readonly jwtAudience: string
  readonly staffClaim: string
  readonly roleClaim: string
  readonly connectInstanceArn: string
  readonly certificateArn: string
  readonly heartbeatUrl: string
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
    jwtIssuer: parameter(stack, 'JwtIssuer', {
      description: 'Issuer of the tokens with which staff use the API (OpenID Connect)',
      allowedPattern: '^https://.+$',
      constraintDescription: 'The issuer address exactly as in the `iss` claim, https:// included.',
    }),
    jwtAudience: parameter(stack, 'JwtAudience', {
      description: 'Audience (or client id) that those tokens are issued for',
      minLength: 1,
    }),
    staffClaim: parameter(stack, 'StaffClaim', {
      description: "Claim that holds someone's id in the directory; one that users cannot write, and somebody chose",
      default: 'sub',
      allowedPattern: claimPattern(),
      constraintDescription: NO_OWN_CLAIM,
    }),
    roleClaim: parameter(stack, 'RoleClaim', {
      description: 'Claim that holds the role, or groups named like roles; empty: role, else custom:role',
      default: '',
      allowedPattern: `^$|${claimPattern()}`,
      constraintDescription: NO_OWN_CLAIM,
    }),
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
    certificateArn: parameter(stack, 'CertificateArn', {
      description:
        'ACM certificate (this region) for the host of PublicUrl; empty: you lead PublicUrl to the API yourself',
      default: '',
      allowedPattern: '^$|^arn:[^:]+:acm:[^:]+:[0-9]+:certificate/.+$',
    }),
  }
}

/** What people say of themselves: most identity providers let them write these standard claims. */
const OF_THEIR_OWN = [
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'],
  ...['website', 'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number'],
  ...['phone_number_verified', 'address', 'updated_at'],
]
const claimPattern = () => `^(?!(?:${OF_THEIR_OWN.join('|')})$)[A-Za-z0-9:_./-]{1,128}$`
const NO_OWN_CLAIM =
  'The name of a claim that users cannot write themselves: not email, name, preferred_username or another standard claim about a person.'

const parameter = (stack: Construct, id: string, props: ConstructorParameters<typeof CfnParameter>[2]): string =>
  new CfnParameter(stack, id, { type: 'String', ...props }).valueAsString
