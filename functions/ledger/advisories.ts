import type { Advice } from '../../shared/advisory/advice.ts'
import { type Advisory, advisorySummary } from '../../shared/advisory/advisory.ts'
import { advisorySubject, noticeId } from '../../shared/advisory/subject.ts'
import { nameOf } from '../../shared/kernel/actor.ts'
import { BadRequestError, fault, NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Text } from '../../shared/kernel/text.ts'
import { listAdvisories, listNotices, loadAdvisory } from '../../shared/use-cases/advisories.ts'
import { toldByPhone } from '../../shared/use-cases/answer-notice.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { issueAdvisory, withdrawAdvisory } from '../../shared/use-cases/issue-advisory.ts'
import {
  type AdvisoryRequest,
  type AdvisoryView,
  advisoriesQuerySchema,
  advisoryActionSchema,
  advisoryQuerySchema,
  advisoryRequestSchema,
} from '../../shared/wire/advisories.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf, queryOf } from '../api/call.ts'
import { reachFor } from '../api/rights.ts'
import { type Staff, staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'

export const listAllAdvisories: ApiCall = async (event, deps) => {
  staffWho(event, 'advisories')
  const { limit, cursor } = parse(advisoriesQuerySchema, queryOf(event))
  const page = await listAdvisories(deps, { limit, ...defined({ cursor }) })
  return json(200, { advisories: page.items, ...defined({ cursor: page.cursor }) })
}

export const issueNewAdvisory: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'issueAdvisories')
  const { id, ...asked } = parse(advisoryRequestSchema, bodyJson(event))
  const advisory = await issueAdvisory(deps, adviceOf(asked), staff.actor, id)
  return json(201, await viewOf(deps, staff, advisory, { limit: FIRST }))
}

export const readAdvisory: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'advisories')
  const { limit, cursor } = parse(advisoryQuerySchema, queryOf(event))
  return json(200, await viewOf(deps, staff, await load(event, deps), { limit, ...defined({ cursor }) }))
}

export const actOnAdvisory: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'issueAdvisories')
  const action = parse(advisoryActionSchema, bodyJson(event))
  const { id } = await load(event, deps)
  if (action.type === 'withdraw') await withdrawAdvisory(deps, id, action.reason, staff.actor)
  else {
    const { customer, whom, how } = action
    const notice = await toldByPhone(deps, noticeId(id, customer), { whom, how }, staff.actor)
    if (!notice)
      throw new BadRequestError([fault('customer', '这个客户没有收到这条预警', 'has no notice of this advisory')])
  }
  return json(200, await viewOf(deps, staff, await load(event, deps), { limit: FIRST }))
}

/** So many customers stand in the answer to what was done; the others are asked for page by page. */
const FIRST = 50

const adviceOf = ({ title, text, todo, versions, ...advice }: Omit<AdvisoryRequest, 'id'>): Advice => ({
  ...advice,
  title: both(title),
  text: both(text),
  ...(todo && { todo: both(todo) }),
  ...defined({ versions }),
})

const both = ({ zh, en = zh }: { readonly zh: string; readonly en?: string }): Text => ({ zh, en })

async function load(event: HttpEvent, deps: Deps): Promise<Advisory> {
  const advisory = await loadAdvisory(deps, pathOf(event, 'id'))
  if (!advisory) throw new NotFoundError('no such advisory')
  return advisory
}

/** An engineer sees the advice, and how it stands with the customers of their rosters. */
async function viewOf(
  deps: Deps,
  staff: Staff,
  advisory: Advisory,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<AdvisoryView> {
  await auditOpening(deps, staff, advisorySubject(advisory.id))
  const reach = await reachFor(deps, staff)
  const { items, cursor } = await listNotices(deps, advisory.id, page)
  const { text, todo, versions } = advisory.advice
  return {
    ...advisorySummary(advisory),
    text,
    by: nameOf(advisory.by),
    ...defined({ todo, versions, withdrawn: advisory.withdrawn, cursor }),
    notices: reach ? await theirs(deps, reach, items) : items,
  }
}

type Items = Awaited<ReturnType<typeof listNotices>>['items']
async function theirs(
  deps: Deps,
  reach: NonNullable<Awaited<ReturnType<typeof reachFor>>>,
  items: Items,
): Promise<Items> {
  const { sites } = await deps.directory.all()
  const now = deps.clock.now()
  const sees = await Promise.all(
    items.map(async ({ customer }) => {
      const own = sites.filter((site) => site.customer === customer)
      return (await Promise.all(own.map(({ id }) => reach.ofSite(id, now)))).includes(true)
    }),
  )
  return items.filter((_, index) => sees[index])
}
