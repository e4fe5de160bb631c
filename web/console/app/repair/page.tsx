import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { mapOf, phoneShown } from '../../../../shared/message/format.ts'
import { STAGE_NAMES } from '../../../../shared/message/texts.ts'
import { useLines } from '../board/use-lines.ts'
import { type Repair, useRepair } from '../data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Keys, useKeys } from '../parts/keys.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { Problem } from '../parts/problem.tsx'
import { Severity } from '../parts/severity.tsx'
import { distance, moment } from '../parts/time.ts'
import { Waiting } from '../parts/waiting.tsx'
import { go, Link } from '../router.tsx'
import { STRANGER, useLanguage, useSay } from '../words.ts'
import { Actions } from './actions.tsx'
import { Files } from './files.tsx'
import { Matters } from './matters.tsx'
import { Paging } from './paging.tsx'
import { Helped, isUnanswered, nextDue, Reported, reachedAt, subjectOf, useWarranty } from './parts.tsx'
import { RailHead, RepairRail } from './rail.tsx'
import { Timeline } from './timeline.tsx'
import { Voice } from './voice.tsx'

/** One repair whole: head, the rail across it, what happened, and what can be done now. */
export function RepairPage({ id }: { id: string }) {
  const say = useSay()
  const language = useLanguage()
  const { data: repair, error, refetch } = useRepair(id)
  return (
    <>
      <header className="bar">
        <Crumbs id={id} />
        <span className="push" />
        <a
          className="report"
          href={`/api/repairs/${encodeURIComponent(id)}/report?lang=${language}`}
          target="_blank"
          rel="noreferrer"
        >
          {say(text('服务报告', 'Service report'))}
        </a>
        <Keys />
        <LiveSign />
      </header>
      <div className="page">
        {error && <Problem error={error} onRetry={() => void refetch()} />}
        {!repair && !error && <Waiting />}
        {repair && (
          <>
            <Head repair={repair} />
            <section className="panel railbox">
              <RailHead repair={repair} />
              <div className="in">
                <RepairRail repair={repair} />
              </div>
            </section>
            <div className="cols">
              <div className="main">
                <Matters repair={repair} />
                <Timeline repair={repair} />
              </div>
              <Side repair={repair} />
            </div>
          </>
        )}
      </div>
    </>
  )
}

/** What can be done now, whom to call, and what helped before. */
function Side({ repair }: { repair: Repair }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return (
    <div className="side">
      <section className="panel">
        <header>
          <h2>{say(text('现在可以做', 'What can be done now'))}</h2>
        </header>
        <div className="in">
          {isUnanswered(repair) && (
            <Paging repair={repair} left={distance(nextDue(repair) ?? repair.reportedAt, nowMs, language)} />
          )}
          <Actions repair={repair} />
        </div>
      </section>
      <People repair={repair} />
      <Files repair={repair} />
      <Helped words={repair.symptoms} model={repair.unit?.model} not={repair.id} />
    </div>
  )
}

/** Which of the board it is; J and K go on. */
function Crumbs({ id }: { id: string }) {
  const say = useSay()
  const { lines } = useLines()
  const at = lines.findIndex(({ row }) => row.id === id)
  const step = (by: number) => {
    const next = lines[at + by]
    if (at >= 0 && next) go(`/repairs/${next.row.id}`, { replace: true })
  }
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => go(`/board?open=${id}`) })
  return (
    <nav className="crumb">
      <Link to="/board">{say(text('值班台', 'Board'))}</Link> <span>/</span> <b>{id}</b>
      {at >= 0 && (
        <span className="small">
          {say(text(`第 ${at + 1} 单，共 ${lines.length} 单`, `${at + 1} of ${lines.length}`))} <kbd>K</kbd>{' '}
          <kbd>J</kbd>
        </span>
      )}
    </nav>
  )
}

/** How it stands, a word for each. */
function useFacts(repair: Repair) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const warranty = useWarranty(repair)
  const { assignee, stage, visitAt, unit, contract, plan, planVersion, desk } = repair
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      say(text('阶段', 'Stage')),
      [inLanguage(STAGE_NAMES[stage], language), repair.paused && say(text('已暂停', 'paused'))]
        .filter(Boolean)
        .join(' · '),
    ],
    [
      say(text('负责', 'In charge')),
      assignee?.name ??
        (desk &&
          say(
            text(
              `${desk.person}（服务台，${moment(desk.until, repair.timezone, nowMs, language)} 前转出）`,
              `${desk.person} (desk, passes it on by ${moment(desk.until, repair.timezone, nowMs, language)})`,
            ),
          )) ??
        say(text('还没有人', 'nobody yet')),
    ],
    [say(text('上门', 'Visit')), visitAt && moment(visitAt, repair.timezone, nowMs, language)],
    [say(text('保修', 'Warranty')), warranty],
    [say(text('设备', 'Unit')), unit?.serial],
    [
      say(text('合同', 'Contract')),
      [contract, say(text(`${plan} 第 ${planVersion} 版`, `${plan} v${planVersion}`))].filter(Boolean).join(' · '),
    ],
  ]
  return facts
}

function Head({ repair }: { repair: Repair }) {
  const say = useSay()
  const { plan, needsIdentification } = repair
  const role = useStore(sessionStore)?.role
  const facts = useFacts(repair)
  return (
    <div className="head">
      <div>
        <h1>
          <Severity plan={plan} id={repair.severity} />
          {subjectOf(repair, say)}
        </h1>
        <p className="pre">{repair.symptoms}</p>
        <Reported repair={repair} />
        <Voice repair={repair} />
        {needsIdentification && (
          <p className="warn">
            {say(
              text(
                '客户或设备还没有确认，按最严格的承诺执行。',
                'Customer or unit not identified yet, the strictest commitment applies.',
              ),
            )}
            {role !== 'viewer' && say(text('请用“登记设备”补上。', ' Identify the unit.'))}
          </p>
        )}
      </div>
      <dl>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}

/** Whom to call. */
function People({ repair }: { repair: Repair }) {
  const say = useSay()
  const { contacts, assignee } = repair
  const people: readonly { as: string; id: string; name: string; phone?: string | undefined }[] = [
    ...contacts.map((contact) => {
      const [name = say(STRANGER)] = reachedAt(contact)
      return { as: say(text('客户', 'Customer')), id: contact.id, name, phone: contact.phone }
    }),
    ...(assignee ? [{ as: say(text('工程师', 'Engineer')), id: assignee.id, name: assignee.name }] : []),
  ]
  if (people.length === 0) return null
  return (
    <section className="panel">
      <header>
        <h2>{say(text('人员', 'People'))}</h2>
      </header>
      <dl className="in ppl">
        {people.map(({ as, id, name, phone }) => (
          <div key={`${as}${id}`}>
            <dt>{as}</dt>
            <dd>
              {name}
              {phone && <a href={`tel:${phone}`}>{phoneShown(phone)}</a>}
            </dd>
          </div>
        ))}
      </dl>
      {repair.site && (
        <p className="in soft address">
          <a href={mapOf(repair.site.address)} target="_blank" rel="noreferrer">
            {repair.site.address}
          </a>
        </p>
      )}
    </section>
  )
}
