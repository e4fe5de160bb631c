import { App } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { fallbackTwiml } from '../../infra/aws/edge/fallback.ts'
import { acknowledge } from '../../infra/aws/nag.ts'
import { createStacks } from '../../infra/aws/stacks.ts'
import { CONSOLE_POLICY } from '../../shared/wire/console-headers.ts'
import { placeholderCode, resources, synthesize } from './support.ts'

const { service } = synthesize()
const propertiesOf = (type: string) => resources(service, type)[0]?.[1].Properties ?? {}
// biome-ignore lint/suspicious/noExplicitAny: a template is read here as data of any shape
const config = propertiesOf('AWS::CloudFront::Distribution').DistributionConfig as any
const { DefaultCacheBehavior: api, CacheBehaviors, Origins } = config
const behaviorOf = (pattern: string) =>
  CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === pattern)

/** AWS's own policies, by the ids that it documents. */
const NEVER_KEPT = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac'

describe('before the API stands CloudFront', () => {
  test('everything but the console goes to it, with every method, and nothing of it is kept', () => {
    expect(api).toMatchObject({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      CachePolicyId: NEVER_KEPT,
      OriginRequestPolicyId: ALL_BUT_HOST,
      ViewerProtocolPolicy: 'redirect-to-https',
    })
    const origin = Origins.find(({ Id }: { Id: string }) => Id === api.TargetOriginId)
    expect(origin.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    })
    expect(JSON.stringify(origin.DomainName)).toContain('ApiEndpoint')
    // By which a function knows that what is said of the viewer's address was said by CloudFront.
    const pass = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }
    expect(origin.OriginCustomHeaders).toEqual([{ HeaderName: 'x-front-pass', HeaderValue: pass }])
    service.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { FRONT_PASS: pass } } })
  })

  test('the session becomes a token on the way, by the function that is tested', () => {
    const [{ EventType, FunctionARN }] = api.FunctionAssociations
    expect(EventType).toBe('viewer-request')
    const [id] = FunctionARN['Fn::GetAtt']
    const { FunctionCode, FunctionConfig } = service.findResources('AWS::CloudFront::Function')[id]?.Properties ?? {}
    expect(FunctionConfig.Runtime).toBe('cloudfront-js-2.0')
    expect(FunctionCode).toContain("request.cookies['__Host-chengnuo-session']")
    // CloudFront takes no longer one.
    expect(Buffer.byteLength(FunctionCode)).toBeLessThan(10_240)
  })

  test('it has the name of PublicUrl once there is a certificate, with TLS of today', () => {
    const given = (value: unknown) => ({
      'Fn::If': [expect.stringContaining('HasCertificate'), value, { Ref: 'AWS::NoValue' }],
    })
    expect(config.Aliases).toEqual(given([{ 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'PublicUrl' }] }] }]))
    expect(config.ViewerCertificate).toEqual(
      given(expect.objectContaining({ MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' })),
    )
    expect(config.Logging).toBeUndefined()
  })
})

