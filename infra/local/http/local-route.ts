import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/** Pages and calls of the embedded system that do not exist on AWS. */
export interface LocalRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly handle: (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>
  /** For programs of this machine, whether or not its pages are on. */
  readonly isForOwnMonitors?: true
  /** Numbers alone, or the console's files, which hold nobody's data: whoever reaches the host may ask for them. */
  readonly isForAll?: true
}
