import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics } from '@aws-lambda-powertools/metrics'
import { GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { mockClient } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { awsDeps, env, NotGrantedError } from '../../../functions/adapters/aws-deps.ts'
import { hashOf, hmacCapabilities } from '../../../functions/adapters/capabilities.ts'
import { fixedKeys } from '../../../functions/adapters/keys.ts'
import { powertoolsLog, powertoolsMetrics } from '../../../functions/adapters/observe.ts'
import { readSecret, SecretUnreadableError } from '../../../functions/adapters/secrets.ts'
import { stepFunctions } from '../../../functions/adapters/step-functions.ts'
import { systemClock } from '../../../functions/adapters/system-clock.ts'
import { sesMail } from '../../../functions/channels/ses/send.ts'
import { snsText } from '../../../functions/channels/sns/send.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { minute, START } from '../../support/repair-fixtures.ts'

const region = { region: 'local' }
const message = { key: 'k', to: '+8613800138101', about: 'repair/261120-0001', reason: 'paged' } as const
const meta = { message: 'x', $metadata: {} }

describe('SMS through SNS', () => {
  const sns = mockClient(SNSClient)
  beforeEach(() => sns.reset())
  const send = () =>
    snsText(new SNSClient(region)).send({
      ...message,
      kind: 'text',
      parts: ['k'],
      text: '接单',
      template: 'page',
      values: {},
    })

  test('goes to the number, as a transactional message', async () => {
    sns.on(PublishCommand).resolves({})
    await send()
    expect(sns.call(0).args[0].input).toEqual({
      PhoneNumber: '+8613800138101',
      Message: '接单',
      MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
    })
  })
  test('that SNS does not take is not sent, with the cause', async () => {
    const cause = new Error('spend limit')
    sns.on(PublishCommand).rejects(cause)
    await expect(send()).rejects.toMatchObject({ name: MessageNotSentError.name, cause })
  })
})

describe('e-mail through SES', () => {
  const ses = mockClient(SESv2Client)
  beforeEach(() => ses.reset())
  const send = () =>
    sesMail('service@example.com', 'chengnuo', new SESv2Client(region)).send({
      ...message,
      kind: 'mail',
      to: 'he@example.com',
      subject: '已受理',
      text: 'text',
      html: '<p>html</p>',
    })

  test('goes out as text and HTML', async () => {
    ses.on(SendEmailCommand).resolves({})
    await send()
    const { FromEmailAddress, Destination, Content, ConfigurationSetName, EmailTags } =
      ses.commandCalls(SendEmailCommand)[0]?.args[0].input ?? {}
    expect({ FromEmailAddress, Destination }).toEqual({
      FromEmailAddress: 'service@example.com',
      Destination: { ToAddresses: ['he@example.com'] },
    })
    // What comes back is told by the set, and names the message by the tag.
    expect(ConfigurationSetName).toBe('chengnuo')
    expect(EmailTags).toEqual([{ Name: 'of', Value: Buffer.from(message.key).toString('base64url') }])
    expect(Content?.Simple?.Body).toMatchObject({ Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } })
  })
  test('that SES does not take is not sent', async () => {
    ses.on(SendEmailCommand).rejects(new Error('no'))
    await expect(send()).rejects.toBeInstanceOf(MessageNotSentError)
  })
})

describe('Step Functions', () => {
  const sfn = mockClient(SFNClient)
  beforeEach(() => sfn.reset())
  const engine = stepFunctions('arn:aws:states:eu-central-1:1:stateMachine:Chengnuo-', new SFNClient(region))

  test('starts an execution under its name', async () => {
    sfn.on(StartExecutionCommand).resolves({})
    expect(await engine.start('261120-0001.2', 'repair/261120-0001')).toBe('started')
    expect(sfn.call(0).args[0].input).toEqual({
      stateMachineArn: 'arn:aws:states:eu-central-1:1:stateMachine:Chengnuo-repair',
      name: '261120-0001.2',
      input: '{"subject":"repair/261120-0001"}',
    })
  })
  test('knows a name that was used', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(meta))
    expect(await engine.start('a', 'repair/a')).toBe('ended')
  })
  test('wakes a wait', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({})
    expect(await engine.wake('token')).toBe('woken')
  })
  test.each([new TaskTimedOut(meta), new TaskDoesNotExist(meta), new InvalidToken(meta)])(
    'a wait that answers %s has moved on',
    async (error) => {
      sfn.on(SendTaskSuccessCommand).rejects(error)
      expect(await engine.wake('token')).toBe('gone')
    },
  )
  test('passes any other fault on', async () => {
    sfn.on(StartExecutionCommand).rejects(new Error('throttled'))
    sfn.on(SendTaskSuccessCommand).rejects(new Error('throttled'))
    await expect(engine.start('a', 'repair/a')).rejects.toThrow('throttled')
    await expect(engine.wake('token')).rejects.toThrow('throttled')
  })
})

