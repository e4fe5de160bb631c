import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas'
import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2'
import { GetSMSAttributesCommand, GetSMSSandboxAccountStatusCommand, SNSClient } from '@aws-sdk/client-sns'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { askedBy } from '../../../infra/preflight/asked.ts'
import { cdkArguments } from '../../../infra/preflight/deployment.ts'
import { readFacts } from '../../../infra/preflight/facts.ts'
import { findingsOf } from '../../../infra/preflight/findings.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const ISSUER = 'https://login.example.cn'
const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/x'
const GIVEN: Record<string, string> = {
  'ChengnuoService:PublicUrl': 'https://r.example.cn',
  'ChengnuoService:FrontCertificateArn': ARN,
  'ChengnuoService:MailFrom': 'service@example.cn',
  'ChengnuoService:JwtIssuer': ISSUER,
  'ChengnuoService:JwtAudience': 'client',
  'ChengnuoService:HeartbeatUrl': 'https://watch.example.com/x',
  'ChengnuoObservability:AlarmEmail': 'oncall@example.cn',
}
const argsOf = (given: Record<string, string>) =>
  Object.entries(given).flatMap(([name, value]) => ['--parameters', `${name}=${value}`])

const stacks = mockClient(CloudFormationClient)
const lambda = mockClient(LambdaClient)
const quotas = mockClient(ServiceQuotasClient)
const ses = mockClient(SESv2Client)
const sns = mockClient(SNSClient)
const acm = mockClient(ACMClient)
const notThere = new Error('Stack with id ChengnuoService does not exist')

/** An account in which everything was asked for already; the tests take away from it. */
beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'ap-southeast-1')
  for (const mock of [stacks, lambda, quotas, ses, sns, acm]) mock.reset()
  stacks.on(DescribeStacksCommand).rejects(notThere)
  stacks.on(DescribeStacksCommand, { StackName: 'CDKToolkit' }).resolves({ Stacks: [stack({})] })
  hasConcurrency(1000)
  quotas
    .on(ListServiceQuotasCommand)
    .resolvesOnce({
      NextToken: 'more',
      Quotas: [{ QuotaName: 'StartExecution throttle token refill rate', Value: 300 }],
    })
    .resolves({ Quotas: [{ QuotaName: 'StateTransition throttle token refill rate per second', Value: 800 }] })
  sns.on(GetSMSAttributesCommand).resolves({ attributes: { MonthlySpendLimit: '200' } })
  sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: false })
  ses.on(GetAccountCommand).resolves({ ProductionAccessEnabled: true, SendingEnabled: true })
  ses.on(GetEmailIdentityCommand).rejects(new NotFoundException({ message: 'none', $metadata: {} }))
  ses.on(GetEmailIdentityCommand, { EmailIdentity: 'example.cn' }).resolves({ VerifiedForSendingStatus: true })
  certifies({ Status: 'ISSUED', SubjectAlternativeNames: ['*.example.cn'], NotAfter: new Date('2027-06-01') })
  publishes({})
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const stack = (parameters: Record<string, string>) => ({
  StackName: 's',
  CreationTime: NOW,
  StackStatus: 'CREATE_COMPLETE' as const,
  Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
})
const hasConcurrency = (all: number, unreserved = all) =>
  lambda.on(GetAccountSettingsCommand).resolves({
    AccountLimit: { ConcurrentExecutions: all, UnreservedConcurrentExecutions: unreserved },
  })
const certifies = (Certificate: object) => acm.on(DescribeCertificateCommand).resolves({ Certificate })
/** What the identity provider says of itself. */
function publishes(more: object, kty = 'RSA'): void {
  const pages: Record<string, unknown> = {
    [`${ISSUER}/.well-known/openid-configuration`]: { issuer: ISSUER, jwks_uri: `${ISSUER}/keys`, ...more },
    [`${ISSUER}/keys`]: { keys: [{ kty }] },
  }
  vi.stubGlobal('fetch', async (address: string) =>
    address in pages ? Response.json(pages[address]) : new Response('', { status: 404 }),
  )
}

async function look(args = argsOf(GIVEN), context: Record<string, unknown> = {}) {
  const asked = askedBy(args, context)
  const facts = await readFacts(asked)
  const found = findingsOf(facts, asked, NOW)
  const of = (level: string) => found.filter((each) => each.level === level).map(({ text }) => text.en)
  return { found, stops: of('stop'), asks: of('ask'), good: of('good'), cdk: cdkArguments(args, asked, facts) }
}

