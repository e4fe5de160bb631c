import { useEffect } from 'react'
import { inLanguage, type Text, text } from '../../../shared/kernel/text.ts'
import { Board } from './board/board.tsx'
import { Call } from './call/call.tsx'
import { useDuty } from './data.ts'
import { useLive } from './outside/live.ts'
import { language, setLanguage } from './outside/memory.ts'
import { type Role, readSession, signOut } from './outside/session.ts'
import { type Session, sessionStore } from './outside/signed-in.ts'
import { useStore } from './outside/store.ts'
import { hostSays, useTicking } from './outside/time.ts'
import { Icon, type IconName, Mark } from './parts/icons.tsx'
import { Symbols } from './parts/signs.tsx'
import { RepairPage } from './repair/page.tsx'
import { Link, usePlace } from './router.tsx'
import { SignIn } from './sign-in.tsx'
import { useLanguage, useSay } from './words.ts'

/** The rooms that there are, each to those who may use it. */
const ROOMS: readonly { to: string; room: string; icon: IconName; name: Text; part?: string }[] = [
  { to: '/board', room: 'board', icon: 'board', name: text('值班台', 'Board') },
  { to: '/call', room: 'call', icon: 'call', name: text('接听', 'Take a call'), part: 'takeRequest' },
]

export function Shell() {
  const session = useStore(sessionStore)
  const place = usePlace()
  const spoken = useLanguage()
  const room = place.room === 'repairs' ? 'board' : place.room
  const name = ROOMS.find((one) => one.room === room)?.name
  useEffect(() => void readSession(), [])
  useEffect(() => {
    document.title = [place.id, name && inLanguage(name, spoken), spoken === 'zh-CN' ? '承诺' : 'Chengnuo']
      .filter(Boolean)
      .join(' · ')
  }, [place.id, name, spoken])
  return (
    <>
      <Symbols />
      {session && <Inside room={room} session={session} />}
      {session === null && <SignIn />}
    </>
  )
}

function Inside({ room, session }: { room: string; session: Session }) {
  useTicking()
  useLive()
  const duty = useDuty()
  useEffect(() => {
    if (duty.data) hostSays(duty.data.at)
  }, [duty.data])
  return (
    <div className="app">
      <Navigation room={room} session={session} />
      <main className="room">
        <Room mayTake={session.may.includes('takeRequest')} />
      </main>
    </div>
  )
}

function Room({ mayTake }: { mayTake: boolean }) {
  const { room, id } = usePlace()
  if (room === 'call' && mayTake) return <Call />
  if (room === 'repairs' && id) return <RepairPage key={id} id={id} />
  return <Board />
}

function Navigation({ room, session }: { room: string; session: Session }) {
  const say = useSay()
  return (
    <nav className="nav" aria-label={say(text('主导航', 'Rooms'))}>
      <div className="mark">
        <Mark />
        {say(text('承诺', 'Chengnuo'))}
      </div>
      {ROOMS.filter(({ part }) => !part || session.may.includes(part)).map((one) => (
        <Link key={one.room} to={one.to} aria-current={room === one.room ? 'page' : undefined}>
          <Icon name={one.icon} />
          {say(one.name)}
        </Link>
      ))}
      <div className="end">
        <button type="button" onClick={() => setLanguage(language() === 'zh-CN' ? 'en' : 'zh-CN')}>
          {language() === 'zh-CN' ? <span lang="en">English</span> : <span lang="zh-CN">中文</span>}
        </button>
        <button type="button" onClick={() => void signOut()}>
          {session.name ?? say(ROLE_NAMES[session.role])}
          <br />
          <span className="soft">{say(text('退出', 'Sign out'))}</span>
        </button>
      </div>
    </nav>
  )
}

const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  dispatcher: text('客服', 'Desk'),
  manager: text('经理', 'Manager'),
  engineer: text('工程师', 'Engineer'),
  viewer: text('只读', 'Viewer'),
}
