import Button from 'antd/es/button'
import { useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { ADVICE_SEVERITIES } from '../../../../shared/message/texts.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import { type AdvisoryRow, useAdvisories } from './advisories-data.ts'
import { AdvisoryDrawer } from './advisory-drawer.tsx'
import { NewAdvisory } from './advisory-form.tsx'
import { Beside, useOpened } from './beside.tsx'

/** Advice and warnings to everybody who has such a model, and who has read them. */
export function Advisories() {
  const say = useSay()
  const advisories = useAdvisories()
  const [isNew, setNew] = useState(false)
  const [open, show] = useOpened('advisories')
  const mayIssue = useStore(sessionStore)?.may.includes('issueAdvisories') ?? false
  return (
    <Beside
      open={open}
      onClose={() => show(undefined)}
      drawer={(id) => <AdvisoryDrawer id={id} mayAct={mayIssue} onClose={() => show(undefined)} />}
    >
      <div className="choices">
        <span className="push" />
        {mayIssue && !isNew && (
          <Button type="primary" onClick={() => setNew(true)}>
            {say(text('发布预警', 'Issue a warning'))}
          </Button>
        )}
      </div>
      {isNew && (
        <NewAdvisory
          onClose={(id) => {
            setNew(false)
            if (id !== undefined) show(id)
          }}
        />
      )}
      <Failed of={advisories} />
      {advisories.data && <List rows={advisories.data} open={open} onPick={show} />}
    </Beside>
  )
}

interface ListProps {
  readonly rows: readonly AdvisoryRow[]
  readonly open: string | undefined
  readonly onPick: (id: string) => void
}

function List({ rows, open, onPick }: ListProps) {
  const say = useSay()
  return (
    <section className="panel works" aria-label={say(text('预警', 'Warnings'))}>
      {rows.length === 0 && (
        <Empty
          isWhole
          says={text('还没有发布过。', 'None has been issued.')}
          next={text(
            '发现某个型号有隐患或需要更新时，从这里通知所有用这个型号的客户。',
            'When a model has a weakness or needs an update, tell all who have it from here.',
          )}
          part="issueAdvisories"
        />
      )}
      <ul>
        {rows.map((row) => (
          <AdvisoryLine key={row.id} row={row} isOpen={row.id === open} onPick={() => onPick(row.id)} />
        ))}
      </ul>
    </section>
  )
}

function AdvisoryLine({ row, isOpen, onPick }: { row: AdvisoryRow; isOpen: boolean; onPick: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { title, severity, models, issuedAt, told, stage } = row
  return (
    <li>
      <button type="button" className={isOpen ? 'dueline upgrade on' : 'dueline upgrade'} onClick={onPick}>
        <Sign name={severity === 'urgent' ? 'none' : 'run'} small />
        <span className="d-what">
          <b>{inLanguage(title, language)}</b>
        </span>
        <span className="d-whose">{models.join(say(text('、', ', ')))}</span>
        <time>{moment(issuedAt, DESK_ZONE, nowMs, language)}</time>
        <span className="soft">{say(ADVICE_SEVERITIES[severity])}</span>
        <span className="d-left">
          {stage === 'withdrawn'
            ? say(text('已撤回', 'withdrawn'))
            : say(text(`已通知 ${told} 家`, `${told} customers told`))}
        </span>
      </button>
    </li>
  )
}
