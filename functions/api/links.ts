import { contractSubject } from '../../shared/contract/subject.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { idOf, kindOf } from '../../shared/kernel/subject.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { LinkTo } from '../../shared/subject/effect.ts'
import type { Holder } from '../../shared/subject/link.ts'
import { upgradeSubject } from '../../shared/upgrade/state/subject.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { type LiveLink, liveLinks, revokeLinks } from '../../shared/use-cases/links.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import { type LinkView, linksQuerySchema, type Revocation, revokeSchema } from '../../shared/wire/links.ts'
import { parse } from '../../shared/wire/problem.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, queryOf } from './call.ts'
import { staffWho } from './roles.ts'

/** Which links of a repair, a contract or a person work. */
export const listLinks: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'links')
  const asked = parse(linksQuerySchema, queryOf(event))
  const [about, holder] = [aboutOf(asked), holderOf(asked)]
  await auditOpening(deps, staff, `links/${about ?? `${holder.of}/${holder.id}`}`)
  const live = await liveLinks(deps, about ? { about } : { holder })
  return json(200, { links: live.map(viewOf) })
}

/** A manager ends one link, or all of a person's who leaves. */
export const endLinks: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'links')
  const asked = parse(revokeSchema, bodyJson(event))
  const holder = holderOf(asked)
  // A slip of the pen would end nobody's links and read as done.
  if (asked.person && !(await isSomebody(deps, asked.person))) throw new NotFoundError('no such person')
  const subject = subjectOf(asked, holder)
  const { reason } = asked
  const { at, revoked } = await revokeLinks(deps, staff, { holder, ...defined({ subject }), reason })
  return json(200, { at, revoked: revoked.map(viewOf) })
}

/** On file, or a colleague at the desk who was given an address. */
const isSomebody = async ({ directory, links }: Deps, id: string): Promise<boolean> =>
  (await directory.person(id)) !== undefined || (await links.list({ holder: { of: 'person', id } }, 1)).length > 0

const holderOf = ({ person, contact }: Pick<Revocation, 'person' | 'contact'>): Holder =>
  person === undefined ? { of: 'contact', id: contact ?? '' } : { of: 'person', id: person }

const aboutOf = ({
  repair,
  contract,
  upgrade,
  visit,
}: Pick<Revocation, 'repair' | 'contract' | 'upgrade' | 'visit'>) => {
  if (visit !== undefined) return visitSubject(visit)
  if (contract !== undefined) return contractSubject(contract)
  if (upgrade !== undefined) return upgradeSubject(upgrade)
  return repair === undefined ? undefined : repairSubject(repair)
}

const subjectOf = (asked: Revocation, { of, id }: Holder): LinkTo | undefined => {
  if (asked.inbox) return { kind: 'inbox', holder: id }
  const about = aboutOf(asked)
  return about && { kind: of === 'person' ? 'engineer' : 'customer', about, holder: id }
}

const viewOf = ({ link, name, endsAt }: LiveLink): LinkView => ({
  kind: link.kind,
  ...(link.kind === 'customer' ? { contact: link.holder } : { person: link.holder }),
  name,
  ...(link.kind !== 'inbox' && { [kindOf(link.about)]: idOf(link.about) }),
  ...(link.sentAt && { sentAt: link.sentAt }),
  ...(endsAt && { endsAt }),
})
