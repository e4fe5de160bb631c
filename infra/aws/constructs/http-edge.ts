import { CfnCondition, CfnOutput, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  CfnApiMapping,
  CfnDomainName,
  type CfnStage,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { PATHS, ROUTES, type Route, SIGN_IN_ROUTES, type SignInRoute } from '../../../shared/wire/routes.ts'
import { EDGE_TIMEOUT_SECONDS } from '../functions.ts'
import type { Installation } from '../installation.ts'
import { hostOf, type ServiceParameters } from '../parameters.ts'
import type { SignIn } from '../sign-in.ts'
import { countTurnedAway, type TurnedAway } from './turned-away.ts'

type EdgeRoute = Route | SignInRoute
type EdgeFunction = EdgeRoute['function']
const EDGE_ROUTES: readonly EdgeRoute[] = [...ROUTES, ...SIGN_IN_ROUTES]

export interface HttpEdgeProps {
  readonly installation: Installation
  readonly functions: Record<EdgeFunction, IFunction>
  readonly parameters: ServiceParameters
  /** Whose tokens the API takes. */
  readonly signIn: SignIn
}

/** The HTTP API: the routes of the contract, nothing else, and no CORS, because no page of another origin calls it. */
export class HttpEdge extends Construct {
  readonly api: HttpApi
  readonly stage: HttpStage
  /** Routes without authorizer, whose functions check a signature or a capability themselves. */
  readonly openRoutes: readonly HttpRoute[]
  /** What answers 405, with `Allow`, where API Gateway would know nothing (404). */
  readonly otherMethods: readonly HttpRoute[]
  /** What the access log tells of who was turned away. */
  readonly turnedAway: TurnedAway

  constructor(scope: Construct, id: string, props: HttpEdgeProps) {
    super(scope, id)
    const { installation, parameters, signIn } = props
    const api = new HttpApi(this, 'Api', { apiName: installation.name, createDefaultStage: false })
    this.api = api
    const log = this.createLog()
    this.turnedAway = countTurnedAway(log, installation)
    this.stage = this.createStage(api, log)
    const jwt = new HttpJwtAuthorizer('Jwt', signIn.issuer, { jwtAudience: [signIn.audience] })
    const integrations = integrationsOf(props.functions)
    const add = (route: EdgeRoute) =>
      api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrations[route.function],
        ...(route.auth === 'jwt' && { authorizer: jwt }),
      })
    this.openRoutes = EDGE_ROUTES.filter(({ auth }) => auth === 'none').flatMap(add)
    const jwtRoutes = EDGE_ROUTES.filter(({ auth }) => auth === 'jwt').flatMap(add)
    this.otherMethods = PATHS.flatMap((path) =>
      api.addRoutes({ path, methods: [HttpMethod.ANY], integration: integrations.api }),
    )
    this.throttleEach([...this.openRoutes, ...jwtRoutes, ...this.otherMethods])
    this.useDomain(api, parameters)
    new CfnOutput(this, 'Endpoint', { value: api.apiEndpoint, description: 'Where PublicUrl must lead' })
  }

  private createLog(): LogGroup {
    return new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    })
  }

  private createStage(api: HttpApi, log: LogGroup): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: THROTTLES.calls.rate, burstLimit: THROTTLES.calls.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    })
  }

  /** Each route has a limit of its own, so that a flood on links takes nothing from the hotline. */
  private throttleEach(routes: readonly HttpRoute[]): void {
    const stage = this.stage.node.defaultChild as CfnStage
    const limits = [
      ...EDGE_ROUTES.map((route) => [`${route.method} ${route.path}`, throttleOf(route)] as const),
      ...PATHS.map((path) => [`ANY ${path}`, THROTTLES.wrongMethod] as const),
    ]
    stage.routeSettings = Object.fromEntries(
      limits.map(([key, { rate, burst }]) => [key, { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }]),
    )
    // Settings of a route that is not there yet are refused.
    this.stage.node.addDependency(...routes)
  }

  /** PublicUrl as this API's own domain, when the certificate for it is given. */
  private useDomain(api: HttpApi, { publicUrl, certificateArn }: ServiceParameters): void {
    const given = new CfnCondition(this, 'HasCertificate', {
      expression: Fn.conditionNot(Fn.conditionEquals(certificateArn, '')),
    })
    const domain = new CfnDomainName(this, 'Domain', {
      domainName: hostOf(publicUrl),
      domainNameConfigurations: [{ certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' }],
    })
    const mapping = new CfnApiMapping(this, 'DomainMapping', {
      apiId: api.apiId,
      domainName: domain.ref,
      stage: this.stage.stageName,
    })
    // Its name is known beforehand, so nothing else says that the stage must be there first.
    mapping.node.addDependency(this.stage)
    const target = new CfnOutput(this, 'DomainTarget', {
      value: domain.attrRegionalDomainName,
      description: 'DNS: point the host of PublicUrl here (CNAME)',
    })
    for (const element of [domain, mapping]) element.cfnOptions.condition = given
    target.condition = given
  }
}

/**
 * Requests a second and at once, of each route. A hotline's is twice the load this is built for; what is refused is retried by
 * hotlines and by people.
 */
const THROTTLES = {
  twilio: { rate: 100, burst: 200 },
  calls: { rate: 100, burst: 200 },
  // Each message has one or two, and providers send many at once.
  receipts: { rate: 50, burst: 100 },
  links: { rate: 50, burst: 100 },
  api: { rate: 50, burst: 100 },
  // A hundred screens, each of which asks every second or two.
  changes: { rate: 100, burst: 200 },
  ledger: { rate: 20, burst: 40 },
  directory: { rate: 20, burst: 40 },
  signIn: { rate: 10, burst: 40 },
  wrongMethod: { rate: 5, burst: 10 },
} as const satisfies Record<EdgeFunction | 'changes' | 'wrongMethod', { readonly rate: number; readonly burst: number }>

const throttleOf = ({ path, function: name }: EdgeRoute) => THROTTLES[path === '/api/changes' ? 'changes' : name]

/** The route, never the path: paths of links hold the capability. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  ip: '$context.identity.sourceIp',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
}

function integrationsOf(functions: HttpEdgeProps['functions']): Record<EdgeFunction, HttpLambdaIntegration> {
  const integrate = (id: string, handler: IFunction) =>
    new HttpLambdaIntegration(id, handler, {
      timeout: Duration.seconds(EDGE_TIMEOUT_SECONDS),
      // One permission for the API: one for each of some fifty routes is nearly more than a function's policy may hold.
      scopePermissionToRoute: false,
    })
  return {
    twilio: integrate('Twilio', functions.twilio),
    calls: integrate('Calls', functions.calls),
    receipts: integrate('Receipts', functions.receipts),
    links: integrate('Links', functions.links),
    api: integrate('Api', functions.api),
    ledger: integrate('Ledger', functions.ledger),
    directory: integrate('Directory', functions.directory),
    signIn: integrate('SignIn', functions.signIn),
  }
}
