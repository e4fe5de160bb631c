import { readFileSync } from 'node:fs'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { EDGE_TIMEOUT_SECONDS, FUNCTION_IDS, FUNCTIONS } from '../../infra/aws/functions.ts'
import { PATHS, ROUTES, SIGN_IN_ROUTES } from '../../shared/wire/routes.ts'
import { readDefinition } from '../../workflows/definition.ts'
import { WORKFLOW_KINDS } from '../../workflows/shapes.ts'
import { definitionFile, print } from '../../workflows/synthesize.ts'
import { resources, synthesize } from './support.ts'

const { service } = synthesize()

/** What stands behind the edge. */
const functionOf = {
  twilio: 'TwilioFunction',
  calls: 'CallsFunction',
  receipts: 'ReceiptsFunction',
  links: 'LinksFunction',
  api: 'ApiFunction',
  ledger: 'LedgerFunction',
  directory: 'DirectoryFunction',
  signIn: 'SignInFunction',
} as const
const EDGE_ROUTES = [...ROUTES, ...SIGN_IN_ROUTES]

describe('the functions', () => {
  test.each(FUNCTION_IDS)('%s runs Node 24 on ARM, traced, with its own log', (id) => {
    const found = resources(service, 'AWS::Lambda::Function').find(([logicalId]) => logicalId === id)?.[1]
    expect(found?.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      Timeout: FUNCTIONS[id].timeoutSeconds,
      LoggingConfig: { LogGroup: { Ref: expect.stringMatching(`^${id}Log`) } },
    })
  })

  test('every log is kept for a while, not for ever', () => {
    for (const [id, { Properties }] of resources(service, 'AWS::Logs::LogGroup')) {
      expect(Properties.RetentionInDays, id).toBe(90)
    }
  })

  test('each ends before its caller gives up', () => {
    const { ConnectFunction, SweepFunction } = FUNCTIONS
    for (const behindEdge of Object.values(functionOf)) {
      expect(FUNCTIONS[behindEdge].timeoutSeconds).toBeLessThan(EDGE_TIMEOUT_SECONDS)
    }
    expect(EDGE_TIMEOUT_SECONDS).toBeLessThan(15) // Twilio
    expect(ConnectFunction.timeoutSeconds).toBeLessThan(8)
    expect(SweepFunction.timeoutSeconds).toBeLessThan(60)
  })
})

describe('the HTTP edge', () => {
  const routes = new Map(
    resources(service, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [Properties.RouteKey, Properties]),
  )
  const integrationOf = (route: Readonly<Record<string, unknown>> | undefined) => {
    const target = JSON.stringify(route?.Target)
    return resources(service, 'AWS::ApiGatewayV2::Integration').find(([id]) => target.includes(`"${id}"`))?.[1]
  }

  test.each(EDGE_ROUTES)('$method $path goes to $function, authorisation $auth', (route) => {
    const found = routes.get(`${route.method} ${route.path}`)
    expect(found?.AuthorizationType).toBe(route.auth === 'jwt' ? 'JWT' : 'NONE')
    expect(found !== undefined && 'AuthorizerId' in found).toBe(route.auth === 'jwt')
    expect(integrationOf(found)?.Properties).toMatchObject({
      IntegrationUri: { 'Fn::GetAtt': [functionOf[route.function], 'Arn'] },
      PayloadFormatVersion: '2.0',
      TimeoutInMillis: EDGE_TIMEOUT_SECONDS * 1000,
    })
  })

  test('has no route beside the contract, but what answers 405', () => {
    const known = [...EDGE_ROUTES.map(({ method, path }) => `${method} ${path}`), ...PATHS.map((path) => `ANY ${path}`)]
    expect([...routes.keys()].sort()).toEqual(known.sort())
  })
  test.each(PATHS)('another method on %s is for the function that names those it has', (path) => {
    const found = routes.get(`ANY ${path}`)
    expect(found?.AuthorizationType).toBe('NONE')
    expect(integrationOf(found)?.Properties).toMatchObject({
      IntegrationUri: { 'Fn::GetAtt': [functionOf.api, 'Arn'] },
    })
  })
  test("checks staff's tokens against the configured issuer and audience", () =>
    service.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: { Ref: 'JwtIssuer' }, Audience: [{ Ref: 'JwtAudience' }] },
    }))
  test('admits no page of another origin', () =>
    service.hasResourceProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: Match.absent() }))
  test('limits the rate of requests and logs them without the capabilities in their paths', () => {
    const [[, stage] = []] = resources(service, 'AWS::ApiGatewayV2::Stage')
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      AccessLogSettings: { Format: expect.stringContaining('$context.routeKey') },
      RouteSettings: {
        'GET /api/repairs': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        'GET /api/changes': { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      },
    })
    expect(JSON.stringify(stage?.Properties)).not.toMatch(/\$context\.path/)
  })
})

