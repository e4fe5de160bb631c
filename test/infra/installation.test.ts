import type { Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { resources, synthesize } from './support.ts'

type Templates = Omit<ReturnType<typeof synthesize>, 'stacks'>
const FIRST = synthesize({ signIn: 'cognito' })
const SECOND = synthesize({ signIn: 'cognito', stage: 'trial' })
const all = ({ data, service, observability }: Templates): Template[] => [data, service, observability]

/** What a resource is called within another one, or of something that is not ours: it meets nobody else's. */
const WITHIN =
  /^(AWS::DynamoDB::Table|AWS::ApiGatewayV2::(Stage|DomainName|ApiMapping|Authorizer)|AWS::Cognito::UserPool(Group|Client)|AWS::CloudFront::Distribution|AWS::Cognito::ManagedLoginBranding|AWS::Lambda::(Permission|EventSourceMapping|EventInvokeConfig)|AWS::Logs::MetricFilter|AWS::SES::ConfigurationSetEventDestination|Custom::.*)$/

/** Whatever has a name in the account: named resources, and exports. */
function names(template: Template): string[] {
  const json = template.toJSON() as {
    Resources: Record<string, { Type: string; Properties?: object }>
    Outputs?: Record<string, { Export?: { Name: string } }>
  }
  const found = Object.values(json.Resources)
    .filter(({ Type }) => !WITHIN.test(Type))
    .flatMap(({ Type, Properties = {} }) => namesIn(Properties, Type))
  const exported = Object.values(json.Outputs ?? {}).flatMap(({ Export }) => (Export ? [`export ${Export.Name}`] : []))
  return [...found, ...exported]
}

/** Its own, and those of configurations one level down, as CloudFront has them. */
const namesIn = (properties: object, type: string, depth = 0): string[] =>
  Object.entries(properties).flatMap(([key, value]) => {
    if (/^(\w*Name|Domain)$/.test(key) && !/^(MetricName|FunctionName|PolicyName)$/.test(key))
      return [`${type} ${JSON.stringify(value)}`]
    return depth === 0 && /Config$/.test(key) ? namesIn(value, type, 1) : []
  })

describe('two installations in one account', () => {
  test('share no name: no stack, export, machine, alarm, dashboard, domain of sign-in, nor what CloudFront calls its parts', () => {
    const [first, second] = [FIRST, SECOND].map((templates) => all(templates).flatMap(names))
    expect(first?.length).toBeGreaterThan(60)
    expect(second?.length).toBe(first?.length)
    expect(second?.filter((name) => first?.includes(name))).toEqual([])
    const stacks = [FIRST, SECOND].flatMap(({ stacks }) => Object.values(stacks).map(({ stackName }) => stackName))
    expect(stacks).toEqual([
      ...['ChengnuoData', 'ChengnuoService', 'ChengnuoObservability'],
      ...['ChengnuoTrialData', 'ChengnuoTrialService', 'ChengnuoTrialObservability'],
    ])
  })

  test('nor do the alarms of one hear what the other counts, nor its functions read the other’s secrets', () => {
    const text = (templates: Templates) => JSON.stringify(all(templates).map((template) => template.toJSON()))
    const [first, second] = [text(FIRST), text(SECOND)]
    expect(first).not.toContain('chengnuo-trial')
    for (const [own, other] of [
      ['"Value":"chengnuo-trial"', '"Value":"chengnuo"'],
      [':secret:chengnuo-trial/', ':secret:chengnuo/'],
      ['"POWERTOOLS_SERVICE_NAME":"chengnuo-trial"', '"POWERTOOLS_SERVICE_NAME":"chengnuo"'],
      ['\\"service\\",\\"chengnuo-trial\\"', '\\"service\\",\\"chengnuo\\"'],
      ['"MetricNamespace":"Chengnuo/chengnuo-trial"', '"MetricNamespace":"Chengnuo/chengnuo"'],
      ['ChengnuoTrialService-repair', 'ChengnuoService-repair'],
    ] as const) {
      expect(second).toContain(own)
      expect(second).not.toContain(other)
      expect(first).toContain(other)
    }
  })

  test.each(['Trial', 'a-b', '1st', '', 'seventeenletters1'])('-c stage=%s is no name', (stage) => {
    expect(() => synthesize({ stage })).toThrow('-c stage=trial')
  })
})

describe('the table that the functions work on', () => {
  const { service } = FIRST
  const either = (there: unknown, here: unknown) => ({ 'Fn::If': ['HasRestoredTable', there, here] })
  const imported = (name: string) => ({ 'Fn::ImportValue': expect.stringMatching(name) })
  const name = {
    'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Join': ['', [{ Ref: 'RestoredTableStreamArn' }, '/']] }] }],
  }

  test('is the archive, or one restored from it: for every function, and for the stream behind the mails', () => {
    const tables = resources(service, 'AWS::Lambda::Function').flatMap(([, { Properties }]) => {
      const { Variables } = Properties.Environment as { Variables: { TABLE_NAME?: unknown } }
      return Variables.TABLE_NAME === undefined ? [] : [Variables.TABLE_NAME]
    })
    expect(tables.length).toBe(13)
    for (const table of tables) expect(table).toEqual(either(name, imported('RefTable')))
    const [[, mapping] = []] = resources(service, 'AWS::Lambda::EventSourceMapping')
    expect(mapping?.Properties.EventSourceArn).toEqual(either({ Ref: 'RestoredTableStreamArn' }, imported('StreamArn')))
    expect(service.findOutputs('TableInUse').TableInUse?.Value).toEqual(either(name, imported('RefTable')))
  })

  test.each([
    ['', true],
    ['arn:aws:dynamodb:us-east-1:111122223333:table/restored/stream/2026-11-30T12:00:00.000', true],
    ['arn:aws:dynamodb:us-east-1:111122223333:table/restored', false],
    ['restored', false],
  ])('RestoredTableStreamArn = "%s": %s', (value, accepted) => {
    const { AllowedPattern } = service.findParameters('RestoredTableStreamArn').RestoredTableStreamArn ?? {}
    expect(new RegExp(AllowedPattern).test(value)).toBe(accepted)
  })
})
