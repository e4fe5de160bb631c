import Alert from 'antd/es/alert'
import { inLanguage, type Text, text } from '../../../../shared/kernel/text.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { moment, timeOf } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { Acting, type Wanted } from './acting.tsx'
import { Drawer, Timeline } from './drawer.tsx'
import { Fillings, Outcome } from './filling.tsx'
import { useActOnVisit, useVisit, type Visit, type VisitRow } from './visits-data.ts'

const STAGES: Readonly<Record<VisitRow['stage'], Text>> = {
  planning: text('待约', 'To be agreed'),
  appointment: text('已约', 'Agreed'),
  outcome: text('待登记结果', 'Outcome wanted'),
  ended: text('已结束', 'Over'),
}

interface Props {
  readonly id: string
  readonly wanted?: Wanted | undefined
  readonly onClose: () => void
}

/** A visit or a call beside the list: what it settles, with whom, when, and what can be done now. */
export function VisitDrawer({ id, wanted, onClose }: Props) {
  const say = useSay()
  const visit = useVisit(id)
  return (
    <Drawer
      label={id}
      of={visit}
      title={({ siteName, customerName }) => siteName ?? customerName}
      stage={({ stage }) => say(STAGES[stage])}
      timezone={({ timezone }) => timezone}
      onClose={onClose}
    >
      {(data) => (
        <>
          <Objections visit={data} />
          <Facts visit={data} />
          <Fillings visit={data} />
          <Outcome visit={data} />
          <section className="acts">
            <VisitActions visit={data} wanted={wanted} />
          </section>
          <Timeline entries={data.timeline} timezone={data.timezone} />
        </>
      )}
    </Drawer>
  )
}

/** These have a place of their own. */
const FILLED: ReadonlySet<string> = new Set(['fill', 'photograph', 'sign'])

function VisitActions({ visit, wanted }: { visit: Visit; wanted: Wanted | undefined }) {
  const who = useStore(sessionStore)?.subject ?? ''
  const act = useActOnVisit(visit, who)
  return (
    <Acting
      forms={visit.forms.filter(({ type }) => !FILLED.has(type))}
      timeline={visit.timeline}
      wanted={wanted}
      isPending={act.isPending}
      error={act.error}
      onAct={(type, values, then) => act.mutate({ type, values }, { onSuccess: then })}
    />
  )
}

function Facts({ visit }: { visit: Visit }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { slot, offered, engineerName, confirmed, address, customerName, timezone, contract, way } = visit
  const when = ({ from, to }: { from: string; to: string }) =>
    `${moment(from, timezone, nowMs, language)}–${timeOf(to, timezone)}`
  return (
    <dl className="facts">
      <dt>{say(text('办什么', 'What'))}</dt>
      <dd>
        <Works visit={visit} />
      </dd>
      <dt>{say(text('客户', 'Customer'))}</dt>
      <dd>
        {customerName} <span className="soft">{contract}</span>
        {address && <p className="soft">{address}</p>}
      </dd>
      <Contacts visit={visit} />
      {slot && (
        <>
          <dt>{say(way === 'call' ? text('几点打', 'Call at') : text('约在', 'Agreed for'))}</dt>
          <dd>{when(slot)}</dd>
        </>
      )}
      {offered && (
        <>
          <dt>{say(text('请客户选', 'Offered'))}</dt>
          <dd>
            {offered.map((one) => (
              <p key={one.from}>{when(one)}</p>
            ))}
          </dd>
        </>
      )}
      <dt>{say(way === 'call' ? text('谁打', 'Who calls') : text('谁去', 'Who goes'))}</dt>
      <dd>
        {engineerName ?? <span className="soft">{say(text('还没定', 'Nobody yet'))}</span>}
        {engineerName && way === 'visit' && (
          <span className="soft">
            {' '}
            {say(confirmed ? text('已确认会到', 'has confirmed') : text('还没确认', 'has not confirmed'))}
          </span>
        )}
      </dd>
    </dl>
  )
}

const DENIED = {
  date: text('客户说没有约定过', 'The customer never agreed to'),
  absence: text('客户说当时在场，没有人来', 'The customer was there, and nobody came'),
}
const DECIDED = {
  ours: text('核定：是我方没有到', 'Decided: we did not come'),
  theirs: text('核定：原记录成立', 'Decided: the record stands'),
}

/** What the customer denies stands before all else. */
function Objections({ visit: { objections = [], timezone } }: { visit: Visit }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return objections.map(({ about, slot, at, by, words, decided }) => (
    <Alert
      key={`${about} ${at}`}
      type={about === 'absence' && !decided ? 'error' : 'warning'}
      title={`${say(DENIED[about])} ${moment(slot.from, timezone, nowMs, language)}`}
      description={[
        `${by} ${moment(at, timezone, nowMs, language)}`,
        words,
        decided && `${say(DECIDED[decided.finding])} (${decided.by}): ${decided.reason}`,
        about === 'absence' && !decided && say(text('待经理核定', 'A manager is to decide')),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  ))
}

function Contacts({ visit: { contact, contacts } }: { visit: Visit }) {
  const say = useSay()
  const people = contacts.length > 0 ? contacts : contact ? [contact] : []
  if (people.length === 0) return null
  return (
    <>
      <dt>{say(text('联系人', 'Contacts'))}</dt>
      <dd>
        {people.map(({ id, name, phone }) => (
          <p key={id}>
            {name} {phone && <a href={`tel:${phone}`}>{phone}</a>}
          </p>
        ))}
      </dd>
    </>
  )
}

function Works({ visit: { works, timezone } }: { visit: Visit }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return works.map(({ key, name, dueAt }) => (
    <p key={key}>
      <b>{key.split('/')[0]}</b> {inLanguage(name, language)}{' '}
      <span className="soft">
        {say(text('最迟', 'by'))} {moment(new Date(Date.parse(dueAt) - 1).toISOString(), timezone, nowMs, language)}
      </span>
    </p>
  ))
}
