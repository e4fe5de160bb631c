import { contractSubject } from '../../shared/contract/subject.ts'
import { BadRequestError, type Fault } from '../../shared/kernel/errors.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { recordOnContract } from '../../shared/use-cases/facts.ts'
import { type OpenedContract, openContract } from '../../shared/use-cases/open-contract.ts'
import { factSchema } from '../../shared/wire/facts.ts'
import { parse } from '../../shared/wire/problem.ts'
import { papersPage } from '../../web/pages/papers.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { seeOther } from '../middleware/see-other.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/p/{token}` of a contract: which of its papers are owed; whoever sees to them records one. Undefined: it is no such link. */
export async function serveContract(event: HttpEvent, deps: Deps): Promise<HttpResult | undefined> {
  const token = event.pathParameters?.token
  const opened = token ? await openContract(deps, token) : undefined
  if (!token || !opened) return undefined
  const { person, file } = opened
  const actor = { kind: 'engineer', id: person.id, name: person.name } as const
  const page = (status: number, problems?: readonly Fault[]) => htmlPage(status, pageOf(event, opened, token, problems))
  if (event.requestContext.http.method !== 'POST') {
    await auditOpening(deps, { role: 'engineer', actor }, contractSubject(file.contract.id), file.contract.customer)
    return page(200)
  }
  try {
    const { document, reference, ...which } = parse(factSchema, filled(bodyForm(event)))
    const fact = { type: 'recorded' as const, document, ...(reference !== undefined && { reference }) }
    await recordOnContract(deps, file.contract.id, which, fact, actor)
    return seeOther(`/p/${token}?lang=${languageOf(event, person.language)}`)
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return page(400, error.faults)
  }
}

const pageOf = (
  event: HttpEvent,
  { person, file, timezone }: OpenedContract,
  token: string,
  problems: readonly Fault[] = [],
): string =>
  papersPage({
    language: languageOf(event, person.language),
    path: `/p/${token}`,
    timezone,
    file,
    problems,
  })

/** A form sends what was left empty as well. */
const filled = (form: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].filter(([, value]) => value.trim() !== ''))
