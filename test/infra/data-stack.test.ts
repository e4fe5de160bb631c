import { App } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { tableDefinition } from '../../functions/adapters/dynamodb/table.ts'
import { DataStack } from '../../infra/aws/data-stack.ts'
import { resources, synthesize } from './support.ts'

const { data, stacks } = synthesize()

describe('the table', () => {
  const has = (properties: object) => data.hasResourceProperties('AWS::DynamoDB::Table', properties)
  const whole = { ProjectionType: 'ALL' }
  const counted = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['outcome', 'lateMs'] }
  const index = (name: string, projection: object = whole) => ({
    IndexName: name,
    KeySchema: [
      { AttributeName: `${name}pk`, KeyType: 'HASH' },
      { AttributeName: `${name}sk`, KeyType: 'RANGE' },
    ],
    Projection: projection,
  })

  test('can be restored to any second of the last weeks', () =>
    has({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }))
  test('cannot be deleted by accident', () => {
    has({ DeletionProtectionEnabled: true })
    data.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    expect(stacks.data.terminationProtection).toBe(true)
  })
  test('is encrypted with a customer-managed key that rotates and is retained', () => {
    const [[keyId] = []] = resources(data, 'AWS::KMS::Key')
    has({ SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] } } })
    data.hasResource('AWS::KMS::Key', { Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain' })
  })
  test('streams new images, for mails', () => has({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }))
  test('is paid by request and tidies up what has expired', () =>
    has({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    }))
  test('has the keys that the adapter uses', () =>
    has({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [index('gsi1'), index('gsi2'), index('gsi3', counted), index('gsi4', counted)],
    }))
  test('has the same indexes as the one that the adapter is tested with', () => {
    const { GlobalSecondaryIndexes = [] } = tableDefinition('any')
    has({ GlobalSecondaryIndexes: JSON.parse(JSON.stringify(GlobalSecondaryIndexes)) })
  })
  test('gains one index per deployment where it is there already', () => {
    const early = Template.fromStack(new DataStack(new App({ context: { indexes: '3' } }), 'Early'))
    early.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [index('gsi1'), index('gsi2'), index('gsi3', counted)],
    })
  })
})

test('photos and papers: under the key of the archive, nobody from outside, no plain HTTP, every version kept', () => {
  data.hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'Retain',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          Match.objectLike({ ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) }),
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    },
  })
  data.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: Match.objectLike({
      Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    }),
  })
})

describe('the secrets', () => {
  test.each(['HotlineSecret', 'LinkSecret', 'TwilioAuthToken'])('%s is generated and retained', (prefix) => {
    const secret = resources(data, 'AWS::SecretsManager::Secret').find(([id]) => id.startsWith(prefix))?.[1]
    expect(secret).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { GenerateSecretString: { PasswordLength: 48 } },
    })
    expect(secret?.Properties).not.toHaveProperty('SecretString')
  })
})

test('everything carries the project tag', () =>
  data.hasResourceProperties('AWS::DynamoDB::Table', {
    Tags: Match.arrayWith([{ Key: 'project', Value: 'chengnuo' }]),
  }))
