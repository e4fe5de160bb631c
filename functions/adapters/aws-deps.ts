import { readFileSync } from 'node:fs'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Form } from '../../shared/form/form.ts'
import { ChengnuoError } from '../../shared/kernel/errors.ts'
import type { PlanDocument } from '../../shared/plan/document.ts'
import { contractsIn } from '../../shared/use-cases/contracts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { plansOnFile } from '../../shared/use-cases/plans-on-file.ts'
import { repairsIn } from '../../shared/use-cases/repairs.ts'
import { clientOptions } from './client-options.ts'
import { sha256 } from './digest.ts'
import { DynamoContractFiles } from './dynamodb/contract-files.ts'
import { DynamoDirectory } from './dynamodb/directory.ts'
import { DynamoInboxes } from './dynamodb/inboxes.ts'
import type { Table } from './dynamodb/queries.ts'
import { DynamoServiceRecords } from './dynamodb/records.ts'
import { DynamoSubjectStore } from './dynamodb/subject-store.ts'
import { powertoolsLog, powertoolsMetrics } from './observe.ts'
import { systemClock } from './system-clock.ts'

/** An environment variable or port that this function was not given. */
export class NotGrantedError extends ChengnuoError {
  override readonly name = 'NotGrantedError'
}

/** The environment variable; throws NotGrantedError when the stack did not set it. */
export const env = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new NotGrantedError(`${name} is not set`)
  return value
}

/**
 * The use cases' dependencies on AWS, from the environment. A function passes what only a few may use, so that one that sends
 * nothing loads no sender, one that makes no links no secret, and one that lets no time pass no story; what it was not granted
 * fails when it is used, by name.
 */
export const awsDeps = (
  own: Partial<Pick<Deps, 'plots' | 'messenger' | 'links' | 'capabilities' | 'printing'>> = {},
): Deps => {
  const { TABLE_NAME, STATE_MACHINES, PUBLIC_URL, ATTACHMENTS_BUCKET } = process.env
  const table = TABLE_NAME && tableOf(TABLE_NAME)
  const store = table ? new DynamoSubjectStore(table) : notGranted<DynamoSubjectStore>('TABLE_NAME')
  const directory = table ? new DynamoDirectory(table) : notGranted<DynamoDirectory>('TABLE_NAME')
  const contractFiles = table ? new DynamoContractFiles(table) : notGranted<DynamoContractFiles>('TABLE_NAME')
  const log = powertoolsLog()
  return {
    plots: own.plots ?? notGranted('plots'),
    store,
    repairs: repairsIn({ store, directory }),
    inboxes: table ? new DynamoInboxes(table) : notGranted('TABLE_NAME'),
    links: own.links ?? notGranted('links'),
    ledger: table
      ? lazily(async () => new (await import('./dynamodb/ledger.ts')).DynamoLedger(table))
      : notGranted('TABLE_NAME'),
    records: table ? new DynamoServiceRecords(table) : notGranted('TABLE_NAME'),
    contracts: contractsIn({ store, contractFiles }),
    contractFiles,
    attachments: ATTACHMENTS_BUCKET
      ? lazily(async () => (await import('./s3/bucket.ts')).attachmentsInBucket(ATTACHMENTS_BUCKET))
      : notGranted('ATTACHMENTS_BUCKET'),
    audit: table
      ? lazily(async () => new (await import('./dynamodb/audit.ts')).DynamoAudit(table))
      : notGranted('TABLE_NAME'),
    mutes: table
      ? lazily(async () => new (await import('./dynamodb/mutes.ts')).DynamoMutes(table))
      : notGranted('TABLE_NAME'),
    tallies: table
      ? lazily(async () => new (await import('./dynamodb/tallies.ts')).DynamoTallies(table))
      : notGranted('TABLE_NAME'),
    shelf: table
      ? lazily(async () => new (await import('./dynamodb/shelf.ts')).DynamoShelf(table))
      : notGranted('TABLE_NAME'),
    directory,
    directoryRecord: table
      ? lazily(async () => new (await import('./dynamodb/directory-record.ts')).DynamoDirectoryRecord(table))
      : notGranted('TABLE_NAME'),
    workflow: STATE_MACHINES
      ? lazily(async () => (await import('./step-functions.ts')).stepFunctions(STATE_MACHINES))
      : notGranted('STATE_MACHINES'),
    messenger: own.messenger ?? notGranted('sending messages'),
    capabilities: own.capabilities ?? notGranted('LINK_SECRET_ARN'),
    digest: sha256,
    clock: systemClock,
    plans: plansOnFile({ store }, readPlans(), ({ en }) => log.warn('Plan', { warning: en })),
    printing: own.printing ?? notGranted('printing'),
    forms: async () => {
      forms ??= readForms()
      return forms
    },
    publicUrl: (PUBLIC_URL ?? '').replace(/\/$/, ''),
    log,
    metrics: powertoolsMetrics(),
  }
}

/** Where the adapters work. */
export const tableOf = (name: string): Table => ({ name, client: documentClient() })

let client: DynamoDBDocumentClient | undefined

/** One for all that a function does, so that it keeps one set of connections. */
const documentClient = (): DynamoDBDocumentClient => {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions(2000, 3)), {
    marshallOptions: { removeUndefinedValues: true },
  })
  return client
}

/** What few requests ask for is made with the first that does, once: clients keep their connections. Every method of it is one that answers later. */
const lazily = <T extends object>(load: () => Promise<T>): T => {
  let made: Promise<object> | undefined
  // What failed to load is tried again with the next.
  const notMade = (error: unknown): never => {
    made = undefined
    throw error
  }
  return new Proxy({} as T, {
    get:
      (_, name) =>
      async (...given: unknown[]) => {
        made ??= load().catch(notMade)
        const port = await made
        return Reflect.apply(Reflect.get(port, name) as () => unknown, port, given)
      },
  })
}

/** The plan files as checked and written beside the bundle when it was built. */
const readPlans = (): PlanDocument[] => JSON.parse(readFileSync(new URL('./plans.json', import.meta.url), 'utf8'))

/** Read when somebody asks: few requests do. */
let forms: readonly Form[] | undefined
const readForms = (): readonly Form[] => JSON.parse(readFileSync(new URL('./forms.json', import.meta.url), 'utf8'))

const notGranted = <T extends object>(what: string): T =>
  new Proxy({} as T, {
    get: () => {
      throw new NotGrantedError(`${what} is not granted to this function`)
    },
  })