describe('the console', () => {
  test('its bucket is read by this distribution alone, over TLS', () => {
    service.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' })
    service.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    })
    service.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: { OriginAccessControlOriginType: 's3', SigningBehavior: 'always' },
    })
    const { PolicyDocument } = propertiesOf('AWS::S3::BucketPolicy')
    const { Statement } = PolicyDocument as { Statement: { Effect: string; Action: string }[] }
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      expect.objectContaining({
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
      }),
    ])
    expect(JSON.stringify(Statement)).toContain('aws:SecureTransport')
  })

  test('files by their name are kept, before any room is looked for; rooms are the one page, asked for each time', () => {
    expect(CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toEqual([
      '/console/assets/*',
      '/console',
      '/console/*',
      '/fallback/*',
    ])
    expect(behaviorOf('/console/assets/*').FunctionAssociations).toBeUndefined()
    expect(behaviorOf('/console/assets/*').CachePolicyId).not.toBe(NEVER_KEPT)
    for (const room of ['/console', '/console/*'])
      expect(behaviorOf(room)).toMatchObject({ CachePolicyId: NEVER_KEPT, FunctionAssociations: [expect.anything()] })
    const uploads = resources(service, 'Custom::CDKBucketDeployment').map(([, { Properties }]) => Properties)
    expect(uploads).toMatchObject([
      {
        DestinationBucketKeyPrefix: 'console/assets',
        SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
        Prune: false,
      },
      { DestinationBucketKeyPrefix: 'console', SystemMetadata: { 'cache-control': 'no-cache' }, Prune: false },
      { DestinationBucketKeyPrefix: 'fallback', SystemMetadata: { 'content-type': 'text/xml; charset=utf-8' } },
    ])
  })

  test('beside it lies what Twilio plays when we do not answer, where there is a telephone to put callers through to', () => {
    const [, , fallback] = resources(service, 'Custom::CDKBucketDeployment')
    expect(fallback?.[1].Condition).toMatch(/HasFallbackPhone/)
    expect(JSON.stringify(fallback?.[1].Properties.SourceMarkers)).toContain('{"Ref":"FallbackPhone"}')
    const twiml = fallbackTwiml('+8613800138001')
    expect(twiml).toMatch(
      /^<\?xml [^>]+\?>\n<Response>(<Say language="[\w-]+">[^<]+<\/Say>){2}<Dial timeout="45">\+86138/,
    )
    expect(twiml).toMatch(/<\/Dial>(<Say language="[\w-]+">[^<]+<\/Say>){2}<\/Response>\n$/)
  })

  test('comes with the policy that it has on one machine, and the other safe headers', () => {
    const [[id, headers] = []] = resources(service, 'AWS::CloudFront::ResponseHeadersPolicy')
    for (const { ResponseHeadersPolicyId } of CacheBehaviors) expect(ResponseHeadersPolicyId).toEqual({ Ref: id })
    expect(headers?.Properties.ResponseHeadersPolicyConfig).toMatchObject({
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: CONSOLE_POLICY, Override: true },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'DENY', Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
      },
    })
  })

  test('is left out where there is no CloudFront, and the API is as it was', () => {
    const stacks = createStacks(new App(), placeholderCode)
    acknowledge(stacks)
    const bare = Template.fromStack(stacks.service)
    for (const type of ['AWS::CloudFront::Distribution', 'AWS::S3::Bucket', 'Custom::CDKBucketDeployment'])
      bare.resourceCountIs(type, 0)
    expect(resources(bare, 'AWS::ApiGatewayV2::Route').length).toBe(
      resources(service, 'AWS::ApiGatewayV2::Route').length,
    )
  })
})

describe('staff sign in', () => {
  const variablesOf = (template: Template) =>
    resources(template, 'AWS::Lambda::Function').find(([id]) => id === 'SignInFunction')?.[1].Properties.Environment

  test('with any provider, as the parameters say; whether the client has a secret is said, the secret is not', () => {
    expect(variablesOf(service)).toMatchObject({
      Variables: {
        SIGN_IN_ISSUER: { Ref: 'JwtIssuer' },
        SIGN_IN_CLIENT: { Ref: 'JwtAudience' },
        SIGN_IN_SECRET: { Ref: 'ConfidentialClient' },
      },
    })
    expect(service.findParameters('ConfidentialClient').ConfidentialClient?.AllowedValues).toEqual(['yes', 'no'])
    expect(synthesize().stacks.data.staff).toBeUndefined()
  })

  const { data, service: signing } = synthesize({ signIn: 'cognito' })
  test('with a Cognito pool: made by administrators alone, roles by groups, a second factor, kept like the archive', () => {
    data.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        AliasAttributes: Match.absent(),
        DeletionProtection: 'ACTIVE',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        MfaConfiguration: 'ON',
        Policies: { PasswordPolicy: Match.objectLike({ MinimumLength: 12 }) },
      },
    })
    const groups = resources(data, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties.GroupName)
    expect(groups.toSorted()).toEqual(['dispatcher', 'engineer', 'manager', 'viewer'])
    const optional = synthesize({ signIn: 'cognito', mfa: 'optional' }).data
    optional.hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'OPTIONAL' })
  })

  test('… whose client leads back here alone, by code, and whose claims nobody can write', () => {
    const at = (path: string) => ({ 'Fn::Join': ['', [{ Ref: 'PublicUrl' }, path]] })
    signing.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [at('/sign-in/callback')],
      LogoutURLs: [at('/console')],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    })
    const [[client] = []] = resources(signing, 'AWS::Cognito::UserPoolClient')
    expect(variablesOf(signing)).toMatchObject({
      Variables: {
        SIGN_IN_CLIENT: { Ref: client },
        SIGN_IN_SECRET: 'no',
        STAFF_CLAIM: 'cognito:username',
        ROLE_CLAIM: 'cognito:groups',
      },
    })
    signing.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Audience: [{ Ref: client }] },
    })
    expect(Object.keys(signing.findParameters('*'))).not.toContain('JwtIssuer')
  })

  test('a word that is no option is refused', () => {
    expect(() => synthesize({ signIn: 'Cognito' })).toThrow('-c signIn=cognito')
  })
})
