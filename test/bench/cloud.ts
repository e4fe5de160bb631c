import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIGatewayProxyEventV2, Context, DynamoDBStreamEvent } from 'aws-lambda'
import { hmacCapabilities } from '../../functions/adapters/capabilities.ts'
import { sha256 } from '../../functions/adapters/digest.ts'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { toFollow } from '../../functions/adapters/dynamodb/items.ts'
import { DynamoSubjectStore } from '../../functions/adapters/dynamodb/subject-store.ts'
import { fixedKeys } from '../../functions/adapters/keys.ts'
import { deliverHandler } from '../../functions/deliver/deliver.ts'
import { printing } from '../../functions/documents/printing.ts'
import { callsHandler } from '../../functions/hotline/calls.ts'
import { hmacSignature, signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { linksHandler } from '../../functions/links/links.ts'
import type { HttpHandler } from '../../functions/middleware/http.ts'
import { sweepHandler } from '../../functions/sweeper/sweep.ts'
import { advanceHandler } from '../../functions/workflow/advance.ts'
import { awaitHandler } from '../../functions/workflow/await.ts'
import { loadForms } from '../../infra/forms.ts'
import { openClock } from '../../infra/local/clock.ts'
import { openDatabase } from '../../infra/local/database.ts'
import { createEngine } from '../../infra/local/engine/engine.ts'
import { engineWorkflow } from '../../infra/local/engine-port.ts'
import { createMailStream } from '../../infra/local/mail-stream.ts'
import { MemoryAttachments } from '../../infra/local/store/attachments.ts'
import { loadPlans } from '../../infra/plans.ts'
import type { Directory } from '../../shared/directory/directory.ts'
import { durationMs, type Instant, later, toMs } from '../../shared/kernel/instant.ts'
import type { ServiceRecord } from '../../shared/knowledge/record.ts'
import type { PlanDocument } from '../../shared/plan/document.ts'
import type { MailMessage, TextMessage } from '../../shared/ports/messaging.ts'
import type { Commit } from '../../shared/ports/store.ts'
import type { WatchDeps } from '../../shared/use-cases/deps.ts'
import { plansOnFile } from '../../shared/use-cases/plans-on-file.ts'
import { withSubjects } from '../../shared/use-cases/subjects.ts'
import { WORKFLOW_KINDS } from '../../workflows/shapes.ts'
import type { DynamoDbLocal } from '../support/dynamodb/dynamodb-local.ts'
import { dynamoPorts } from '../support/dynamodb/dynamodb-ports.ts'
import { benchDirectory, callerOf } from './directory.ts'
import type { Meter } from './meter.ts'

const machineOf = (kind: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../workflows/definitions/${kind}.asl.json`), 'utf8'))
const PUBLIC_URL = 'https://cn.example.com'
const SECRET = 'bench-secret'
const context = {} as Context

/**
 * The system as it runs on AWS, as far as one machine can: every function with the DynamoDB adapter on DynamoDB Local, the
 * interpreter in Step Functions' place, and a clock that is moved.
 */
export async function startCloud(
  local: DynamoDbLocal,
  meter: Meter,
  now: Instant,
  {
    directory = benchDirectory(10, ['R']),
    plans = loadPlans(),
  }: { directory?: Directory; plans?: PlanDocument[] } = {},
) {
  const table = await local.createTable()
  await new DynamoDirectory(table).put(directory)
  meter.watch(table.client)
  const db = openDatabase(':memory:')
  const clock = openClock(db, { frozenAt: now })
  const sms: TextMessage[] = []
  const mails: MailMessage[] = []
  const faults: string[] = []
  const fault = (message: string, fields: object = {}) =>
    void faults.push([message, ...Object.values(fields).map(String)].join(' '))
  const store = new DynamoSubjectStore(table)
  const deps: WatchDeps = withSubjects<Omit<WatchDeps, 'plots' | 'repairs' | 'contracts'>>({
    ...dynamoPorts(table),
    attachments: new MemoryAttachments(),
    store: streaming(store, (commit) => {
      const { effects, record } = commit
      stream.add(effects)
      if (record) followed = followed.then(() => follow(record, toFollow(commit).gsi2sk))
    }),
    digest: sha256,
    workflow: { ...engineWorkflow(() => engine), wake: (token) => engineWorkflow(() => engine).wake(token.trimEnd()) },
    messenger: {
      send: async (message) => void (message.kind === 'mail' ? mails.push(message) : sms.push(message as TextMessage)),
    },
    capabilities: hmacCapabilities(fixedKeys('bench-link-secret')),
    clock,
    plans: plansOnFile({ store }, plans),
    printing,
    forms: async () => loadForms(),
    publicUrl: PUBLIC_URL,
    log: { info: () => {}, warn: fault, error: fault },
    metrics: { count: () => {} },
  })
  const invoke = <E, R>(name: string, handler: (event: E, context: Context) => Promise<R>) =>
    meter.timed(name, (event: E) => handler(event, context))
  const deliver = invoke(
    'DeliverFunction',
    async (event: DynamoDBStreamEvent, context) => (await deliverHandler(deps)(event, context)) ?? undefined,
  )
  const stream = createMailStream(deliver, (error) => fault(String(error)))
  // The words of a service record are written behind the save.
  let followed = Promise.resolve()
  const follow = async (record: ServiceRecord, mark: string) => {
    const NewImage = { kind: { S: 'record' }, record: { S: JSON.stringify(record) }, gsi2sk: { S: mark } }
    await deliver({ Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: record.repair, NewImage } }] })
  }
  const advance = invoke('AdvanceFunction', advanceHandler(deps))
  const wait = invoke('AwaitFunction', awaitHandler(deps))
  const engine = createEngine({
    db,
    clock,
    machines: Object.fromEntries(WORKFLOW_KINDS.map((kind) => [kind, machineOf(kind)])),
    functions: {
      AdvanceFunction: (payload) => advance(payload as never),
      AwaitFunction: (payload) => wait(withLongToken(payload as never) as never),
    },
    idle: [stream.idle, () => followed],
    onError: (error) => fault(String(error)),
  })
  engine.start()
  const verifier = hmacSignature({ keys: fixedKeys(SECRET), clocks: () => [clock.now()] })
  const calls = invoke('CallsFunction', callsHandler({ ...deps, verifier }))
  const links = invoke('LinksFunction', linksHandler(deps))
  const sweeper = invoke('SweepFunction', sweepHandler(deps))

  async function request(
    handler: (event: APIGatewayProxyEventV2) => ReturnType<HttpHandler>,
    event: APIGatewayProxyEventV2,
  ) {
    const result = await handler(event)
    await engine.drain()
    if ((result.statusCode ?? 0) >= 400) fault(`${event.routeKey} ${event.body}: ${result.statusCode}`)
    return result
  }

  return {
    engine,
    deps,
    now: () => clock.now(),
    /** What staff do by the API: the use case behind it, taken as one invocation. */
    async api<T>(call: () => Promise<T>): Promise<T> {
      const done = await meter.timed('ApiFunction', call)()
      await engine.drain()
      return done
    },
    sms,
    mails,
    faults,
    /** A signed call of this caller; gives the repair's id. */
    async call(caller: number): Promise<string> {
      const body = JSON.stringify({
        callId: `call-${caller}`,
        ...callerOf(caller),
        severity: 'urgent',
        symptoms: '无法开机',
      })
      const timestamp = String(Math.floor(toMs(clock.now()) / 1000))
      const headers = {
        'x-chengnuo-timestamp': timestamp,
        'x-chengnuo-signature': signatureOf(SECRET, timestamp, body),
      }
      const { body: answer = '' } = await request(calls, eventFor('POST', '/hotline/calls', body, headers))
      return JSON.parse(answer).repairId
    },
    open: (link: string) => request(links, eventFor('GET', pathOf(link))),
    /** One tap on a link's page; the browser then follows to the page again. */
    async tap(link: string, action: string, fields: Record<string, string> = {}) {
      const form = new URLSearchParams({ action, ...fields }).toString()
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      await request(links, eventFor('POST', pathOf(link), form, headers))
      await request(links, eventFor('GET', pathOf(link)))
    },
    async pass(duration: string) {
      await engine.drain()
      await engine.advanceTo(later(clock.now(), durationMs(duration)))
      await engine.drain()
    },
    sweep: () => sweeper({}),
    load: (repairId: string) => deps.repairs.load(repairId),
    async stop() {
      await engine.stop()
      db.close()
    },
  }
}

/** Step Functions' tokens have 700 to 800 characters, which a table has to keep; the interpreter's a dozen. */
const withLongToken = <T extends { readonly token: string }>(payload: T): T => ({
  ...payload,
  token: payload.token.padEnd(750),
})

/** Tells of every save, as the table's stream does. */
function streaming(store: DynamoSubjectStore, saved: (commit: Commit) => void): DynamoSubjectStore {
  const save = store.save.bind(store)
  store.save = async (commit) => {
    const result = await save(commit)
    if (result.outcome === 'saved') saved(commit)
    return result
  }
  return store
}

const pathOf = (link: string): string => link.replace(PUBLIC_URL, '')

/** An HTTP API event, payload 2.0. */
function eventFor(
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): APIGatewayProxyEventV2 {
  const [, , token = ''] = path.split('/')
  const requestContext = { requestId: 'bench', routeKey: `${method} ${path}`, http: { method, path } }
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: '',
    headers,
    pathParameters: { token },
    requestContext: requestContext as APIGatewayProxyEventV2['requestContext'],
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  }
}
