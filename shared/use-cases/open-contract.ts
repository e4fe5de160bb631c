import { isAttended } from '../contract/decide.ts'
import { CONTRACT } from '../contract/subject.ts'
import type { Person } from '../directory/directory.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { DEFAULT_TIMEZONE } from '../kernel/calendar.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import { answersFor } from './contract-plot.ts'
import type { Deps } from './deps.ts'
import { contractFile } from './facts.ts'
import { linkOf } from './open-link.ts'

/** Whose link to a contract's papers it is, and how they stand. */
export interface OpenedContract {
  readonly person: Person
  readonly file: ContractFile
  /** In which its days are counted. */
  readonly timezone: string
}

/** Undefined when the link is unknown, was revoked or is over: it lasts while its holder answers for the contract and a paper is open or missing. */
export async function openContract(deps: Deps, token: string): Promise<OpenedContract | undefined> {
  const link = await linkOf(deps, token)
  if (link?.kind !== 'engineer' || kindOf(link.about) !== CONTRACT) return undefined
  const id = idOf(link.about)
  const [person, contract, state] = await Promise.all([
    deps.directory.person(link.holder),
    deps.directory.contract(id),
    deps.contracts.load(id),
  ])
  if (!person || !contract || !state) return undefined
  const isTheirs = isAttended(state) && (await answersFor(deps, contract, person.id))
  if (link.expiresAt <= deps.clock.now() && !isTheirs) return undefined
  const file = await contractFile(deps, id)
  return file && { person, file, timezone: state.terms?.timezone ?? DEFAULT_TIMEZONE }
}
