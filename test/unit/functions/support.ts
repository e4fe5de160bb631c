import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { awsMachine } from '../../../functions/adapters/aws-machine.ts'
import { hmacCapabilities } from '../../../functions/adapters/capabilities.ts'
import { sha256 } from '../../../functions/adapters/digest.ts'
import { fixedKeys } from '../../../functions/adapters/keys.ts'
import { printing } from '../../../functions/documents/printing.ts'
import type { HttpResult } from '../../../functions/middleware/event.ts'
import type { HttpHandler } from '../../../functions/middleware/http.ts'
import { loadForms } from '../../../infra/forms.ts'
import { openDatabase } from '../../../infra/local/database.ts'
import { MemoryAttachments } from '../../../infra/local/store/attachments.ts'
import { SqliteAudit } from '../../../infra/local/store/audit.ts'
import { SqliteContractFiles } from '../../../infra/local/store/contract-files.ts'
import { SqliteDirectory } from '../../../infra/local/store/directory.ts'
import { SqliteDirectoryRecord } from '../../../infra/local/store/directory-record.ts'
import { SqliteFeed } from '../../../infra/local/store/feed.ts'
import { SqliteInboxes } from '../../../infra/local/store/inboxes.ts'
import { SqliteLedger } from '../../../infra/local/store/ledger.ts'
import { SqliteLinks } from '../../../infra/local/store/links.ts'
import { SqliteMutes } from '../../../infra/local/store/mutes.ts'
import { SqliteServiceRecords } from '../../../infra/local/store/records.ts'
import { SqliteShelf } from '../../../infra/local/store/shelf.ts'
import { SqliteSubjectStore } from '../../../infra/local/store/subject-store.ts'
import { SqliteTallies } from '../../../infra/local/store/tallies.ts'
import { SqliteWatch } from '../../../infra/local/store/watch.ts'
import type { Directory } from '../../../shared/directory/directory.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { DirectoryRecord } from '../../../shared/ports/directory-record.ts'
import type { Feed } from '../../../shared/ports/feed.ts'
import type { Machine } from '../../../shared/ports/machine.ts'
import { issueLink } from '../../../shared/shell/issue-link.ts'
import type { LinkTo } from '../../../shared/subject/effect.ts'
import type { WatchDeps } from '../../../shared/use-cases/deps.ts'
import { withSubjects } from '../../../shared/use-cases/subjects.ts'
import { plans } from '../../support/plans.ts'
import { aDirectory, START } from '../../support/repair-fixtures.ts'

export const PUBLIC_URL = 'https://chengnuo.example'
export const context = { awsRequestId: 'request-1' } as Context

interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields?: Readonly<Record<string, unknown>> | undefined
}

export interface Stage extends WatchDeps {
  readonly feed: Feed
  readonly directoryRecord: DirectoryRecord
  readonly machine: Machine
  readonly isPlayground: boolean
  readonly lines: LogLine[]
  readonly counted: string[]
  /** Where the clock stands. */
  setNow(now: Instant): void
}

/** Real use cases on a store in memory; a clock that stands still; nothing outside. */
export const stage = async (directory: Directory = aDirectory(), changes: Partial<WatchDeps> = {}): Promise<Stage> => {
  const db = openDatabase(':memory:')
  const reader = new SqliteDirectory(db)
  await reader.put(directory)
  const lines: LogLine[] = []
  const counted: string[] = []
  const line = (level: LogLine['level']) => (message: string, fields?: LogLine['fields']) =>
    void lines.push({ level, message, fields })
  let now = START
  const store = new SqliteSubjectStore(db)
  const outside: Omit<Stage, 'plots' | 'repairs' | 'contracts'> = {
    store,
    feed: new SqliteFeed(db),
    isPlayground: true,
    watch: new SqliteWatch(db, store),
    inboxes: new SqliteInboxes(db),
    links: new SqliteLinks(db),
    ledger: new SqliteLedger(db),
    records: new SqliteServiceRecords(db),
    contractFiles: new SqliteContractFiles(db),
    attachments: new MemoryAttachments(),
    audit: new SqliteAudit(db),
    mutes: new SqliteMutes(db),
    tallies: new SqliteTallies(db),
    shelf: new SqliteShelf(db),
    directory: reader,
    directoryRecord: new SqliteDirectoryRecord(db),
    machine: awsMachine,
    workflow: { start: async () => 'started', wake: async () => 'gone' },
    messenger: { send: async () => {} },
    capabilities: hmacCapabilities(fixedKeys('link-secret')),
    digest: sha256,
    clock: { now: () => now },
    plans: async () => plans,
    printing,
    forms: async () => loadForms(),
    publicUrl: PUBLIC_URL,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    metrics: { count: (name) => void counted.push(name) },
    lines,
    counted,
    setNow: (instant) => {
      now = instant
    },
    ...changes,
  }
  return { ...withSubjects(outside), ...changes }
}

export interface Ask {
  readonly method?: string
  readonly path: string
  readonly routeKey?: string
  readonly query?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  readonly parameters?: Record<string, string>
  readonly claims?: Record<string, string>
}

/** An HTTP API event, payload 2.0, as API Gateway makes it: a form body comes base64-encoded. */
export const request = (ask: Ask): APIGatewayProxyEventV2 => {
  const { method = 'GET', path, query = '', headers = {}, body, parameters, claims } = ask
  const requestContext = {
    requestId: 'request-1',
    routeKey: ask.routeKey ?? `${method} ${path}`,
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
  }
  return {
    version: '2.0',
    routeKey: ask.routeKey ?? `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers,
    requestContext: requestContext as unknown as APIGatewayProxyEventV2['requestContext'],
    ...defined({ pathParameters: parameters }),
    ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  }
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly json: any
}

export const ask = async (handler: HttpHandler, what: Ask): Promise<Answer> => {
  const result: HttpResult = await handler(request(what), context)
  const body = result.body ?? ''
  const isJson = String(result.headers?.['content-type']).startsWith('application/json')
  return {
    status: result.statusCode ?? 0,
    headers: result.headers ?? {},
    body,
    json: isJson ? JSON.parse(body) : undefined,
  }
}

/** The token of a link that is on file, as a sent message has left it. */
export const linkFor = async (deps: WatchDeps, subject: LinkTo): Promise<string> =>
  (await issueLink(deps, subject)).url.split('/').at(-1) ?? ''
