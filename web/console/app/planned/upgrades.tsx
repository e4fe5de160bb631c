import Button from 'antd/es/button'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { UPGRADE_STAGES } from '../../../../shared/message/texts.ts'
import { Earlier } from '../ledger/earlier.tsx'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { Link, usePlace, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Beside, useOpened } from './beside.tsx'
import { UpgradeDrawer } from './upgrade-drawer.tsx'
import { NewUpgrade } from './upgrade-form.tsx'
import { type UpgradeRow, useUpgrades } from './upgrades-data.ts'

/** Upgrades at customers': planned with them, backed up, ticked step by step, rolled back if need be. */
export function Upgrades() {
  const say = useSay()
  const { query } = usePlace()
  const isOver = query.has('over')
  const upgrades = useUpgrades(!isOver)
  const rows = upgrades.data?.pages.flatMap((page) => page.upgrades) ?? []
  const [open, show] = useOpened('upgrades')
  const [isNew, setNew] = useState(false)
  const mayPlan = useStore(sessionStore)?.may.includes('planUpgrades') ?? false
  const to = (over: boolean) =>
    `/planned/upgrades${withQuery(query, { over: over ? '1' : undefined, open: undefined })}`
  return (
    <Beside
      open={open}
      onClose={() => show(undefined)}
      drawer={(id) => <UpgradeDrawer id={id} onClose={() => show(undefined)} />}
    >
      <div className="choices">
        <nav className="seg links" aria-label={say(text('哪些', 'Which'))}>
          <Link to={to(false)} aria-current={!isOver}>
            {say(text('进行中', 'Open'))}
          </Link>
          <Link to={to(true)} aria-current={isOver}>
            {say(text('已结束', 'Over'))}
          </Link>
        </nav>
        <span className="push" />
        {mayPlan && !isNew && (
          <Button type="primary" onClick={() => setNew(true)}>
            {say(text('安排升级', 'Plan an upgrade'))}
          </Button>
        )}
      </div>
      {isNew && (
        <NewUpgrade
          onClose={(id) => {
            setNew(false)
            if (id !== undefined) show(id)
          }}
        />
      )}
      <Failed of={upgrades} />
      {upgrades.data && <List rows={rows} isOver={isOver} open={open} onPick={show} />}
      {upgrades.hasNextPage && (
        <p className="more">
          <Earlier of={upgrades} />
        </p>
      )}
    </Beside>
  )
}

interface ListProps {
  readonly rows: readonly UpgradeRow[]
  readonly isOver: boolean
  readonly open: string | undefined
  readonly onPick: (id: string) => void
}

function List({ rows, isOver, open, onPick }: ListProps) {
  const say = useSay()
  return (
    <section className="panel works" aria-label={say(text('升级', 'Upgrades'))}>
      {rows.length === 0 &&
        (isOver ? (
          <Empty says={text('还没有结束的升级。', 'No upgrade is over yet.')} />
        ) : (
          <Empty
            says={text('没有在安排的升级。', 'No upgrade is planned.')}
            next={text(
              '软件、固件或配置要升级时，先在这里和客户商定方案。',
              'Agree on one with the customer here before software, firmware or configuration changes.',
            )}
            part="planUpgrades"
          />
        ))}
      <ul>
        {rows.map((row) => (
          <UpgradeLine key={row.id} row={row} isOpen={row.id === open} onPick={() => onPick(row.id)} />
        ))}
      </ul>
    </section>
  )
}

function UpgradeLine({ row, isOpen, onPick }: { row: UpgradeRow; isOpen: boolean; onPick: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { title, siteName, customerName, stage, from, engineer, steps, stepsDone, broken } = row
  return (
    <li>
      <button type="button" className={isOpen ? 'dueline upgrade on' : 'dueline upgrade'} onClick={onPick}>
        <Sign name={broken > 0 ? 'late' : stage === 'running' ? 'soon' : 'run'} small />
        <span className="d-what">
          <b>{title}</b>
        </span>
        <span className="d-whose">
          {siteName} <span className="soft">{customerName}</span>
        </span>
        <span>
          {from && <span className="soft">{say(text('开始 ', 'begins '))}</span>}
          <time>{from ? moment(from, DESK_ZONE, nowMs, language) : say(text('时间未定', 'no date'))}</time>
        </span>
        <span className="soft">{engineer?.name ?? say(text('没定人', 'nobody'))}</span>
        <span className="d-left">
          {say(UPGRADE_STAGES[stage])}
          {steps > 0 && ` ${stepsDone}/${steps}`}
        </span>
      </button>
    </li>
  )
}
