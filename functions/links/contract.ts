import { contractSubject } from '../../shared/contract/subject.ts'
import type { Person } from '../../shared/directory/directory.ts'
import { type Day, dayOf } from '../../shared/kernel/calendar.ts'
import { BadRequestError, type Fault } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { type OpenedContract, openContract } from '../../shared/use-cases/open-contract.ts'
import { factSchema, takeBackSchema } from '../../shared/wire/facts.ts'
import { parse } from '../../shared/wire/problem.ts'
import { papersPage } from '../../web/pages/papers.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { bodySent } from '../middleware/form-body.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/p/{token}` of a contract: which of its papers are owed; whoever sees to them records one. Undefined: the link is over. */
export async function serveContract(
  event: HttpEvent,
  deps: Deps,
  { link, path }: Led,
): Promise<HttpResult | undefined> {
  if (link.kind === 'customer') return (await import('./contract-letter.ts')).serveLetter(event, deps, { link, path })
  const opened = await openContract(deps, link)
  if (!opened) return undefined
  const { person, file } = opened
  const actor = actorOf(person)
  const { timezone } = opened
  const frame = { path, today: dayOf(deps.clock.now(), timezone) }
  const page = (status: number, problems?: readonly Fault[]) => htmlPage(status, pageOf(event, opened, frame, problems))
  if (event.requestContext.http.method !== 'POST') {
    await auditOpening(deps, { role: 'engineer', actor }, contractSubject(file.contract.id), file.contract.customer)
    const { file: asked } = event.pathParameters ?? {}
    if (asked === undefined) return page(200)
    const { besideContract, fileAnswer } = await import('../attachments/answer.ts')
    return fileAnswer(deps, besideContract(file), asked)
  }
  try {
    const sent = await bodySent(event)
    const form = filled(sent.form)
    if ('fact' in form && isManagerOf(opened)) {
      const who = { role: 'manager', actor: { ...actor, manager: true } } as const
      const { takeBack } = await import('../../shared/use-cases/take-back-fact.ts')
      await takeBack(deps, file.contract.id, parse(takeBackSchema, { ...form, fact: Number(form.fact) }), who)
    } else await record(deps, opened, form, sent.file)
    return seeOther(`${path}?lang=${languageOf(event, person.language)}`)
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return page(400, error.faults)
  }
}

async function record(deps: Deps, opened: OpenedContract, form: object, bytes: Uint8Array | undefined): Promise<void> {
  const { id } = opened.file.contract
  const { document, reference, doneOn, ...which } = parse(factSchema, form)
  // A page that is only read needs none of it.
  const { recordOnContract } = await import('../../shared/use-cases/record-on-contract.ts')
  const file = bytes && (await (await import('../attachments/keep.ts')).keepContractFile(deps, id, bytes))
  const fact = { type: 'recorded' as const, document, ...defined({ reference, doneOn, file }) }
  const actor = actorOf(opened.person)
  await recordOnContract(deps, id, which, fact, isManagerOf(opened) ? { ...actor, manager: true } : actor)
}

const actorOf = ({ id, name }: Person) => ({ kind: 'engineer', id, name }) as const

/** Whom the contract names as its manager; a link makes nobody else one. */
const isManagerOf = ({ person, file }: OpenedContract): boolean => file.contract.manager === person.id

const pageOf = (
  event: HttpEvent,
  opened: OpenedContract,
  frame: { readonly path: string; readonly today: Day },
  problems: readonly Fault[] = [],
): string =>
  papersPage({
    language: languageOf(event, opened.person.language),
    ...frame,
    timezone: opened.timezone,
    file: opened.file,
    sites: opened.sites,
    problems,
    mayTakeBack: isManagerOf(opened),
  })

/** A form sends what was left empty as well. */
const filled = (form: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].filter(([, value]) => value.trim() !== ''))
