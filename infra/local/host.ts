import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'aws-lambda'
import { hmacCapabilities } from '../../functions/adapters/capabilities.ts'
import { sha256 } from '../../functions/adapters/digest.ts'
import { heartbeat } from '../../functions/adapters/heartbeat.ts'
import { type ApiDeps, apiHandler } from '../../functions/api/api.ts'
import { through } from '../../functions/channels/through.ts'
import { deliverHandler } from '../../functions/deliver/deliver.ts'
import type { DirectoryDeps } from '../../functions/directory/call.ts'
import { directoryHandler } from '../../functions/directory/directory.ts'
import { printing } from '../../functions/documents/printing.ts'
import { callsHandler } from '../../functions/hotline/calls.ts'
import { hmacSignature } from '../../functions/hotline/hmac-signature.ts'
import { twilioHandler } from '../../functions/hotline/twilio.ts'
import { twilioSignature } from '../../functions/hotline/twilio-signature.ts'
import { ledgerHandler } from '../../functions/ledger/ledger.ts'
import { linksHandler } from '../../functions/links/links.ts'
import { scriptIn } from '../../functions/links/script.ts'
import type { HttpHandler } from '../../functions/middleware/http.ts'
import { type ReceiptsDeps, receiptsHandler } from '../../functions/receipts/receipts.ts'
import { sweepHandler } from '../../functions/sweeper/sweep.ts'
import { advanceHandler } from '../../functions/workflow/advance.ts'
import { awaitHandler } from '../../functions/workflow/await.ts'
import type { Directory } from '../../shared/directory/directory.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { fromMs, type Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import type { Feed } from '../../shared/ports/feed.ts'
import type { Channel, Messenger, OutgoingMessage } from '../../shared/ports/messaging.ts'
import type { Log, Metrics } from '../../shared/ports/observe.ts'
import type { Deps, Outside, WatchDeps } from '../../shared/use-cases/deps.ts'
import { plansOnFile } from '../../shared/use-cases/plans-on-file.ts'
import { withSubjects } from '../../shared/use-cases/subjects.ts'
import { openApiDocument } from '../../shared/wire/openapi.ts'
import type { Route } from '../../shared/wire/routes.ts'
import { loadForms } from '../forms.ts'
import { loadPlans } from '../plans.ts'
import { type MovableClock, openClock } from './clock.ts'
import { attachmentsIn, type DataFolder, openDataFolder } from './data-folder.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import { engineWorkflow } from './engine-port.ts'
import { createFigures, type Figures } from './figures.ts'
import { createHealth, type Health } from './health.ts'
import { localMachine } from './machine.ts'
import { createMailStream } from './mail-stream.ts'
import { Outbox } from './outbox.ts'
import { revealing } from './outbox-links.ts'
import { type Given, type LocalSecrets, localSecrets, type Secrets } from './secrets.ts'
import { loadSeed, seedDirectory, warnOfGaps } from './seed.ts'
import type { TimeSources } from './steady-time.ts'
import { FolderAttachments, MemoryAttachments } from './store/attachments.ts'
import { SqliteAudit } from './store/audit.ts'
import { SqliteContractFiles } from './store/contract-files.ts'
import { SqliteDirectory } from './store/directory.ts'
import { SqliteDirectoryRecord } from './store/directory-record.ts'
import { SqliteFeed } from './store/feed.ts'
import { SqliteInboxes } from './store/inboxes.ts'
import { SqliteLedger } from './store/ledger.ts'
import { SqliteLinks } from './store/links.ts'
import { SqliteMutes } from './store/mutes.ts'
import { SqliteServiceRecords } from './store/records.ts'
import { SqliteShelf } from './store/shelf.ts'
import { SqliteSubjectStore } from './store/subject-store.ts'
import { SqliteTallies } from './store/tallies.ts'
import { SqliteWatch } from './store/watch.ts'
import { takeUp } from './take-up.ts'

