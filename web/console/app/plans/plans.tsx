import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import type { PlanDocument } from '../../../../shared/plan/document.ts'
import { countStanding } from '../../../../shared/plan/standing.ts'
import { wallOf } from '../../../rail/wall.ts'
import { useEntries } from '../customers/data.ts'
import { usePlans } from '../data.ts'
import { late } from '../late.tsx'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { LiveSign } from '../parts/live-sign.tsx'
import { Failed } from '../parts/problem.tsx'
import { DESK_ZONE } from '../parts/time.ts'
import { Link, usePlace } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Changes } from './changes.tsx'
import { Clauses } from './clauses.tsx'
import { Outdated } from './outdated.tsx'
import { PublishedBy } from './publish.tsx'
import { type PlanVersions, versionBefore, versionsOf } from './versions.ts'

/** What we promise, clause by clause, in every version. `id`: a plan and its version, `R.2`. */
export function Plans({ id }: { id?: string | undefined }) {
  return id === 'draft' ? <Draft /> : <Written id={id} />
}

/** Fetched with all that checks a text when one is to be checked. */
const Draft = late(() => import('./draft.tsx').then((draft) => ({ default: draft.Draft })))

function Written({ id }: { id: string | undefined }) {
  const say = useSay()
  const session = useStore(sessionStore)
  const { query } = usePlace()
  const { year, month, date } = wallOf(useNow(), DESK_ZONE)
  const today = [year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-')
  const plans = usePlans()
  const documents = plans.data ?? []
  const all = versionsOf(documents, today)
  const shown = documents.find((document) => nameOf(document) === id) ?? currentOf(all[0])
  const before = shown && versionBefore(documents, shown)
  const isChanges = query.get('show') === 'changes' && before !== undefined
  return (
    <div className="plans">
      <header className="bar">
        <h1>{say(text('承诺', 'Promises'))}</h1>
        <span className="soft">
          {say(text('每份承诺书的每一条、每一版', 'every clause of every version of every plan'))}
        </span>
        <span className="push" />
        <Link to="/plans/draft">{say(text('检查一份草稿', 'Check a draft'))}</Link>
        <LiveSign />
      </header>
      <div className="page">
        <Failed of={plans} />
        {session?.may.includes('moveContracts') && <Outdated />}
        <div className="columns">
          <List all={all} shown={shown} mayCount={session?.may.includes('directory') ?? false} />
          {shown && (
            <article className="panel">
              <header>
                <Title document={shown} />
                {before && (
                  <span className="seg push">
                    <Link to={`/plans/${nameOf(shown)}`} aria-current={isChanges ? undefined : 'true'}>
                      {say(text('条款', 'Clauses'))}
                    </Link>
                    <Link to={`/plans/${nameOf(shown)}?show=changes`} aria-current={isChanges ? 'true' : undefined}>
                      {say(text(`比第 ${before.version} 版`, `Against version ${before.version}`))}
                    </Link>
                  </span>
                )}
              </header>
              {session?.may.includes('directoryRecord') && <PublishedBy plan={shown.id} version={shown.version} />}
              {isChanges ? <Changes old={before} next={shown} /> : <Clauses document={shown} />}
            </article>
          )}
        </div>
      </div>
    </div>
  )
}

const nameOf = ({ id, version }: PlanDocument): string => `${id}.${version}`
const currentOf = (plan: PlanVersions | undefined): PlanDocument | undefined =>
  (plan?.versions.find(({ standing }) => standing === 'inForce') ?? plan?.versions[0])?.document

const STANDINGS = {
  inForce: text('有效', 'in force'),
  before: text('旧版', 'earlier'),
  coming: text('未生效', 'to come'),
}

/** Plans and their versions, with how many contracts keep each. */
function List({
  all,
  shown,
  mayCount,
}: {
  all: readonly PlanVersions[]
  shown: PlanDocument | undefined
  mayCount: boolean
}) {
  const say = useSay()
  const language = useLanguage()
  const contracts = useEntries('contracts', {}, mayCount)
  const under = ({ id, version }: PlanDocument) =>
    contracts.data?.entries.filter(({ cells }) => cells.plan === id && cells.planVersion === String(version)) ?? []
  return (
    <nav className="panel list" aria-label={say(text('承诺书', 'Plans'))}>
      {all.map(({ id, versions }) => (
        <section key={id}>
          <h2>
            {id} <span className="mid">{versions[0] && inLanguage(versions[0].document.title, language)}</span>
          </h2>
          <ul>
            {versions.map(({ document, standing }) => (
              <li key={document.version}>
                <Link to={`/plans/${nameOf(document)}`} aria-current={document === shown ? 'page' : undefined}>
                  <b>{say(text(`第 ${document.version} 版`, `version ${document.version}`))}</b>
                  <span className={standing === 'inForce' ? 'good' : 'soft'}>{say(STANDINGS[standing])}</span>
                  <span className="soft small">
                    {say(text(`${document.effectiveFrom} 起`, `from ${document.effectiveFrom}`))}
                  </span>
                  {contracts.data && (
                    <span
                      className="soft small push"
                      title={under(document)
                        .map((one) => one.id)
                        .join(' ')}
                    >
                      {say(text(`${under(document).length} 份合同`, `${under(document).length} contracts`))}
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function Title({ document }: { document: PlanDocument }) {
  const say = useSay()
  const language = useLanguage()
  const [active, recorded] = [countStanding(document, 'active'), countStanding(document, 'recorded')]
  const all = document.clauses.length
  return (
    <div>
      <h2>
        {inLanguage(document.title, language)}{' '}
        <span className="mid">{say(text(`第 ${document.version} 版`, `version ${document.version}`))}</span>
      </h2>
      <p className="soft small">
        {say(
          text(
            `共 ${all} 条：系统守住 ${active}，只记录 ${recorded}，尚未启用 ${all - active - recorded} · 依据 ${document.source}`,
            `${all} clauses: ${active} kept by the system, ${recorded} recorded, ${all - active - recorded} not yet active · source: ${document.source}`,
          ),
        )}
      </p>
    </div>
  )
}
