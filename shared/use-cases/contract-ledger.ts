import type { FactEvent } from '../contract/facts.ts'
import { type BoundUnit, contractObligations } from '../contract/lines.ts'
import { boundDocument, contractFor, coversAll } from '../directory/binding.ts'
import type { Contract, Directory, Site, Unit } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import type { Actor } from '../kernel/actor.ts'
import { DEFAULT_TIMEZONE } from '../kernel/calendar.ts'
import { NotFoundError, StoreBusyError } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import type { Obligation } from '../promise/obligation.ts'
import { bringInLine } from '../shell/in-line.ts'
import type { Deps, WatchDeps } from './deps.ts'

type ContractDeps = Pick<Deps, 'ledger' | 'contracts' | 'plans' | 'clock'> & { readonly directory: DirectoryReader }

/**
 * Brings the ledger's lines of a contract in line with its dates, what it binds and what was recorded about it. Called
 * whenever one of these changes, and when a line falls due. May be repeated. Gives how many lines changed.
 * Throws NotFoundError when there is no such contract, or it names a plan we do not have.
 */
export const refreshContract = (deps: ContractDeps, contractId: string): Promise<number> =>
  bringInLine(deps, `contract/${contractId}`, () => linesOfContract(deps, contractId))

/** About the contract itself, and none of its clauses. */
export const OF_NO_CLAUSE = { clause: '', need: '', about: 'contract' } as const

/** How often others may be first before we give up; a contract's file is written by a few people. */
const ATTEMPTS = 20

/**
 * Appends to a contract's file what `next` makes of what is there; nothing where it gives nothing. Throws StoreBusyError when
 * others are always first.
 */
export async function appendFact(
  { contracts, clock }: Pick<Deps, 'contracts' | 'clock'>,
  id: string,
  by: Actor,
  next: (facts: readonly FactEvent[]) => Omit<FactEvent, 'seq' | 'at' | 'by'> | undefined,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const facts = await contracts.facts(id)
    const event = next(facts)
    const seq = (facts.at(-1)?.seq ?? 0) + 1
    if (!event || (await contracts.append(id, { seq, at: clock.now(), by, ...event })) === 'saved') return
  }
  throw new StoreBusyError(`Contract ${id} is being changed by too many others at once; try again`)
}

/**
 * Notes in their files since when these contracts are in the system: what was due before, nobody here can have recorded. To be
 * called before they are put there, with those alone that were not there; may be repeated, the first time counts.
 */
export async function fileContracts(
  { contracts, clock }: Pick<Deps, 'contracts' | 'clock'>,
  added: readonly Contract[],
): Promise<void> {
  for (const { id, signedOn, deliveredOn, acceptedOn } of added) {
    const facts = await contracts.facts(id)
    // One that somebody has recorded something about was here before.
    if (facts.length > 0) continue
    const dates = { signedOn, ...(deliveredOn && { deliveredOn }), ...(acceptedOn && { acceptedOn }) }
    const fact = { type: 'filed', ...dates } as const
    await contracts.append(id, { seq: 1, at: clock.now(), by: { kind: 'system' }, ...OF_NO_CLAUSE, fact })
  }
}

/** The contracts of a directory that were not in the one before it. */
export const addedContracts = (
  after: Pick<Directory, 'contracts'>,
  before: Pick<Directory, 'contracts'> | undefined,
): readonly Contract[] => {
  const known = new Set(before?.contracts.map(({ id }) => id))
  return after.contracts.filter(({ id }) => !known.has(id))
}

/** Every contract on file whose plan is loaded, after any of the master data has changed. */
export async function refreshContracts(deps: ContractDeps): Promise<number> {
  const { contracts } = await deps.directory.all()
  let changed = 0
  for (const contract of contracts) changed += await refreshLoaded(deps, contract)
  return changed
}

/** A contract whose plan is not loaded keeps the lines it has. */
export const refreshLoaded = async (deps: ContractDeps, contract: Contract): Promise<number> =>
  boundDocument(deps.plans, contract) ? refreshContract(deps, contract.id) : 0

