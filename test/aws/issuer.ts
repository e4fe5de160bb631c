import { ACCOUNT } from './deployment.ts'

/** Who issues staff's tokens: a Cognito user pool, whose keys the emulator's JWT authorizer really checks. */
export interface Issuer {
  readonly url: string
  readonly audience: string
  /** An ID token of a dispatcher. */
  readonly token: string
}

const USER = { name: 'dispatcher', password: 'Dispatch-2026!' }

export async function createIssuer(endpoint: string): Promise<Issuer> {
  const call = (action: string, body: object) => cognito(endpoint, action, body)
  const { UserPool } = await call('CreateUserPool', {
    PoolName: 'staff',
    Schema: [{ Name: 'role', AttributeDataType: 'String' }],
  })
  const { UserPoolClient } = await call('CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'console',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  const user = { UserPoolId: UserPool.Id, Username: USER.name }
  await call('AdminCreateUser', { ...user, UserAttributes: [{ Name: 'custom:role', Value: 'dispatcher' }] })
  await call('AdminSetUserPassword', { ...user, Password: USER.password, Permanent: true })
  const { AuthenticationResult } = await call('InitiateAuth', {
    ClientId: UserPoolClient.ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: USER.name, PASSWORD: USER.password },
  })
  return {
    url: `https://cognito-idp.us-east-1.amazonaws.com/${UserPool.Id}`,
    audience: UserPoolClient.ClientId,
    token: AuthenticationResult.IdToken,
  }
}

// biome-ignore lint/suspicious/noExplicitAny: Cognito's answers are read as they are
async function cognito(endpoint: string, action: string, body: object): Promise<any> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      // The emulator reads the account from the key and checks nothing else.
      authorization: `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new Error(`Cognito ${action}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
