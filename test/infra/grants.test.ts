import { describe, expect, test } from 'vitest'
import type { AwsChannelKind } from '../../functions/channels/kind.ts'
import { MAIL_ON_AWS, TEXT_ON_AWS, VOICE_ON_AWS } from '../../functions/channels/on-aws.ts'
import { RECEIPTS_ON_AWS } from '../../functions/channels/receipts-on-aws.ts'
import { FUNCTION_IDS, type FunctionId } from '../../infra/aws/functions.ts'
import { actionsOf, resources, type Statement, statementsOf, synthesize } from './support.ts'

const { service } = synthesize()
const roles = resources(service, 'AWS::IAM::Role').map(([id]) => id)
const statementsOfFunction = (id: FunctionId): Statement[] =>
  statementsOf(service, roles.find((role) => role.startsWith(`${id}Role`)) ?? '')

const OWN = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']
const TABLE = [
  ...['BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map(
    (action) => `dynamodb:${action}`,
  ),
  ...['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'].map(
    (action) => `kms:${action}`,
  ),
]
const [START, WAKE] = ['states:StartExecution', 'states:SendTaskSuccess']
const SECRET = 'secretsmanager:GetSecretValue'
const FILES = ['s3:GetObject', 's3:ListBucket', 's3:PutObject']
const STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((action) => `dynamodb:${action}`)
const QUEUE = ['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'].map((action) => `sqs:${action}`)

/** Said once more, by hand: a right that slips into the bind table has to be written here as well. */
const MAY: Record<FunctionId, string[]> = {
  TwilioFunction: [...TABLE, START, WAKE, SECRET],
  CallsFunction: [...TABLE, START, WAKE, SECRET],
  ReceiptsFunction: [...TABLE, START, WAKE, SECRET],
  MailEventsFunction: [...TABLE, START, WAKE, ...QUEUE],
  ConnectFunction: [...TABLE, START, WAKE],
  LinksFunction: [...TABLE, START, WAKE, SECRET, ...FILES],
  ApiFunction: [...TABLE, START, WAKE, 's3:GetObject', 's3:PutObject'],
  LedgerFunction: [...TABLE, START, WAKE, ...FILES],
  DirectoryFunction: [...TABLE, START, WAKE, 'sns:Publish', SECRET],
  SignInFunction: [SECRET],
  AdvanceFunction: [...TABLE, START, WAKE, 'sns:Publish', SECRET, 's3:GetObject', 's3:PutObject'],
  AwaitFunction: [...TABLE, WAKE],
  DeliverFunction: [
    ...TABLE,
    START,
    WAKE,
    'sns:Publish',
    'ses:SendEmail',
    SECRET,
    ...STREAM,
    'sqs:SendMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
  ],
  SweepFunction: [...TABLE, START, WAKE, 'sns:Publish', 'ses:SendEmail', SECRET, ...QUEUE],
}

describe('least privilege', () => {
  test.each(FUNCTION_IDS)('%s may do what it needs, and nothing else', (id) => {
    expect([...new Set(actionsOf(statementsOfFunction(id)))]).toEqual([...OWN, ...MAY[id]].sort())
  })

  test('no action is a wildcard', () => {
    // CDK's own, which copies the console's files into their bucket and is called by deployments alone.
    const own = roles.filter((role) => !role.startsWith('FrontUploadRole'))
    expect(own.length).toBe(roles.length - 1)
    const all = own.flatMap((role) => statementsOf(service, role))
    expect(actionsOf(all).filter((action) => action.includes('*'))).toEqual([])
  })

  /** Resources that hold a wildcard, with the reason. */
  const WILDCARDS: Record<string, string> = {
    'xray:PutTraceSegments xray:PutTelemetryRecords': 'X-Ray has no resources',
    'xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets':
      'X-Ray has no resources',
    'logs:CreateLogDelivery logs:GetLogDelivery logs:UpdateLogDelivery logs:DeleteLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:DescribeResourcePolicies logs:DescribeLogGroups':
      'log delivery of Step Functions has no resources',
    's3:GetObject s3:PutObject': 'the files of all repairs, of that one bucket',
    's3:PutObject': 'the reports of all visits, of the one bucket',
    'sns:Publish': 'a phone number is no resource; topics are excluded',
    'lambda:InvokeFunction': 'versions of the one function named',
    's3:GetObject* s3:GetBucket* s3:List*': 'the built files, which CDK keeps for deployments',
    's3:GetObject* s3:GetBucket* s3:List* s3:DeleteObject* s3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:PutObjectTagging s3:PutObjectVersionTagging s3:Abort*':
      "the console's files in their bucket",
  }
  test.each(roles)('%s has no wildcard resource without a reason', (role) => {
    const unexplained = statementsOf(service, role)
      .filter(({ Resource, NotResource }) => JSON.stringify([Resource, NotResource]).includes('*'))
      .map(({ Action }) => [Action].flat().join(' '))
      .filter((actions) => !(actions in WILDCARDS))
    expect(unexplained).toEqual([])
  })

  test('SMS: phone numbers, never a topic', () => {
    const [publish] = statementsOfFunction('AdvanceFunction').filter(({ Action }) => Action === 'sns:Publish')
    expect(publish?.Resource).toBeUndefined()
    expect(JSON.stringify(publish?.NotResource)).toContain(':sns:*:*:*')
  })

  test('no managed policy is attached: they all hold wildcards', () => {
    for (const [id, { Properties }] of resources(service, 'AWS::IAM::Role')) {
      expect(Properties.ManagedPolicyArns, id).toBeUndefined()
    }
  })
})

