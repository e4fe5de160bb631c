import { Aws } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { MAIL_ON_AWS, TEXT_ON_AWS, VOICE_ON_AWS } from '../../functions/channels/on-aws.ts'
import { RECEIPTS_ON_AWS } from '../../functions/channels/receipts-on-aws.ts'
import { WORKFLOW_KINDS } from '../../workflows/shapes.ts'
import { bindChannels, type ChannelValues } from './channels.ts'
import type { FunctionId } from './functions.ts'
import type { Installation } from './installation.ts'
import type { SignIn } from './sign-in.ts'
import type { TableInUse } from './table-in-use.ts'

/**
 * The bind table: what each function may do. It yields the policies and the environment alike, so a function knows of exactly
 * what it may touch.
 */
export const GRANTS: Record<FunctionId, readonly Grant[]> = {
  TwilioFunction: ['table', 'startExecution', 'wakeExecution', 'twilioToken'],
  CallsFunction: ['table', 'startExecution', 'wakeExecution', 'hotlineSecret'],
  // A page that did not arrive goes by another way, which is the workflow's: it is woken.
  ReceiptsFunction: ['table', 'startExecution', 'wakeExecution', 'readReceipts', 'publicUrl'],
  // As a receipt: what a contact did not get is on record.
  MailEventsFunction: ['table', 'startExecution', 'wakeExecution'],
  ConnectFunction: ['table', 'startExecution', 'wakeExecution'],
  // A customer may reopen what was withdrawn: its execution starts again.
  LinksFunction: ['table', 'startExecution', 'wakeExecution', 'linkSecret', 'attachments', 'frontPass', 'staffClaims'],
  ApiFunction: ['table', 'startExecution', 'wakeExecution', 'publicUrl', 'staffClaims', 'keepReports'],
  LedgerFunction: ['table', 'startExecution', 'wakeExecution', 'publicUrl', 'staffClaims', 'attachments'],
  // Contracts follow what is changed. A test message leaves at once, and says what came back; its code, and the addresses of calendars,
  // follow from the secret of links.
  DirectoryFunction: ['table', 'startExecution', 'wakeExecution', 'linkSecret', 'staffClaims', 'sendTexts'],
  // It knows tokens, and nothing of repairs.
  SignInFunction: ['signIn', 'publicUrl', 'staffClaims'],
  // A message for several repairs that fails is news for all of them.
  AdvanceFunction: ['table', 'startExecution', 'wakeExecution', 'sendTexts', 'linkSecret', 'keepReports'],
  AwaitFunction: ['table', 'wakeExecution'],
  DeliverFunction: ['table', 'startExecution', 'wakeExecution', 'sendTexts', 'sendMails', 'linkSecret'],
  SweepFunction: ['table', 'startExecution', 'wakeExecution', 'sendTexts', 'sendMails', 'linkSecret', 'heartbeat'],
}

export type Grant =
  | 'table'
  | 'attachments'
  | 'keepReports'
  | 'startExecution'
  | 'wakeExecution'
  | 'sendTexts'
  | 'sendMails'
  | 'readReceipts'
  | 'twilioToken'
  | 'hotlineSecret'
  | 'linkSecret'
  | 'publicUrl'
  | 'staffClaims'
  | 'signIn'
  | 'frontPass'
  | 'heartbeat'

/** What grants speak of. */
export interface Bindings {
  readonly installation: Installation
  readonly table: TableInUse
  readonly attachments: Bucket
  /** What the names of the state machines begin with; each ends with its kind of subject. Their ARNs are spelt out from this: functions that the machine calls need it, and a reference would be circular. */
  readonly machines: string
  readonly publicUrl: string
  readonly channels: ChannelValues
  readonly heartbeatUrl: string
  readonly signIn: SignIn
  readonly frontPass: string
  readonly twilioToken: Secret
  readonly hotlineSecret: Secret
  readonly linkSecret: Secret
}