describe('the mail stream', () => {
  const [[, mapping] = []] = resources(service, 'AWS::Lambda::EventSourceMapping')

  test('lets through new messages to customers, service records and owed ledgers only', () => {
    const effects = {
      eventName: ['INSERT'],
      dynamodb: { NewImage: { kind: { S: ['effect'] }, channel: { S: ['contact', 'email', 'text', 'call'] } } },
    }
    const records = {
      eventName: ['INSERT', 'MODIFY'],
      dynamodb: { NewImage: { kind: { S: ['record', 'owed'] } } },
    }
    expect(mapping?.Properties.FilterCriteria).toEqual({
      Filters: [effects, records].map((pattern) => ({ Pattern: JSON.stringify(pattern) })),
    })
  })
  test('misses none from the start, reports failures one by one, and gives up into a dead-letter queue', () => {
    expect(mapping?.Properties).toMatchObject({
      FunctionName: { Ref: 'DeliverFunction' },
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^MailStreamDeadLetters/), 'Arn'] } },
      },
    })
  })
})

describe('the sweeper', () => {
  const deadLetters = { 'Fn::GetAtt': [Match.stringLikeRegexp('^SweepScheduleDeadLetters'), 'Arn'] }

  test('is started every minute; what cannot start is kept and seen', () =>
    service.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': ['SweepFunction', 'Arn'] },
        DeadLetterConfig: { Arn: deadLetters },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      },
    }))
  test('is not run twice when it fails: the next one follows', () =>
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'SweepFunction' },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: deadLetters } },
    }))
})

test('dead letters stay for 14 days, encrypted', () => {
  for (const [id, { Properties }] of resources(service, 'AWS::SQS::Queue')) {
    expect(Properties, id).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true })
  }
})

describe('the state machine', () => {
  test.each(WORKFLOW_KINDS)('of a %s runs the committed definition', (kind) => {
    const machine = resources(service, 'AWS::StepFunctions::StateMachine').find(
      ([, { Properties }]) => Properties.StateMachineName === `ChengnuoService-${kind}`,
    )?.[1]
    expect(print(readDefinition(machine?.Properties.DefinitionString))).toBe(readFileSync(definitionFile(kind), 'utf8'))
  })
  test('is traced and logs its steps, without the task tokens in their data', () =>
    service.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      StateMachineName: 'ChengnuoService-repair',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    }))
})

describe('Amazon Connect', () => {
  test('may call when an instance is given, and only from that instance of this account', () => {
    const [, permission] =
      resources(service, 'AWS::Lambda::Permission').find(
        ([, { Properties }]) => Properties.Principal === 'connect.amazonaws.com',
      ) ?? []
    expect(permission).toMatchObject({
      Condition: 'HasConnect',
      Properties: {
        FunctionName: { 'Fn::GetAtt': ['ConnectFunction', 'Arn'] },
        SourceArn: { Ref: 'ConnectInstanceArn' },
        SourceAccount: { Ref: 'AWS::AccountId' },
      },
    })
  })
})