export interface HostOptions {
  /** Where the data lives; absent: in memory only. */
  readonly folder?: string
  /** The address under which links are reached. */
  readonly publicUrl: string
  /** Starts with the clock standing still at this instant. */
  readonly frozenAt?: Instant
  readonly log: Log
  readonly metrics?: Metrics
  /**
   * The supplier's own directory (YAML), loaded at every start; absent: the demo, once. It deletes nothing, but what it names is
   * then as it says, whatever was imported under the same ids since; only units put in instead of others stay where they are.
   */
  readonly directory?: string
  /** `false`: nobody can pick a role here. */
  readonly localPages?: boolean
  /** Of what is worth a look at the start. Absent: Chinese. */
  readonly language?: Language
  /** Folder of the supplier's own plan files; absent: what `loadPlans` reads. */
  readonly plans?: string
  /** Folder of the supplier's own forms, beside those of this repository; absent: what `loadForms` reads. */
  readonly forms?: string
  /** Where the secrets of hotlines are looked for; absent: the environment. */
  readonly given?: Given
  /** By which messages really leave; those that none of them carries are shown in the outbox alone. */
  readonly channels?: readonly Channel[]
  /** Called after every sweep. */
  readonly heartbeatUrl?: string
  /** Whether a backup that should be there is not; absent: nobody has asked for any. */
  readonly isBackupLate?: () => boolean
  /** Where real time comes from, for tests of a system clock that jumps. */
  readonly time?: TimeSources
  /** Replaces parts of the outside, such as an SMS provider that fails. */
  readonly outside?: (deps: Deps) => Partial<WatchDeps>
}