describe('secrets', () => {
  const secrets = mockClient(SecretsManagerClient)
  beforeEach(() => secrets.reset())

  const client = () => new SecretsManagerClient(region)
  const asked = (VersionStage: string) => secrets.on(GetSecretValueCommand, { SecretId: 'arn:secret', VersionStage })

  test('are read as text, and what they have replaced beside them', async () => {
    asked('AWSCURRENT').resolves({ SecretString: 'new' })
    asked('AWSPREVIOUS').resolves({ SecretString: 'old' })
    expect(await readSecret('arn:secret', client())).toEqual(['new', 'old'])
  })
  test('that have replaced nothing stand alone', async () => {
    asked('AWSCURRENT').resolves({ SecretString: 's3cret' })
    asked('AWSPREVIOUS').rejects(new ResourceNotFoundException(meta))
    expect(await readSecret('arn:secret', client())).toEqual(['s3cret'])
  })
  test('of which it cannot be said what they replaced are not read', async () => {
    asked('AWSCURRENT').resolves({ SecretString: 's3cret' })
    asked('AWSPREVIOUS').rejects(new Error('throttled'))
    await expect(readSecret('arn:secret', client())).rejects.toThrow('throttled')
  })
  test('without text are refused by their ARN', async () => {
    secrets.on(GetSecretValueCommand).resolves({})
    const read = readSecret('arn:secret', client())
    await expect(read).rejects.toEqual(expect.any(SecretUnreadableError))
    await expect(read).rejects.toThrow('arn:secret')
  })
})

describe('capabilities', () => {
  const subject = { about: 'repair/261120-0001', kind: 'engineer', holder: 'chen-wei' } as const
  const { tokenFor, isFor } = hmacCapabilities(fixedKeys('link-secret', 'old-secret'))
  const under = (secret: string) => hmacCapabilities(fixedKeys(secret)).tokenFor(subject)

  test('have 72 bits in 12 URL-safe characters', async () => {
    expect(await tokenFor(subject)).toMatch(/^[A-Za-z0-9_-]{12}$/)
  })
  test('are the same for the same subject, another for any other subject, secret or epoch', async () => {
    const others = await Promise.all([
      tokenFor({ ...subject, about: 'repair/261120-0002' }),
      tokenFor({ ...subject, kind: 'customer' }),
      tokenFor({ ...subject, holder: 'li-na' }),
      tokenFor(subject, START),
      tokenFor(subject, minute(1)),
      under('other'),
    ])
    expect(await tokenFor({ ...subject })).toBe(await tokenFor(subject))
    expect(new Set([await tokenFor(subject), ...others]).size).toBe(7)
  })
  test('are made under the secret of now, and accepted under the one before it; under none that is gone', async () => {
    expect(await tokenFor(subject)).toBe(await under('link-secret'))
    expect(await isFor(await under('link-secret'), subject)).toBe(true)
    expect(await isFor(await under('old-secret'), subject)).toBe(true)
    expect(await isFor(await under('older-secret'), subject)).toBe(false)
    expect(await isFor(await under('link-secret'), subject, START)).toBe(false)
  })
  test('are stored by a hash that does not contain them', () => {
    expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('what is observed', () => {
  test('never shows a phone number, wherever it stands', () => {
    const lines: string[] = []
    const logger = new Logger({ serviceName: 'test' })
    vi.spyOn(logger, 'error').mockImplementation((...parts) => void lines.push(JSON.stringify(parts)))
    const error = new Error('no route to +8613800138101', { cause: new Error('+8613800138102') })
    powertoolsLog(logger).error('failed', { to: '+8613800138103', list: ['+8613800138104'], deep: { error } })
    expect(lines[0]).not.toMatch(/\+861380013810\d/)
    expect(lines[0]).toContain('+86138****8101')
    expect(lines[0]).toContain('no route to')
  })
  test('is counted one by one: a metric that waits for the end of an invocation is lost when it fails', () => {
    const metrics = new Metrics({ namespace: 'Test' })
    const single = new Metrics({ namespace: 'Test', singleMetric: true })
    const add = vi.spyOn(single, 'addMetric').mockReturnValue(single)
    vi.spyOn(metrics, 'singleMetric').mockReturnValue(single)
    powertoolsMetrics(metrics).count('PagesSent', 2)
    powertoolsMetrics(metrics).count('PagesFailed')
    expect(add.mock.calls).toEqual([
      ['PagesSent', 'Count', 2],
      ['PagesFailed', 'Count', 1],
    ])
  })
})

test('the system clock gives instants that sort as text', () => {
  expect(systemClock.now()).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

describe('a function', () => {
  afterEach(() => void vi.unstubAllEnvs())
  test('is told by name what it was not given', () => {
    vi.stubEnv('MAIL_FROM', '')
    expect(() => env('MAIL_FROM')).toThrow('MAIL_FROM is not set')
  })
  test('finds the plans beside its bundle, so not here', () => {
    expect(() => awsDeps()).toThrow('plans.json')
    expect(new NotGrantedError('x').name).toBe('NotGrantedError')
  })
})