describe('preflight', () => {
  test('finds nothing to ask for where everything was asked for, and looks at all of it', async () => {
    const { stops, asks, good } = await look()
    expect([stops, asks]).toEqual([[], []])
    expect(good).toEqual([
      'Region ap-southeast-1: cdk bootstrap was run',
      'Lambda runs 1000 at once: 372 are kept for the hotline and the clock, whatever else is busy',
      'Step Functions: 800 state transitions a second',
      'SNS spends up to 200 USD a month',
      'service@example.cn may send mail',
      'The certificate is good until 2027-06-01',
      'The identity provider answers: https://login.example.cn',
    ])
  })

  test('tells a fresh account everything that is to be asked for, in both languages', async () => {
    stacks.on(DescribeStacksCommand).rejects(notThere)
    hasConcurrency(10)
    quotas.reset()
    quotas.on(ListServiceQuotasCommand).resolves({
      Quotas: [{ QuotaName: 'StateTransition throttle token refill rate per second', Value: 50 }],
    })
    sns.on(GetSMSAttributesCommand).resolves({ attributes: {} })
    sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true })
    ses.on(GetAccountCommand).resolves({ ProductionAccessEnabled: false, SendingEnabled: true })
    const { found, stops, asks } = await look([])
    expect(stops).toEqual([
      expect.stringContaining('npx cdk bootstrap'),
      ...Object.keys(GIVEN)
        .filter((name) => !/:(FrontCertificateArn|HeartbeatUrl)$/.test(name))
        .map((name) => `--parameters ${name}=… is missing`),
    ])
    expect(asks).toEqual([
      expect.stringContaining('No HeartbeatUrl'),
      expect.stringContaining('Lambda runs 10 at once here'),
      expect.stringContaining('only 50 state transitions a second'),
      expect.stringContaining('only verified numbers get any'),
      expect.stringContaining('SNS spends 1 USD a month at most'),
      expect.stringContaining('mail reaches verified addresses alone'),
      expect.stringContaining('No FrontCertificateArn'),
    ])
    for (const { text } of found) expect(text.zh, text.en).toMatch(/[\u4e00-\u9fff]/)
  })

  test('goes on from what CloudFormation keeps: a later deployment names nothing', async () => {
    const kept = Object.fromEntries(Object.entries(GIVEN).map(([name, value]) => [name.split(':')[1], value]))
    const { AlarmEmail = '', ...service } = kept
    stacks.on(DescribeStacksCommand, { StackName: 'ChengnuoService' }).resolves({ Stacks: [stack(service)] })
    stacks
      .on(DescribeStacksCommand, { StackName: 'ChengnuoObservability' })
      .resolves({ Stacks: [stack({ AlarmEmail })] })
    expect((await look([])).stops).toEqual([])
    // Another installation keeps its own.
    expect((await look(['-c', 'stage=trial'])).stops).toContain(
      '--parameters ChengnuoTrialService:PublicUrl=… is missing',
    )
  })

  test('a parameter of a stack that is not deployed is refused, where CDK would take it and set nothing', () => {
    const trial = ['-c', 'stage=trial', ...argsOf({ 'ChengnuoService:PublicUrl': 'https://r.example.cn' })]
    expect(() => askedBy(trial, {})).toThrow('it is ChengnuoTrialService or ChengnuoTrialObservability')
    expect(() => askedBy(argsOf(GIVEN), { stage: 'trial' })).toThrow('ChengnuoTrialService')
  })

  test.each([
    ['not issued yet', { Status: 'PENDING_VALIDATION' }, 'The certificate is not issued (PENDING_VALIDATION)'],
    ['of another host', { SubjectAlternativeNames: ['a.example.cn', '*.b.example.cn'] }, 'not for r.example.cn'],
  ])('a certificate %s is in the way', async (_, more, said) => {
    certifies({
      Status: 'ISSUED',
      SubjectAlternativeNames: ['r.example.cn'],
      NotAfter: new Date('2027-06-01'),
      ...more,
    })
    expect((await look()).stops).toEqual([expect.stringContaining(said)])
  })
  test('so is one of another region; without CloudFront it is one of our own', async () => {
    const here = ARN.replace('us-east-1', 'ap-southeast-1')
    const of = (name: string) => argsOf({ ...GIVEN, [`ChengnuoService:${name}`]: here })
    expect((await look(of('FrontCertificateArn'))).stops).toEqual([expect.stringContaining('us-east-1 alone')])
    expect((await look([...of('CertificateArn'), '-c', 'cloudFront=off'])).stops).toEqual([])
  })
  test('one that ends within a month is worth a look', async () => {
    certifies({ Status: 'ISSUED', SubjectAlternativeNames: ['r.example.cn'], NotAfter: new Date('2026-12-20') })
    expect((await look()).asks).toEqual([expect.stringContaining('The certificate ends on 2026-12-20')])
  })

  test.each([
    ['calls itself otherwise', () => publishes({ issuer: `${ISSUER}/` }), 'letter by letter'],
    ['signs by nothing that API Gateway checks', () => publishes({}, 'EC'), 'choose RS256 there'],
    ['says so', () => publishes({ id_token_signing_alg_values_supported: ['ES256'] }), 'choose RS256 there'],
    ['is not there', () => vi.stubGlobal('fetch', async () => new Response('', { status: 404 })), 'does not answer'],
    ['is no identity provider', () => vi.stubGlobal('fetch', async () => Response.json([])), 'does not answer'],
  ])('an issuer that %s is in the way', async (_, makeSo, said) => {
    makeSo()
    expect((await look()).stops).toEqual([expect.stringContaining(said)])
  })
  test('claims that it does not list are worth a look, and none where staff are in the pool that is deployed too', async () => {
    publishes({ claims_supported: ['sub', 'email'] })
    const claim = argsOf({ ...GIVEN, 'ChengnuoService:StaffClaim': 'person' })
    expect((await look()).asks).toEqual([])
    expect((await look(claim)).asks).toEqual([expect.stringContaining('does not list "person"')])
    const { 'ChengnuoService:JwtIssuer': _, 'ChengnuoService:JwtAudience': __, ...others } = GIVEN
    expect((await look([...argsOf(others), '-c', 'signIn=cognito'])).stops).toEqual([])
  })

  test('mail from an address that nobody verified is in the way; so is an account that AWS has paused', async () => {
    const other = argsOf({ ...GIVEN, 'ChengnuoService:MailFrom': 'service@other.cn' })
    expect((await look(other)).stops).toEqual([expect.stringContaining('--email-identity other.cn')])
    ses.on(GetAccountCommand).resolves({ ProductionAccessEnabled: true, SendingEnabled: false })
    expect((await look()).stops).toEqual([expect.stringContaining('paused sending')])
  })

  test('an alarm on spending that is above the limit would never ring', async () => {
    const high = argsOf({ ...GIVEN, 'ChengnuoObservability:SmsSpendAlarmUsd': '250' })
    expect((await look(high)).asks).toEqual([
      expect.stringContaining('SmsSpendAlarmUsd is 250, above the limit of 200'),
    ])
  })
  test('SNS may be in its sandbox where somebody else takes the text messages', async () => {
    sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true })
    expect((await look(argsOf({ ...GIVEN, 'ChengnuoService:AlibabaSms': 'on' }))).asks).toEqual([])
  })

  test('in the regions of China pages and mail go by others, or nothing is deployed', async () => {
    vi.stubEnv('AWS_REGION', 'cn-northwest-1')
    sns.on(GetSMSAttributesCommand).rejects(new Error('UnknownOperation'))
    ses.on(GetAccountCommand).rejects(new Error('getaddrinfo ENOTFOUND'))
    expect((await look()).stops).toEqual([
      expect.stringContaining('SNS sends no text messages in cn-northwest-1'),
      expect.stringContaining('no SES in cn-northwest-1: say Smtp=on'),
    ])
    const { 'ChengnuoService:MailFrom': _, ...others } = GIVEN
    const told = argsOf({ ...others, 'ChengnuoService:Smtp': 'on', 'ChengnuoService:AlibabaSms': 'on' })
    expect(await look(told)).toMatchObject({ stops: [], asks: [] })
  })

  test('what may not be read is said with the right that it takes, and is in nobody’s way', async () => {
    lambda.on(GetAccountSettingsCommand).rejects(new Error('User: … is not authorized'))
    const { stops, asks, cdk } = await look()
    expect(stops).toEqual([])
    expect(asks).toEqual([
      expect.stringMatching(/^Lambda: could not be looked at .*not authorized.*lambda:GetAccountSettings/),
    ])
    expect(cdk.join(' ')).not.toContain('ReserveConcurrency')
  })
  test('without credentials there is one sentence, and no findings', async () => {
    stacks.on(DescribeStacksCommand).rejects(new Error('Could not load credentials from any providers'))
    await expect(look()).rejects.toThrow('set AWS_PROFILE (or other credentials) and AWS_REGION')
  })
})

