import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CfnCondition, CfnOutput, CfnResource, Duration, Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  type CfnDistribution,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import {
  BucketDeployment,
  type BucketDeploymentProps,
  CacheControl,
  type ISource,
  Source,
} from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import { CONSOLE_POLICY, FILE_CACHE, NO_ROBOTS, PAGE_CACHE } from '../../../shared/wire/console-headers.ts'
import { fallbackTwiml } from '../edge/fallback.ts'
import { hostOf, parameter, type ServiceParameters } from '../parameters.ts'

/** The console as it is built: its page, and the files that it names. */
export interface ConsoleSources {
  readonly page: ISource
  readonly files: ISource
}

export interface FrontProps {
  readonly parameters: ServiceParameters
  /** `https://…` of the HTTP API. */
  readonly apiEndpoint: string
  readonly console: ConsoleSources
  /** By which a function knows that a request came this way. */
  readonly frontPass: string
}

/**
 * CloudFront before all of it: the console from a bucket that nobody else reads, everything else from the HTTP API. Nothing of the
 * API is kept on the way.
 */
export class Front extends Construct {
  readonly bucket: IBucket
  readonly distribution: Distribution
  /** As whom CDK's own function copies the files into the bucket when a stack is deployed. */
  readonly uploader: Role

  constructor(scope: Construct, id: string, { parameters, apiEndpoint, frontPass, console }: FrontProps) {
    super(scope, id)
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // It holds what `npm run console` makes, and nothing else; but no bucket is deleted that is not empty.
      removalPolicy: RemovalPolicy.RETAIN,
      // Its class says of an optional property what its own interface does not.
    }) as IBucket
    this.uploader = new Role(this, 'UploadRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    const { page, files } = this.fileBehaviors()
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Chengnuo: console and API',
      defaultBehavior: this.apiBehavior(apiEndpoint, frontPass),
      additionalBehaviors: {
        '/console/assets/*': files,
        '/console': page,
        '/console/*': page,
        '/fallback/*': files,
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      // All but Australia and South America.
      priceClass: PriceClass.PRICE_CLASS_200,
    })
    this.upload(console)
    this.useDomain(parameters)
    new CfnOutput(this, 'Domain', {
      value: this.distribution.distributionDomainName,
      description: 'DNS: point the host of PublicUrl here (CNAME)',
    })
  }

  private apiBehavior(apiEndpoint: string, frontPass: string): BehaviorOptions {
    return {
      origin: new HttpOrigin(hostOf(apiEndpoint), {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        customHeaders: { 'x-front-pass': frontPass },
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // The API knows itself by its own host name.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [this.before('ApiRequest', 'api-request.js')],
    }
  }

  private fileBehaviors(): Readonly<Record<'page' | 'files', BehaviorOptions>> {
    const files = {
      origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: this.consoleHeaders(),
    }
    const page = {
      ...files,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      functionAssociations: [this.before('ConsoleRequest', 'console-request.js')],
    }
    return { page, files }
  }

  private consoleHeaders(): ResponseHeadersPolicy {
    const override = true
    return new ResponseHeadersPolicy(this, 'ConsoleHeaders', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: CONSOLE_POLICY, override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override },
      },
      customHeadersBehavior: { customHeaders: [{ header: 'x-robots-tag', value: NO_ROBOTS, override }] },
    })
  }

  private before(id: string, file: string) {
    const code = readFileSync(join(import.meta.dirname, '../edge', file), 'utf8')
    return {
      eventType: FunctionEventType.VIEWER_REQUEST,
      function: new EdgeFunction(this, id, { code: FunctionCode.fromInline(code), runtime: FunctionRuntime.JS_2_0 }),
    }
  }

  /** Files first, then the page that names them. Those of earlier builds stay: somebody may have their page open. */
  private upload({ page, files }: ConsoleSources): void {
    const logGroup = new LogGroup(this, 'UploadLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.uploader.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    )
    const into = {
      role: this.uploader,
      destinationBucket: this.bucket,
      prune: false,
      memoryLimit: 256,
      logGroup,
    }
    const uploaded = new BucketDeployment(this, 'Files', {
      ...into,
      sources: [files],
      destinationKeyPrefix: 'console/assets',
      cacheControl: [CacheControl.fromString(FILE_CACHE)],
    })
    const named = new BucketDeployment(this, 'Page', {
      ...into,
      sources: [page],
      destinationKeyPrefix: 'console',
      cacheControl: [CacheControl.fromString(PAGE_CACHE)],
    })
    named.node.addDependency(uploaded)
    this.uploadFallback(into)
  }

  private uploadFallback(into: Omit<BucketDeploymentProps, 'sources'>): void {
    const fallbackPhone = parameter(Stack.of(this), 'FallbackPhone', {
      description: 'Telephone to which Twilio puts callers through while nothing of ours answers: +86…; empty: none',
      default: '',
      allowedPattern: '^$|^\\+[1-9][0-9]{6,14}$',
    })
    const given = new CfnCondition(this, 'HasFallbackPhone', {
      expression: Fn.conditionNot(Fn.conditionEquals(fallbackPhone, '')),
    })
    const fallback = new BucketDeployment(this, 'Fallback', {
      ...into,
      sources: [Source.data('hotline.xml', fallbackTwiml(fallbackPhone))],
      destinationKeyPrefix: 'fallback',
      contentType: 'text/xml; charset=utf-8',
      cacheControl: [CacheControl.fromString(PAGE_CACHE)],
    })
    for (const each of fallback.node.findAll()) if (each instanceof CfnResource) each.cfnOptions.condition = given
  }

  /** PublicUrl as the distribution's own name, when the certificate for it is given. */
  private useDomain({ publicUrl }: ServiceParameters): void {
    const certificateArn = parameter(Stack.of(this), 'FrontCertificateArn', {
      description: 'ACM certificate (us-east-1, as CloudFront wants it) for the host of PublicUrl; empty: not yet',
      default: '',
      allowedPattern: '^$|^arn:[^:]+:acm:us-east-1:[0-9]+:certificate/.+$',
      constraintDescription: 'The ARN of a certificate in us-east-1: CloudFront takes no other.',
    })
    const given = new CfnCondition(this, 'HasCertificate', {
      expression: Fn.conditionNot(Fn.conditionEquals(certificateArn, '')),
    })
    const whenGiven = (value: unknown) => Token.asAny(Fn.conditionIf(given.logicalId, value, { Ref: 'AWS::NoValue' }))
    const distribution = this.distribution.node.defaultChild as CfnDistribution
    const set = (name: string, value: unknown) =>
      distribution.addPropertyOverride(`DistributionConfig.${name}`, whenGiven(value))
    set('Aliases', [hostOf(publicUrl)])
    set('ViewerCertificate', {
      AcmCertificateArn: certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    })
  }
}
