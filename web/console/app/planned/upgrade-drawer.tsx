import { text } from '../../../../shared/kernel/text.ts'
import { UPGRADE_STAGES, whatName } from '../../../../shared/message/texts.ts'
import { STATE_NAMES } from '../ledger/words.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { Acting } from './acting.tsx'
import { Drawer, Timeline } from './drawer.tsx'
import { type Upgrade, useActOnUpgrade, useUpgrade, useUpgradeForms } from './upgrades-data.ts'

/** An upgrade beside the list: what was agreed, what is done of it, its promises, and what can be done now. */
export function UpgradeDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useSay()
  const upgrade = useUpgrade(id)
  return (
    <Drawer
      label={id}
      of={upgrade}
      title={({ title }) => title}
      stage={({ stage }) => say(UPGRADE_STAGES[stage])}
      timezone={({ timezone }) => timezone}
      onClose={onClose}
    >
      {(data) => (
        <>
          <Facts upgrade={data} />
          <Steps upgrade={data} />
          <section className="acts">
            <UpgradeActions upgrade={data} />
          </section>
          <Promises upgrade={data} />
          <Timeline entries={data.timeline} timezone={data.timezone} />
        </>
      )}
    </Drawer>
  )
}

function UpgradeActions({ upgrade }: { upgrade: Upgrade }) {
  const who = useStore(sessionStore)?.subject ?? ''
  const forms = useUpgradeForms(upgrade)
  const act = useActOnUpgrade(upgrade, who)
  if (!forms.data) return <Failed of={forms} />
  return (
    <Acting
      forms={forms.data}
      timeline={upgrade.timeline}
      isPending={act.isPending}
      error={act.error}
      onAct={(type, values, then) => act.mutate({ type, values }, { onSuccess: then })}
    />
  )
}

function Facts({ upgrade }: { upgrade: Upgrade }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { customer, site, units, engineer, cost, proposal, agreed, backup, noBackup, timezone, rolledBack } = upgrade
  const plan = proposal ?? agreed
  const when = (at: string) => moment(at, timezone, nowMs, language)
  return (
    <dl className="facts">
      <dt>{say(text('客户', 'Customer'))}</dt>
      <dd>
        {customer.name} {site.name}
        <p className="soft">{units.join(say(text('、', ', ')))}</p>
      </dd>
      <dt>{say(text('谁做', 'Who'))}</dt>
      <dd>{engineer?.name ?? <span className="soft">{say(text('还没定', 'Nobody yet'))}</span>}</dd>
      {cost && (
        <>
          <dt>{say(text('费用', 'Cost'))}</dt>
          <dd>
            {cost.text} <span className="soft">{cost.clause}</span>
          </dd>
        </>
      )}
      {plan && (
        <>
          <dt>{say(text('时间', 'When'))}</dt>
          <dd>
            {when(plan.from)} – {when(plan.until)}
            <p className="soft">
              {agreed && !proposal
                ? say(text(`${agreed.by} 已同意`, `agreed by ${agreed.by}`))
                : say(text('等客户答复', 'awaiting the customer'))}
            </p>
          </dd>
          <dt>{say(text('风险', 'Risks'))}</dt>
          <dd className="pre">{plan.risks}</dd>
        </>
      )}
      <dt>{say(text('备份', 'Backup'))}</dt>
      <dd>
        {backup
          ? `${backup.what} · ${backup.where}`
          : (noBackup ?? <span className="warn">{say(text('还没有', 'none yet'))}</span>)}
      </dd>
      {rolledBack && (
        <>
          <dt>{say(text('回退', 'Rolled back'))}</dt>
          <dd className="pre">{rolledBack.reason}</dd>
        </>
      )}
    </dl>
  )
}

function Steps({ upgrade: { steps, timezone } }: { upgrade: Upgrade }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  if (steps.length === 0) return null
  return (
    <section>
      <h3>{say(text('步骤', 'Steps'))}</h3>
      <ol className="steps">
        {steps.map(({ what, done }, index) => (
          <li key={index}>
            <Sign name={done ? 'kept' : 'run'} small label={say(done ? text('已做', 'done') : text('未做', 'to do'))} />{' '}
            {what}{' '}
            {done && (
              <span className="soft">
                {done.by} {moment(done.at, timezone, nowMs, language)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Promises({ upgrade: { promises, timezone } }: { upgrade: Upgrade }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  if (promises.length === 0) return null
  return (
    <section>
      <h3>{say(text('承诺', 'Promises'))}</h3>
      <ul className="past">
        {promises.map(({ what, clause, startedAt, dueAt, state }) => (
          <li key={`${what} ${startedAt}`}>
            <b>{clause}</b> {whatName(`upgrade:${what}`, language)}{' '}
            <span className={state === 'broken' ? 'bad' : 'soft'}>{say(STATE_NAMES[state])}</span>{' '}
            <span className="soft">{moment(dueAt, timezone, nowMs, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
