import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { auditOpening, auditRefusal } from '../../shared/use-cases/audit.ts'
import { withAddresses } from '../../shared/use-cases/contacts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { jobsOf } from '../../shared/use-cases/jobs.ts'
import { notOnFile, rightsOn } from '../../shared/use-cases/rights.ts'
import { loadUpgrade } from '../../shared/use-cases/upgrades.ts'
import { rightsOnVisit } from '../../shared/use-cases/visit-rights.ts'
import { loadVisit } from '../../shared/use-cases/visits.ts'
import { jobsPage, saidPage } from '../../web/pages/jobs.ts'
import { known, type StaffClaims } from '../api/claims.ts'
import { staffWho } from '../api/roles.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { acceptedLanguage } from '../middleware/language.ts'
import { htmlPage, languageOf } from './page.ts'
import { pageOf, type Visit } from './views.ts'

export interface JobsDeps extends Deps {
  readonly staffClaims?: () => Promise<StaffClaims>
  /** Where roles are picked one signs out there, too. */
  readonly isPlayground?: boolean
}

/** Whoever signed in, as one who does the work: their token says who, the directory what they are called. */
interface Worker {
  readonly id: string
  readonly name: string
  readonly language: Language
  readonly who: {
    readonly role: 'engineer'
    readonly actor: { readonly kind: 'engineer'; readonly id: string; readonly name: string }
  }
}

/** `/jobs`, for engineers who sign in: their list, and the page of each repair on it, as by the link that they were sent. */
export async function serveJobs(asked: HttpEvent, deps: JobsDeps): Promise<HttpResult> {
  const language = languageOf(asked, acceptedLanguage(asked.headers['accept-language'], 'zh-CN'))
  try {
    const event = await known(asked, deps, await deps.staffClaims?.())
    const worker = await workerIn(event, deps)
    // The page was of somebody who has signed out since: what waits on the phone waits for them.
    if (isOfAnother(event, worker)) return saying(401, OTHERS[language], language)
    return ofWorker(await answer(event, deps, worker), worker, deps)
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error
    if (!error.isOnRecord) await auditRefusal(deps, error.who, asked.routeKey)
    return saying(403, inLanguage(error.text, language), language)
  }
}

async function workerIn(event: HttpEvent, deps: Deps): Promise<Worker> {
  const staff = staffWho(event, 'jobs')
  const person = await deps.directory.person(staff.actor.id ?? '')
  if (!person) throw new ForbiddenError(staff, notOnFile(staff.actor.id ?? ''))
  const { id, name } = person
  const actor = { kind: 'engineer', id, name } as const
  return { id, name, language: languageOf(event, person.language), who: { role: 'engineer', actor } }
}

const isOfAnother = ({ headers }: HttpEvent, { id }: Worker): boolean => {
  const of = headers['x-holder']
  return of !== undefined && of !== encodeURIComponent(id)
}

async function answer(event: HttpEvent, deps: JobsDeps, worker: Worker): Promise<HttpResult> {
  const { id } = event.pathParameters ?? {}
  if (id === undefined) return htmlPage(200, await listOf(deps, worker))
  if (VISIT_NUMBER.test(id)) return visitAnswer(event, deps, worker, id)
  if (UPGRADE_NUMBER.test(id)) return upgradeAnswer(event, deps, worker, id)
  const repair = await deps.repairs.load(id)
  if (!repair) return saying(404, UNKNOWN[worker.language], worker.language)
  await requireTheirs(deps, worker, repair)
  const visit = visitOf(worker, repair)
  if (event.requestContext.http.method === 'POST') return (await import('./submit.ts')).submit(event, deps, visit)
  await auditOpening(deps, worker.who, repairSubject(repair.id), repair.customer?.id)
  const { file } = event.pathParameters ?? {}
  if (file !== undefined) {
    const { besideRepair, fileAnswer } = await import('../attachments/answer.ts')
    return fileAnswer(deps, besideRepair(repair), file)
  }
  return htmlPage(200, await pageOf(deps, visit))
}

/** `V270301-0001`: no repair's number begins with a letter. */
const VISIT_NUMBER = /^V\d/
/** `U270301-0001`. */
const UPGRADE_NUMBER = /^U\d/