describe('parameters', () => {
  const accepts = (id: string, value: string): boolean => {
    const { AllowedPattern = '', MaxLength = Number.POSITIVE_INFINITY } = service.findParameters(id)[id] ?? {}
    return new RegExp(AllowedPattern).test(value) && value.length <= Number(MaxLength)
  }

  test.each([
    ['PublicUrl', 'https://r.example.cn', true],
    ['PublicUrl', 'https://a-host-that-is-far-too-long.cn', false],
    ['PublicUrl', 'http://r.example.cn', false],
    ['PublicUrl', 'https://r.example.cn/', false],
    ['MailFrom', 'service@example.cn', true],
    ['MailFrom', '', true],
    ['MailFrom', 'Service <service@example.cn>', false],
    ['JwtIssuer', 'https://login.example.cn/', true],
    ['JwtIssuer', 'login.example.cn', false],
    ['StaffClaim', 'cognito:username', true],
    ['StaffClaim', 'custom:person', true],
    ['StaffClaim', 'https://example.cn/person', true],
    ['StaffClaim', '', false],
    ['StaffClaim', 'email', false],
    ['StaffClaim', 'preferred_username', false],
    ['RoleClaim', '', true],
    ['RoleClaim', 'cognito:groups', true],
    ['RoleClaim', 'profile', false],
    ['ConnectInstanceArn', '', true],
    ['ConnectInstanceArn', 'arn:aws:connect:us-east-1:123456789012:instance/aaaa-bbbb', true],
    ['ConnectInstanceArn', 'arn:aws:connect:us-east-1:123456789012:instance/*/contact', false],
    ['HeartbeatUrl', '', true],
    ['HeartbeatUrl', 'http://watch.example.cn', false],
    ['CertificateArn', '', true],
    ['CertificateArn', 'a certificate', false],
    ['FrontCertificateArn', 'arn:aws:acm:us-east-1:111122223333:certificate/x', true],
    ['FrontCertificateArn', 'arn:aws:acm:ap-southeast-1:111122223333:certificate/x', false],
  ])('%s = "%s": %s', (id, value, accepted) => {
    expect(accepts(id, value)).toBe(accepted)
  })
  test('a public URL that is too long is refused with the reason', () => {
    expect(service.findParameters('PublicUrl').PublicUrl?.ConstraintDescription).toMatch(/30 characters.*SMS of 70/)
  })
  test('the domain is set up when a certificate is given', () => {
    service.hasResource('AWS::ApiGatewayV2::DomainName', {
      Condition: Match.stringLikeRegexp('HasCertificate'),
      Properties: { DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'PublicUrl' }] }] } },
    })
  })
})

test('each route has a throttle of its own: what floods links takes nothing from the hotline', () => {
  const [[, stage] = []] = resources(service, 'AWS::ApiGatewayV2::Stage')
  const { RouteSettings: settings, DefaultRouteSettings: others } = (stage?.Properties ?? {}) as {
    RouteSettings: Record<string, { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }>
    DefaultRouteSettings: { ThrottlingRateLimit: number }
  }
  const keys = resources(service, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey)
  expect(Object.keys(settings).toSorted()).toEqual(keys.toSorted())
  for (const key of Object.keys(settings))
    expect(settings[key], key).toMatchObject({
      ThrottlingRateLimit: expect.any(Number),
      ThrottlingBurstLimit: expect.any(Number),
    })
  // Each would be a metric of its own, several for each route.
  expect(JSON.stringify(stage?.Properties)).not.toContain('DetailedMetricsEnabled')
  expect(settings['POST /hotline/calls']?.ThrottlingRateLimit).toBe(100)
  expect(settings['GET /p/{token}']?.ThrottlingRateLimit).toBeLessThan(100)
  expect(others.ThrottlingRateLimit).toBe(100)
  // Settings of a route that is not there yet are refused.
  const routes = resources(service, 'AWS::ApiGatewayV2::Route').map(([id]) => id)
  expect(stage).toMatchObject({ DependsOn: expect.arrayContaining(routes) })
})