describe('a deployment', () => {
  const reserves = (yes: 'yes' | 'no') => ['--parameters', `ChengnuoService:ReserveConcurrency=${yes}`]

  test.each([
    [10, 10, 'no'],
    [471, 471, 'no'],
    [472, 472, 'yes'],
    [1000, 471, 'no'],
  ] as const)(
    'of %i at once, %i not reserved: functions are kept for hotline and clock: %s',
    async (all, unreserved, yes) => {
      hasConcurrency(all, unreserved)
      expect((await look()).cdk).toEqual(['deploy', '--all', ...argsOf(GIVEN), ...reserves(yes)])
    },
  )
  test('keeps them once they are reserved, though there is no room for more', async () => {
    hasConcurrency(500, 228)
    stacks
      .on(DescribeStacksCommand, { StackName: 'ChengnuoService' })
      .resolves({ Stacks: [stack({ ReserveConcurrency: 'yes' })] })
    expect((await look()).cdk.slice(-2)).toEqual(reserves('yes'))
  })
  test('leaves to whoever says so; what is said to us is not CDK’s', async () => {
    const own = [...argsOf({ ...GIVEN, 'ChengnuoService:ReserveConcurrency': 'no' }), '-c', 'signIn=cognito']
    expect((await look([...own, '--anyway', '--lang', 'en'])).cdk).toEqual(['deploy', '--all', ...own])
  })
})
