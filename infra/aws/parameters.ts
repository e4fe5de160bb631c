import { CfnParameter } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

/** What a deployment must be told; see `serviceParameters`. */
export interface ServiceParameters {
  readonly publicUrl: string
  readonly mailFrom: string
  readonly jwtIssuer: string
  readonly jwtAudience: string
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
    mailFrom: parameter(stack, 'MailFrom', {
      description:
        'Sender of e-mails to customers; the address or its domain is a verified SES identity in this region',
      allowedPattern: '^[^@\\s<>]+@[^@\\s<>]+$',
      constraintDescription: 'A bare e-mail address, such as service@example.cn.',
    }),
    jwtIssuer: parameter(stack, 'JwtIssuer', {
      description: 'Issuer of the tokens with which staff use the API (OpenID Connect)',
      allowedPattern: '^https://.+$',
      constraintDescription: 'The issuer address exactly as in the `iss` claim, https:// included.',
    }),
    jwtAudience: parameter(stack, 'JwtAudience', {
      description: 'Audience (or client id) that those tokens are issued for',
      minLength: 1,
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

const parameter = (stack: Construct, id: string, props: ConstructorParameters<typeof CfnParameter>[2]): string =>
  new CfnParameter(stack, id, { type: 'String', ...props }).valueAsString