/** What a contract's lines should be now. */
export async function linesOfContract(deps: ContractDeps, contractId: string): Promise<readonly Obligation[]> {
  const contract = await deps.directory.contract(contractId)
  if (!contract) throw new NotFoundError(`there is no contract "${contractId}"`)
  const { plan, planVersion } = contract
  const document = boundDocument(deps.plans, contract)
  if (!document)
    throw new NotFoundError(`contract "${contractId}" names plan ${plan} version ${planVersion}: we have none`)
  const facts = await deps.contracts.facts(contractId)
  const bound = await boundBy(deps, contract)
  return contractObligations({ contract, document, ...bound, facts, timezone: DEFAULT_TIMEZONE }, deps.clock.now())
}

/** The sites and units that a contract binds. */
async function boundBy(
  deps: ContractDeps,
  contract: Contract,
): Promise<{ readonly sites: readonly Site[]; readonly units: readonly BoundUnit[] }> {
  const { sites, units } = await candidatesFor(deps, contract)
  const rivals = await deps.directory.contractsOf(contract.customer)
  const binds = (serial: string | undefined, site: string) => contractFor(rivals, serial, site)?.id === contract.id
  const zones = new Map(sites.map(({ id, timezone }) => [id, timezone]))
  return {
    sites: sites.filter(({ id }) => binds(undefined, id)),
    units: units
      .filter(({ serial, site }) => binds(serial, site))
      .map((unit) => ({ unit, timezone: zones.get(unit.site) ?? DEFAULT_TIMEZONE })),
  }
}

/** What a contract may bind, with the sites where its units stand. */
async function candidatesFor(
  { directory }: ContractDeps,
  contract: Contract,
): Promise<{ readonly sites: readonly Site[]; readonly units: readonly Unit[] }> {
  if (coversAll(contract)) {
    const { sites, units } = await directory.all()
    const own = sites.filter(({ customer }) => customer === contract.customer)
    const ids = new Set(own.map(({ id }) => id))
    return { sites: own, units: units.filter(({ site }) => ids.has(site)) }
  }
  const there = (await Promise.all((contract.sites ?? []).map((id) => directory.unitsAt(id)))).flat()
  const named = await all(contract.units ?? [], (serial) => directory.unit(serial))
  const units = new Map([...there, ...named].map((unit) => [normaliseSerial(unit.serial), unit]))
  const ids = new Set([...(contract.sites ?? []), ...named.map(({ site }) => site)])
  return { sites: await all([...ids], (id) => directory.site(id)), units: [...units.values()] }
}

const all = async <T>(ids: readonly string[], get: (id: string) => Promise<T | undefined>): Promise<T[]> =>
  (await Promise.all(ids.map(get))).filter((found) => found !== undefined)

/**
 * Contracts' lines have no timer of their own: what fell due without its document is found here. A page each sweep, so that lines
 * that stay, such as those of repairs that are stuck, neither cost more the more they are nor hide what stands behind them.
 */
export async function refreshDueContracts(deps: ContractDeps & Pick<WatchDeps, 'log' | 'watch'>): Promise<void> {
  const before = (await deps.watch.round(ROUND)) || undefined
  const page = await deps.ledger.due({
    from: BEGINNING,
    to: deps.clock.now(),
    limit: BATCH,
    ...(before && { cursor: before }),
  })
  if (page.cursor !== before) await deps.watch.keepRound(ROUND, page.cursor ?? '')
  const due = new Set(page.items.flatMap(({ repair, contract }) => (repair === undefined && contract ? contract : [])))
  for (const contract of due) {
    try {
      await refreshContract(deps, contract)
    } catch (error) {
      deps.log.error('Contract not refreshed', { contract, error })
    }
  }
}

/** Before everything. */
const BEGINNING: Instant = '1970-01-01T00:00:00.000Z'
const BATCH = 200
const ROUND = 'dueContracts'