/** A visit on their list, as their link opens it. */
async function visitAnswer(event: HttpEvent, deps: JobsDeps, worker: Worker, id: string): Promise<HttpResult> {
  const { language, who } = worker
  const visit = await loadVisit(deps, id)
  if (!visit) return saying(404, UNKNOWN[language], language)
  const { acts, why } = await rightsOnVisit(deps, who, visit)
  if (!acts) throw new ForbiddenError(who, why ?? NOT_YOURS)
  const { answerVisit } = await import('./visit.ts')
  const path = `/jobs/${encodeURIComponent(id)}`
  return answerVisit(event, deps, { visit, actor: who.actor, language, path, home: '/jobs' })
}

/** An upgrade that they are to do, as their link opens it. */
async function upgradeAnswer(event: HttpEvent, deps: JobsDeps, worker: Worker, id: string): Promise<HttpResult> {
  const { id: person, name, language, who } = worker
  const upgrade = await loadUpgrade(deps, id)
  if (upgrade?.engineer?.id !== person) throw new ForbiddenError(who, NOT_YOURS)
  const { answerUpgrade } = await import('./upgrade.ts')
  const path = `/jobs/${encodeURIComponent(id)}`
  const holder = { id: person, name, language, role: 'engineer' } as const
  return answerUpgrade(deps, { upgrade, holder, event, path, home: '/jobs' })
}

async function listOf(deps: JobsDeps, { id, name, language }: Worker): Promise<string> {
  const { visits, upgrades, ...jobs } = await jobsOf(deps, id)
  const reachable = (repairs: readonly Repair[]) => Promise.all(repairs.map((repair) => withAddresses(deps, repair)))
  const [toTake, asked, own] = await Promise.all([jobs.toTake, jobs.asked, jobs.own].map(reachable))
  const lists = { toTake: toTake ?? [], asked: asked ?? [], own: own ?? [], visits, upgrades }
  return jobsPage({ language, now: deps.clock.now(), name, ...lists })
}

/** Throws ForbiddenError for what is another's: it says what to do instead. */
async function requireTheirs(deps: Deps, { who }: Worker, repair: Repair): Promise<void> {
  const { acts, why } = await rightsOn(deps, who, repair)
  if (!acts) throw new ForbiddenError(who, why ?? NOT_YOURS)
}
const NOT_YOURS: Text = { zh: '这不归您处理。', en: 'This is not yours.' }

const visitOf = ({ id, language, who }: Worker, repair: Repair): Visit => ({
  link: { kind: 'engineer', about: repairSubject(repair.id), holder: id, hash: '', expiresAt: repair.updatedAt },
  repair,
  actor: who.actor,
  language,
  path: `/jobs/${encodeURIComponent(repair.id)}`,
  home: '/jobs',
})

/** What the phone keeps of it is this person's, and nobody else's; see `web/phone/outside/worker.ts`. */
function ofWorker(result: HttpResult, { id }: Worker, { isPlayground, clock }: JobsDeps): HttpResult {
  const holder = encodeURIComponent(id)
  const leave = isPlayground ? '/local/logout' : '/sign-out'
  const head = `<meta name="holder" content="${holder}"><meta name="now" content="${clock.now()}"><meta name="leave" content="${leave}">`
  const policy = String(result.headers?.['content-security-policy'])
  const isPage = String(result.headers?.['content-type']).startsWith('text/html')
  return {
    ...result,
    headers: {
      ...result.headers,
      'x-holder': holder,
      ...(isPage && { 'content-security-policy': policy.replace(';', "; worker-src 'self'; manifest-src 'self';") }),
    },
    ...(isPage && { body: (result.body ?? '').replace('</head>', `${head}${APP}\n</head>`) }),
  }
}

/** By these a phone offers to put the list on its home screen. */
const APP = `
<link rel="manifest" href="/phone/jobs.webmanifest">
<link rel="apple-touch-icon" href="/phone/icon-180.png">
<meta name="theme-color" content="#0b5cad">`

const saying = (status: number, said: string, language: Language): HttpResult =>
  htmlPage(status, saidPage(said, language))

const UNKNOWN = {
  'zh-CN': '没有这张报修单：请从列表打开。',
  en: 'No such repair: open it from the list.',
} as const
const OTHERS = {
  'zh-CN': '现在登录的是另一个人：请重新登录后再发送。',
  en: 'Somebody else is signed in now: sign in again, then it is sent.',
} as const
