import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { type Repair, type Row, useBoard, useRepair } from '../data.ts'
import { ownName, sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Problem } from '../parts/problem.tsx'
import { stopwatch } from '../parts/time.ts'
import { askedAction } from '../repair/asked.ts'
import { useAct } from '../repair/data.ts'
import { subjectOf } from '../repair/parts.tsx'
import { go, Link } from '../router.tsx'
import { useSay } from '../words.ts'

/** C24: what whoever sits here tries to solve by telephone, each by the desk's own clock; what runs out goes to an engineer by itself. */
export function DeskWork() {
  const say = useSay()
  const me = ownName(useStore(sessionStore))
  const { data = [] } = useBoard()
  const mine = data.filter(({ desk }) => desk !== undefined && desk === me)
  if (mine.length === 0) return null
  return (
    <ul className="deskwork" aria-label={say(text('您正在电话处理', 'You are solving by telephone'))}>
      {mine.map((row) => (
        <Mine key={row.id} row={row} />
      ))}
    </ul>
  )
}

function Mine({ row }: { row: Row }) {
  const { data: repair } = useRepair(row.id)
  return repair?.desk ? <Trying repair={repair} until={repair.desk.until} /> : null
}

function Trying({ repair, until }: { repair: Repair; until: string }) {
  const say = useSay()
  const left = Math.max(0, Math.floor((Date.parse(until) - useNow()) / 1000))
  const act = useAct(repair, useStore(sessionStore)?.subject ?? '')
  const clock = repair.clocks.find(({ milestone, state }) => milestone === 'passedOn' && state === 'open')
  const solved = () => {
    askedAction.set({ repair: repair.id, type: 'solveRemotely' })
    go(`/repairs/${repair.id}`)
  }
  return (
    <li>
      <span className="soft">{say(text('您正在电话处理', 'You are solving'))}</span>{' '}
      <Link to={`/repairs/${repair.id}`}>
        {repair.id} {subjectOf(repair, say)}
      </Link>
      <b className={left < 120 ? 'warn' : ''}>
        {clock?.clause}{' '}
        {say(text(`还有 ${stopwatch(left)}，到时转给工程师`, `${stopwatch(left)} left, then an engineer is called`))}
      </b>
      <span className="push" />
      <Button type="primary" size="small" onClick={solved}>
        {say(text('电话里解决了', 'Solved by phone'))}
      </Button>
      <Button size="small" loading={act.isPending} onClick={() => act.mutate({ type: 'passOn', values: {} })}>
        {say(text('转给工程师', 'Pass on to an engineer'))}
      </Button>
      {act.isError && <Problem error={act.error} />}
    </li>
  )
}
