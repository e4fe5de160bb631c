import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { json } from '../../../functions/middleware/http.ts'
import { seeOther } from '../../../functions/middleware/see-other.ts'
import type { Host } from '../host.ts'
import { consoleFile, consolePage } from './console.ts'
import type { LocalRoute } from './local-route.ts'

type Result = APIGatewayProxyStructuredResultV2

/** What every system on one machine has besides the routes of AWS: the console's files, health and figures. */
export const houseRoutes = (host: Host): readonly LocalRoute[] => [
  { method: 'GET', path: '/', handle: async () => seeOther('/console'), isForAll: true },
  { method: 'GET', path: '/console', handle: consolePage, isForAll: true },
  // Whatever stands there: the console itself says that there is no such room.
  { method: 'GET', path: '/console/{path+}', handle: consolePage, isForAll: true },
  { method: 'GET', path: '/console/assets/{file}', handle: consoleFile, isForAll: true },
  ...monitorRoutes(host),
]

function monitorRoutes(host: Host): readonly LocalRoute[] {
  /** For a monitor of the operator's: 503 while anything is late. */
  async function health(): Promise<Result> {
    const found = await host.health()
    return json(found.status === 'ok' ? 200 : 503, found)
  }

  /** For Prometheus, in its text format. */
  const metrics = async (): Promise<Result> => ({
    statusCode: 200,
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
    body: host.figures.text(),
  })

  return [
    { method: 'GET', path: '/health', handle: health, isForAll: true },
    { method: 'GET', path: '/metrics', handle: metrics, isForOwnMonitors: true },
  ]
}
