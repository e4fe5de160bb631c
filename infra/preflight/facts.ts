import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas'
import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2'
import { GetSMSAttributesCommand, GetSMSSandboxAccountStatusCommand, SNSClient } from '@aws-sdk/client-sns'
import { SettingError } from '../../shared/kernel/errors.ts'
import type { Asked } from './asked.ts'
import { type Issuer, readIssuer } from './issuer.ts'

/** What was found, or why it could not be looked at. */
export type Read<T> = T | { readonly unread: string }
export const isRead = <T extends object>(read: Read<T>): read is T => !('unread' in read)

/** What an account has, and what outside of it answers, before anything is deployed. */
export interface Facts {
  readonly region: string
  /** Whether `cdk bootstrap` was run here, ever. */
  readonly isBootstrapped: boolean
  /** Given now, or kept by CloudFormation from an earlier deployment. */
  readonly parameters: Readonly<Record<string, string>>
  readonly lambda: Read<{ readonly concurrency: number; readonly unreserved: number }>
  /** State transitions a second, of all machines of the account. */
  readonly workflow: Read<{ readonly perSecond: number | undefined }>
  readonly sms: Read<{ readonly spendLimitUsd: number; readonly isSandbox: boolean }>
  readonly mail: Read<{ readonly isProduction: boolean; readonly isSending: boolean; readonly isVerified: boolean }>
  /** Absent: none was named. */
  readonly certificate?: Read<Certificate>
  /** Absent: it is the pool that is deployed, or nobody has said which. */
  readonly issuer?: Read<Issuer>
}

export interface Certificate {
  readonly arn: string
  readonly status: string
  readonly names: readonly string[]
  readonly notAfter: Date | undefined
}

/** Reads only: nothing is changed, and what may not be read is said. Throws where there are neither credentials nor a region. */
export async function readFacts({ installation, given, isCognito, isFronted }: Asked): Promise<Facts> {
  const stacks = new CloudFormationClient()
  const [region, toolkit] = await Promise.all([stacks.config.region(), parametersOf(stacks, 'CDKToolkit')]).catch(
    nowhere,
  )
  const kept = await Promise.all(
    ['Service', 'Observability'].map((part) => parametersOf(stacks, `${installation.stacks}${part}`)),
  )
  const parameters: Record<string, string> = Object.assign({}, ...kept, given)
  const arn = parameters[isFronted ? 'FrontCertificateArn' : 'CertificateArn']
  const { JwtIssuer, MailFrom = '' } = parameters
  const [lambda, workflow, sms, mail, certificate, issuer] = await Promise.all([
    reading(readLambda),
    reading(readWorkflow),
    reading(readSms),
    reading(() => readMail(MailFrom)),
    arn ? reading(() => readCertificate(arn)) : undefined,
    JwtIssuer && !isCognito ? reading(() => readIssuer(JwtIssuer)) : undefined,
  ])
  return {
    region,
    isBootstrapped: toolkit !== undefined,
    parameters,
    lambda,
    workflow,
    sms,
    mail,
    ...(certificate && { certificate }),
    ...(issuer && { issuer }),
  }
}

const reading = async <T>(read: () => Promise<T>): Promise<Read<T>> =>
  read().catch((error: unknown) => ({ unread: error instanceof Error ? error.message : String(error) }))

/** What the SDK says of it helps nobody who meets AWS for the first time. */
function nowhere(error: unknown): never {
  if (error instanceof Error && /^(Region is missing|Could not load credentials)/.test(error.message))
    throw new SettingError(
      {
        zh: '不知道部署到哪个账号、哪个区域：设好 AWS_PROFILE（或其他凭证）和 AWS_REGION',
        en: 'no account or region to deploy to: set AWS_PROFILE (or other credentials) and AWS_REGION',
      },
      { cause: error },
    )
  throw error
}

/** What CloudFormation keeps of a stack; undefined where there is no such stack. */
async function parametersOf(client: CloudFormationClient, StackName: string) {
  const found = await client.send(new DescribeStacksCommand({ StackName })).catch((error: unknown) => {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined
    throw error
  })
  const [stack] = found?.Stacks ?? []
  return (
    stack &&
    Object.fromEntries((stack.Parameters ?? []).map((each) => [each.ParameterKey ?? '', each.ParameterValue ?? '']))
  )
}

async function readLambda() {
  const { AccountLimit } = await new LambdaClient().send(new GetAccountSettingsCommand())
  const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit ?? {}
  return { concurrency: ConcurrentExecutions, unreserved: UnreservedConcurrentExecutions }
}

/** By what the quota is called: its code is documented nowhere. */
async function readWorkflow() {
  const client = new ServiceQuotasClient()
  let NextToken: string | undefined
  do {
    const page = await client.send(
      new ListServiceQuotasCommand({ ServiceCode: 'states', ...(NextToken && { NextToken }) }),
    )
    const found = page.Quotas?.find(({ QuotaName = '' }) => /^StateTransition\b.*refill/i.test(QuotaName))
    if (found) return { perSecond: found.Value }
    NextToken = page.NextToken
  } while (NextToken)
  return { perSecond: undefined }
}

/** What SNS spends in a month at most until somebody asks for more. */
const UNASKED_USD = 1

async function readSms() {
  const client = new SNSClient()
  const [{ attributes }, { IsInSandbox }] = await Promise.all([
    client.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] })),
    client.send(new GetSMSSandboxAccountStatusCommand()),
  ])
  return { spendLimitUsd: Number(attributes?.MonthlySpendLimit ?? UNASKED_USD), isSandbox: IsInSandbox ?? true }
}

/** The address or its domain may be what is verified. */
async function readMail(from: string) {
  const client = new SESv2Client()
  const identities = [from, from.split('@')[1] ?? ''].filter((identity) => identity !== '')
  const [account, ...verified] = await Promise.all([
    client.send(new GetAccountCommand()),
    ...identities.map((EmailIdentity) =>
      client.send(new GetEmailIdentityCommand({ EmailIdentity })).then(
        ({ VerifiedForSendingStatus }) => VerifiedForSendingStatus ?? false,
        (error: unknown) => {
          if (error instanceof NotFoundException) return false
          throw error
        },
      ),
    ),
  ])
  const { ProductionAccessEnabled = false, SendingEnabled = false } = account
  return { isProduction: ProductionAccessEnabled, isSending: SendingEnabled, isVerified: verified.includes(true) }
}

async function readCertificate(arn: string): Promise<Certificate> {
  const [, , , region = ''] = arn.split(':')
  const { Certificate } = await new ACMClient({ region }).send(new DescribeCertificateCommand({ CertificateArn: arn }))
  const { Status = '', SubjectAlternativeNames = [], NotAfter } = Certificate ?? {}
  return { arn, status: Status, names: SubjectAlternativeNames, notAfter: NotAfter }
}
