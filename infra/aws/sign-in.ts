import { Aws, CfnOutput, Duration } from 'aws-cdk-lib'
import {
  CfnManagedLoginBranding,
  ManagedLoginVersion,
  OAuthScope,
  type UserPool,
  UserPoolClient,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { Installation } from './installation.ts'
import { parameter } from './parameters.ts'

/** By which provider staff sign in, for whom its tokens are, and what they call people. */
export interface SignIn {
  readonly issuer: string
  readonly audience: string
  /** `yes`: the client's secret lies in Secrets Manager, as `chengnuo/sign-in`. */
  readonly hasSecret: string
  readonly staffClaim: string
  readonly roleClaim: string
}

/** Any OpenID provider, as the deployment's parameters name it. */
export const signInByParameters = (stack: Construct, { name }: Installation): SignIn => ({
  issuer: parameter(stack, 'JwtIssuer', {
    description: 'Issuer of the tokens with which staff sign in and use the API (OpenID Connect)',
    allowedPattern: '^https://.+$',
    constraintDescription: 'The issuer address exactly as in the `iss` claim, https:// included.',
  }),
  audience: parameter(stack, 'JwtAudience', {
    description: 'Client id that the provider gave this system: the audience of its ID tokens',
    minLength: 1,
  }),
  hasSecret: parameter(stack, 'ConfidentialClient', {
    description: `yes: the client's secret is in Secrets Manager, as ${name}/sign-in; no: the client has none`,
    default: 'no',
    allowedValues: ['yes', 'no'],
  }),
  staffClaim: parameter(stack, 'StaffClaim', {
    description: "Claim that holds someone's id in the directory; one that users cannot write, and somebody chose",
    default: 'sub',
    allowedPattern: claimPattern(),
    constraintDescription: NO_OWN_CLAIM,
  }),
  roleClaim: parameter(stack, 'RoleClaim', {
    description: 'Claim that holds the role, or groups named like roles; empty: role, else custom:role',
    default: '',
    allowedPattern: `^$|${claimPattern()}`,
    constraintDescription: NO_OWN_CLAIM,
  }),
})

/** The pool of the data stack; how it is signed in to stands here, with the addresses of this deployment. */
export function signInByCognito(
  stack: Construct,
  userPool: UserPool,
  publicUrl: string,
  { name }: Installation,
): SignIn {
  const client = new UserPoolClient(stack, 'StaffClient', {
    userPool,
    // What is exchanged is proved by PKCE, from our own function.
    generateSecret: false,
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID],
      callbackUrls: [`${publicUrl}/sign-in/callback`],
      logoutUrls: [`${publicUrl}/console`],
    },
    preventUserExistenceErrors: true,
    // A working shift and a bit, as on one machine.
    idTokenValidity: Duration.hours(12),
  })
  // Its own pages, in the language that we ask for; the older ones know English alone.
  new UserPoolDomain(stack, 'StaffDomain', {
    userPool,
    cognitoDomain: { domainPrefix: `${name}-${Aws.ACCOUNT_ID}` },
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  })
  new CfnManagedLoginBranding(stack, 'StaffBranding', {
    userPoolId: userPool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  })
  new CfnOutput(stack, 'StaffPoolId', {
    value: userPool.userPoolId,
    description: 'Where staff are made and given roles',
  })
  return {
    issuer: userPool.userPoolProviderUrl,
    audience: client.userPoolClientId,
    hasSecret: 'no',
    staffClaim: 'cognito:username',
    roleClaim: 'cognito:groups',
  }
}

/** What people say of themselves: most identity providers let them write these standard claims. */
const OF_THEIR_OWN = [
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'],
  ...['website', 'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number'],
  ...['phone_number_verified', 'address', 'updated_at'],
]
const claimPattern = () => `^(?!(?:${OF_THEIR_OWN.join('|')})$)[A-Za-z0-9:_./-]{1,128}$`
const NO_OWN_CLAIM =
  'The name of a claim that users cannot write themselves: not email, name, preferred_username or another standard claim about a person.'
