import type { Contract } from '../directory/directory.ts'
import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { LinkRecord, SubjectLinkRecord } from '../subject/effect.ts'
import { overAfter } from '../subject/link.ts'
import { UPGRADE } from '../upgrade/state/subject.ts'
import type { Upgrade } from '../upgrade/state/upgrade.ts'
import type { Deps } from './deps.ts'
import { unlessOver } from './open-link.ts'
import { loadUpgrade } from './upgrades.ts'

/** Whose link to an upgrade it is, and how far they may go with it. */
export interface OpenedUpgrade {
  readonly link: SubjectLinkRecord
  readonly upgrade: Upgrade
  readonly holder: UpgradeHolder
}
export interface UpgradeHolder {
  readonly name: string
  readonly language: Language
  readonly role: 'customer' | 'engineer' | 'dispatcher' | 'manager'
}

/** Undefined when the link leads to no upgrade, or is over. */
export async function openUpgrade(deps: Deps, link: SubjectLinkRecord): Promise<OpenedUpgrade | undefined> {
  const open = unlessOver(deps, await endOfUpgradeLink(deps, link))
  return open && { link, upgrade: open.upgrade, holder: open.holder }
}

/** Whose link to an upgrade it is, and when it is over: at no instant while the upgrade is open and its holder has a part in it. */
export async function endOfUpgradeLink(
  deps: Deps,
  link: LinkRecord,
): Promise<{ readonly holder: UpgradeHolder; readonly upgrade: Upgrade; readonly at?: Instant } | undefined> {
  if (link.kind === 'inbox' || kindOf(link.about) !== UPGRADE) return undefined
  const upgrade = await loadUpgrade(deps, idOf(link.about))
  const holder = upgrade && (await holderOf(deps, upgrade, link))
  if (!upgrade || !holder) return undefined
  const { ended } = upgrade
  if (!ended && (holder.role !== 'engineer' || upgrade.engineer?.id === link.holder)) return { upgrade, holder }
  return { upgrade, holder, at: overAfter(link, ended?.at) }
}

/** A contact of that customer who is told of it; one of ours on file, with the part that the contract gives them. */
async function holderOf(
  deps: Deps,
  upgrade: Upgrade,
  { kind, holder }: SubjectLinkRecord,
): Promise<UpgradeHolder | undefined> {
  if (kind === 'customer') {
    const contact = await deps.directory.contact(holder)
    const isTheirs = contact?.customer === upgrade.customer.id && upgrade.contacts.some(({ id }) => id === holder)
    return contact && isTheirs ? { name: contact.name, language: contact.language, role: 'customer' } : undefined
  }
  const [person, contract] = await Promise.all([
    deps.directory.person(holder),
    deps.directory.contract(upgrade.contract),
  ])
  return person && { name: person.name, language: person.language, role: roleUnder(contract, holder) }
}

const roleUnder = (contract: Contract | undefined, person: string): UpgradeHolder['role'] => {
  if (contract?.manager === person) return 'manager'
  return contract?.coordinator === person || contract?.papersBy === person ? 'dispatcher' : 'engineer'
}
