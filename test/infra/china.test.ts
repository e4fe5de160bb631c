import { expect, test } from 'vitest'
import { MAIL_ON_AWS, TEXT_ON_AWS } from '../../functions/channels/on-aws.ts'
import { chosen } from '../../functions/channels/through.ts'
import { resources, synthesize } from './support.ts'

// As deployed in cn-north-1 and cn-northwest-1, with `-c cloudFront=off`.
const { data, service, observability } = synthesize({}, [])
const templates = [data, service, observability]

/** What is not to be had in the regions of China. */
const NOT_THERE = /^AWS::(CloudFront|Cognito|WAFv2|SES)::/

test('no name is spelt as it is in other partitions, and no service is used that is not there', () => {
  const [, sendsBySes] = Object.entries(service.findConditions('*')).find(([id]) => /SendsBySes/.test(id)) ?? []
  expect(sendsBySes).toEqual({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'MailFrom' }, ''] }] })
  for (const template of templates) {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/arn:aws:|\.amazonaws\.com(\.cn)?[^"]/)
    const json = template.toJSON() as { Resources: Record<string, { Type: string; Condition?: string }> }
    for (const [id, { Type, Condition }] of Object.entries(json.Resources))
      if (NOT_THERE.test(Type)) expect(Condition, id).toMatch(/SendsBySes/)
  }
  expect(resources(service, 'AWS::SES::ConfigurationSet').length).toBe(1)
})

test('SES may send as an address and its domain; of no address CloudFormation still finds a second part', () => {
  const policies = JSON.stringify(resources(service, 'AWS::IAM::Policy'))
  expect(policies).toContain('{"Fn::Select":[1,{"Fn::Split":["@",{"Fn::Join":["",[{"Ref":"MailFrom"},"@none"]]}]}]}')
})

test('there pages and mail go by others: SNS and SES are not asked', () => {
  const here = { AWS_REGION: 'cn-northwest-1', MAIL_FROM: '', SMTP: 'on', ALIBABA_SMS: 'on' }
  const names = (kinds: Parameters<typeof chosen>[0]) => chosen(kinds, here).map(({ name }) => name)
  expect(names(TEXT_ON_AWS)).toEqual(['alibaba-sms'])
  expect(names(MAIL_ON_AWS)).toEqual(['smtp'])
})