describe('the environment says exactly what a function was granted', () => {
  const SHARED = ['LOG_LEVEL', 'POWERTOOLS_METRICS_NAMESPACE', 'POWERTOOLS_SERVICE_NAME']
  /** Who signs people in has no business in the table. */
  const tableOf = (id: FunctionId) => (id === 'SignInFunction' ? [] : ['TABLE_NAME'])
  const variablesOf = (kinds: readonly AwsChannelKind[]) =>
    kinds.flatMap(({ aws }) => Object.keys(aws.parameters ?? {}))
  const [TEXTS, MAILS] = [variablesOf(TEXT_ON_AWS), variablesOf(MAIL_ON_AWS)]
  const CALLS = variablesOf(VOICE_ON_AWS)
  const LINKS = ['LINK_SECRET_ARN', 'PUBLIC_URL']
  const KNOWS: Record<FunctionId, string[]> = {
    TwilioFunction: ['STATE_MACHINES', 'TWILIO_AUTH_TOKEN_SECRET_ARN', 'PUBLIC_URL'],
    CallsFunction: ['STATE_MACHINES', 'HOTLINE_SECRET_ARN'],
    ReceiptsFunction: ['STATE_MACHINES', 'PUBLIC_URL', ...variablesOf(RECEIPTS_ON_AWS)],
    MailEventsFunction: ['STATE_MACHINES'],
    ConnectFunction: ['STATE_MACHINES'],
    LinksFunction: ['FRONT_PASS', 'STATE_MACHINES', 'ATTACHMENTS_BUCKET', 'STAFF_CLAIM', 'ROLE_CLAIM', ...LINKS],
    ApiFunction: ['STATE_MACHINES', 'ATTACHMENTS_BUCKET', 'PUBLIC_URL', 'STAFF_CLAIM', 'ROLE_CLAIM'],
    LedgerFunction: ['STATE_MACHINES', 'ATTACHMENTS_BUCKET', 'PUBLIC_URL', 'STAFF_CLAIM', 'ROLE_CLAIM'],
    DirectoryFunction: ['STATE_MACHINES', 'STAFF_CLAIM', 'ROLE_CLAIM', ...TEXTS, ...LINKS],
    SignInFunction: ['PUBLIC_URL', 'STAFF_CLAIM', 'ROLE_CLAIM', 'SIGN_IN_ISSUER', 'SIGN_IN_CLIENT', 'SIGN_IN_SECRET'],
    AdvanceFunction: ['STATE_MACHINES', 'ATTACHMENTS_BUCKET', ...TEXTS, ...LINKS],
    AwaitFunction: ['STATE_MACHINES'],
    DeliverFunction: ['STATE_MACHINES', ...TEXTS, ...MAILS, ...CALLS, ...LINKS],
    SweepFunction: ['STATE_MACHINES', ...TEXTS, ...MAILS, ...CALLS, 'HEARTBEAT_URL', ...LINKS],
  }
  test('mail has its own', () => expect([TEXTS.includes('MAIL_FROM'), MAILS]).toEqual([false, ['SMTP', 'MAIL_FROM']]))
  test.each(FUNCTION_IDS)('%s', (id) => {
    const found = resources(service, 'AWS::Lambda::Function').find(([logicalId]) => logicalId === id)?.[1]
    const { Variables } = (found?.Properties.Environment ?? {}) as { Variables?: Record<string, unknown> }
    expect(Object.keys(Variables ?? {}).sort()).toEqual([...SHARED, ...tableOf(id), ...KNOWS[id]].sort())
    expect(Variables).toMatchObject({ POWERTOOLS_SERVICE_NAME: 'chengnuo', POWERTOOLS_METRICS_NAMESPACE: 'Chengnuo' })
  })
})