/** The embedded system: the handlers and the state machine that run on AWS, on one SQLite file. */
export interface Host {
  readonly deps: WatchDeps
  readonly clock: MovableClock
  readonly engine: Engine
  readonly outbox: Outbox
  readonly secrets: Secrets
  /** The directory that is loaded at the start. */
  readonly demo: Directory
  readonly handlers: Readonly<Record<Route['function'], HttpHandler>>
  /** Resumes what was open. Loads the demo directory where there is none. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Lets this time pass; everything due in between happens first, in order. */
  advance(to: Instant): Promise<void>
  /** The same for so many milliseconds from when nobody else moves it. */
  advanceBy(ms: number): Promise<void>
  /** What the watchdog does every minute. */
  sweep(): Promise<void>
  /** Asks providers what became of messages, every few seconds, where the settings say so. */
  askForReceipts(): Promise<void>
  /** What is late. */
  health(): Promise<Health>
  /** For monitors. */
  readonly figures: Figures
  /** Calls `listener` after every save of a subject. It must not throw. */
  onSaved(listener: () => void): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

const DEFINITIONS = join(import.meta.dirname, '../../workflows/definitions')
/** The machine of every kind of subject, as it was synthesized. */
const definitions = () =>
  Object.fromEntries(
    readdirSync(DEFINITIONS).map((file) => [
      file.slice(0, file.indexOf('.')),
      JSON.parse(readFileSync(join(DEFINITIONS, file), 'utf8')),
    ]),
  )
/** Where `npm ci` has put it; the pages work without it. */
const PHONE_SCRIPT = join(import.meta.dirname, '../../dist/phone/phone.js')
/** A page that was lost is worth another way within its window, which is minutes. */
const ASK_EVERY_MS = 10_000
/** Real time: it watches over the process, not over the clock that is moved. */
const SWEEP_EVERY_MS = 60_000
/** What no seal has noted can be lost unnoticed. */
const SEAL_EVERY_MS = 5_000
const STOPS_WITHIN_MS = 8_000
/** How soon a jump of the system's clock is noticed where nobody asks for the time. */
const LOOK_AT_CLOCK_EVERY_MS = 5_000

/** @throws DatabaseError and whatever else keeps it from starting; the folder is free again then. */
export function createHost(options: HostOptions): Host {
  const data = openDataFolder(options.folder)
  try {
    return hostOn(data, options)
  } catch (error) {
    data.close()
    throw error
  }
}

function hostOn(data: DataFolder, options: HostOptions): Host {
  const { db } = data
  const { frozenAt, time, log, channels = [], localPages = true, language = 'zh-CN' } = options
  const clock = openClock(db, { log, ...(frozenAt && { frozenAt }), ...defined({ time }) })
  const { secrets, keysOf } = localSecrets(options.folder, options.given)
  const links = new SqliteLinks(db)
  const linkKeys = keysOf('link')
  const hides = (kind: OutgoingMessage['kind']) => channels.some(({ carries }) => carries === kind)
  const outbox = new Outbox(db, clock, { tokenOf: revealing(links, linkKeys), hides })
  const store = new SqliteSubjectStore(db)
  const steadyMs = time?.steadyMs ?? (() => performance.now())
  const figures = createFigures(db, clock, steadyMs, options.metrics)
  const directory = new SqliteDirectory(db)
  const shelf = new SqliteShelf(db)
  const tallies = new SqliteTallies(db)
  const directoryRecord = new SqliteDirectoryRecord(db)
  const forms = loadForms(options.forms)
  const base: Outside = {
    store,
    inboxes: new SqliteInboxes(db),
    links,
    ledger: new SqliteLedger(db),
    records: new SqliteServiceRecords(db),
    contractFiles: new SqliteContractFiles(db),
    attachments: options.folder ? new FolderAttachments(attachmentsIn(options.folder)) : new MemoryAttachments(),
    audit: new SqliteAudit(db),
    mutes: new SqliteMutes(db),
    tallies,
    shelf,
    directory,
    directoryRecord,
    workflow: engineWorkflow(() => engine),
    messenger: messengerOf(outbox, through(channels, log, { tallies }), channels),
    capabilities: hmacCapabilities(linkKeys),
    digest: sha256,
    clock,
    plans: plansOnFile({ store }, loadPlans(options.plans, forms), (warning) =>
      log.warn('Plan', { warning: inLanguage(warning, language) }),
    ),
    printing,
    forms: async () => forms,
    publicUrl: options.publicUrl,
    log: options.log,
    metrics: figures.metrics,
  }
  const replaced = options.outside?.(withSubjects(base))
  const watch = new SqliteWatch(db, replaced?.store ?? base.store)
  const deps: WatchDeps = withSubjects({ ...base, watch, ...replaced })
  const context = {} as Context
  const onError = (error: unknown) => options.log.error('Embedded system', { error })
  const deliver = deliverHandler(deps)
  const mails = createMailStream(async (event) => (await deliver(event, context)) ?? undefined, onError)
  store.onEffects((effects) => mails.add(effects))
  const engine = createEngineOf(db, clock, deps, context, mails.idle, onError)
  const seed = seedDirectory(options.directory)
  const health = createHealth(db, deps.store, clock, steadyMs, options.isBackupLate)
  const askHealth = () => health.ask(!frozenAt)
  const machine = localMachine({ db, clock, folder: options.folder, channels, health: askHealth, given: options.given })
  const beat = heartbeat(options.heartbeatUrl, log)
  const sweeper = sweepHandler(deps, async () => {
    health.swept()
    figures.swept()
    await beat()
  })
  const timers: NodeJS.Timeout[] = []
  const seal = () => data.seal(() => store.flushed()).catch(onError)
  const askForReceipts = async () =>
    (await import('../../functions/receipts/asking.ts')).askForReceipts({ ...deps, channels })
  const sweep = async () => void (await sweeper({} as never, context))

  return {
    deps,
    clock,
    engine,
    outbox,
    secrets,
    demo: seed.directory,
    handlers: httpHandlers(
      {
        ...deps,
        machine,
        feed: new SqliteFeed(db),
        isPlayground: localPages,
        channels,
      },
      keysOf,
      clock,
    ),
    async start() {
      const hasNewDirectory = await loadSeed(
        deps,
        { directory, directoryRecord },
        seed,
        options.directory !== undefined,
        language,
      )
      await warnOfGaps(deps, language)
      await linkKeys.all()
      await takeUp({ db, deps, store, engine, mails, hasNewDirectory, onError })
      timers.push(setInterval(seal, SEAL_EVERY_MS))
      if (frozenAt) return
      timers.push(setInterval(() => sweep().catch(onError), SWEEP_EVERY_MS))
      timers.push(setInterval(() => askForReceipts().catch(onError), ASK_EVERY_MS))
      timers.push(setInterval(() => void clock.now(), LOOK_AT_CLOCK_EVERY_MS))
    },
    async stop() {
      if (!db.isOpen) return
      for (const timer of timers) clearInterval(timer)
      mails.stop()
      const rested = Promise.all([engine.stop(), mails.idle()])
      // Whatever a mail server or a provider does: what they have not answered by then is pending, and goes at the next start.
      await Promise.race([rested, sleep(STOPS_WITHIN_MS, undefined, { ref: false })])
      await seal()
      data.close()
    },
    advance: (to) => engine.advanceTo(to),
    advanceBy: (ms) => engine.advanceBy(ms),
    sweep,
    askForReceipts,
    health: askHealth,
    figures,
    onSaved(listener) {
      store.onSaved(listener)
      shelf.onChanged(listener)
    },
    async idle() {
      await engine.drain()
      await mails.idle()
      await engine.drain()
    },
  }
}

function createEngineOf(
  db: DatabaseSync,
  clock: MovableClock,
  deps: Deps,
  context: Context,
  mailsIdle: () => Promise<void>,
  onError: (error: unknown) => void,
): Engine {
  const advance = advanceHandler(deps)
  const wait = awaitHandler(deps)
  return createEngine({
    db,
    clock,
    machines: definitions(),
    functions: {
      AdvanceFunction: async (payload) => advance(payload as never, context),
      AwaitFunction: async (payload) => wait(payload as never, context),
    },
    idle: [mailsIdle],
    onError,
  })
}

function httpHandlers(
  deps: DirectoryDeps & { readonly feed: Feed } & Pick<ApiDeps, 'isPlayground'> & Pick<ReceiptsDeps, 'channels'>,
  keysOf: LocalSecrets['keysOf'],
  clock: MovableClock,
): Host['handlers'] {
  // A sender signs by the real time, whatever our movable clock shows.
  const clocks = () => [clock.now(), fromMs(Date.now())]
  const calls = { ...deps, verifier: hmacSignature({ keys: keysOf('hotline'), clocks }) }
  const twilio = { ...deps, verifier: twilioSignature({ keys: keysOf('twilio'), publicUrl: deps.publicUrl }) }
  return {
    calls: callsHandler(calls),
    twilio: twilioHandler(twilio),
    receipts: receiptsHandler(deps),
    links: linksHandler(deps, scriptIn(PHONE_SCRIPT)),
    api: apiHandler({ ...deps, openApi: openApiDocument }),
    ledger: ledgerHandler(deps),
    directory: directoryHandler(deps),
  }
}

/** Whatever really carries a message has it first; the phones and the mailbox here show it in any case. */
function messengerOf(outbox: Outbox, real: Messenger, channels: readonly Channel[]): Messenger {
  const carried = new Set(channels.map(({ carries }) => carries))
  // Where real phones are written to, one that rings here alone wakes nobody: that it cannot is said.
  if (carried.has('text')) carried.add('voice')
  return {
    async send(message) {
      if (outbox.has(message)) return undefined
      const accepted = carried.has(message.kind) ? await real.send(message) : undefined
      await outbox.send(message)
      return accepted
    },
  }
}