/** One grant on the bindings: IAM statements and the environment variables by which the function finds the resource. */
export function bind(
  grant: Grant,
  to: Bindings,
): { statements: PolicyStatement[]; environment: Record<string, string> } {
  const [prefix, ...arns] = ['', ...WORKFLOW_KINDS].map((kind) => statesArn('stateMachine', `${to.machines}${kind}`))
  const machine = { STATE_MACHINES: prefix ?? '' }
  switch (grant) {
    case 'table':
      return { statements: [items(to.table), key(to.table)], environment: { TABLE_NAME: to.table.tableName } }
    case 'attachments':
      return {
        statements: [...files(to.attachments), key(to.table, 's3')],
        environment: { ATTACHMENTS_BUCKET: to.attachments.bucketName },
      }
    case 'keepReports':
      return {
        statements: [allow(FILE, to.attachments.arnForObjects('visit/*')), key(to.table, 's3')],
        environment: { ATTACHMENTS_BUCKET: to.attachments.bucketName },
      }
    case 'startExecution':
      return { statements: [allow(['states:StartExecution'], ...arns)], environment: machine }
    case 'wakeExecution':
      return { statements: [allow(['states:SendTaskSuccess'], ...arns)], environment: machine }
    case 'sendTexts':
      return bindChannels(TEXT_ON_AWS, to.channels, to.installation)
    case 'sendMails':
      return bindChannels([...MAIL_ON_AWS, ...VOICE_ON_AWS], to.channels, to.installation)
    case 'readReceipts':
      return bindChannels(RECEIPTS_ON_AWS, to.channels, to.installation)
    case 'twilioToken':
      // Twilio signs over the public address, so whoever checks its signature must know it.
      return secret(to.twilioToken, {
        TWILIO_AUTH_TOKEN_SECRET_ARN: to.twilioToken.secretArn,
        PUBLIC_URL: to.publicUrl,
      })
    case 'hotlineSecret':
      return secret(to.hotlineSecret, { HOTLINE_SECRET_ARN: to.hotlineSecret.secretArn })
    case 'linkSecret':
      return secret(to.linkSecret, { LINK_SECRET_ARN: to.linkSecret.secretArn, PUBLIC_URL: to.publicUrl })
    case 'publicUrl':
      return { statements: [], environment: { PUBLIC_URL: to.publicUrl } }
    case 'staffClaims':
      return { statements: [], environment: { STAFF_CLAIM: to.signIn.staffClaim, ROLE_CLAIM: to.signIn.roleClaim } }
    case 'signIn':
      return {
        statements: [allow(['secretsmanager:GetSecretValue'], clientSecret(to.installation))],
        environment: {
          SIGN_IN_ISSUER: to.signIn.issuer,
          SIGN_IN_CLIENT: to.signIn.audience,
          SIGN_IN_SECRET: to.signIn.hasSecret,
        },
      }
    case 'frontPass':
      return { statements: [], environment: { FRONT_PASS: to.frontPass } }
    case 'heartbeat':
      return { statements: [], environment: { HEARTBEAT_URL: to.heartbeatUrl } }
    default:
      return grant satisfies never
  }
}

const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources })

const secret = (of: Secret, environment: Record<string, string>) => ({
  statements: [allow(['secretsmanager:GetSecretValue'], of.secretArn)],
  environment,
})

const items = (table: TableInUse) =>
  allow(
    [
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    ],
    table.tableArn,
    ...['gsi1', 'gsi2', 'gsi3', 'gsi4'].map((index) => `${table.tableArn}/index/${index}`),
  )

const FILE = ['s3:GetObject', 's3:PutObject']
/** Nothing is ever deleted by a function, nor listed but what stands beside a subject. */
const files = (bucket: Bucket): PolicyStatement[] => [
  allow(FILE, bucket.arnForObjects('repair/*'), bucket.arnForObjects('visit/*')),
  allow(['s3:ListBucket'], bucket.bucketArn),
]

/** The table's key, usable through the service that encrypts with it only. */
function key(table: TableInUse, service: 'dynamodb' | 's3' = 'dynamodb'): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'kms:Decrypt',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:DescribeKey',
    ],
    resources: [table.encryptionKey.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}` } },
  })
}

/** Put there by whoever has one; AWS ends its name with six characters of its own. */
const clientSecret = ({ name }: Installation) =>
  `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${name}/sign-in-??????`

const statesArn = (resource: 'stateMachine' | 'execution', name: string) =>
  `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}:${name}`
