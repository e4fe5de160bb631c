import { type ComponentType, Suspense, useEffect } from 'react'
import { inLanguage, type Text, text } from '../../../shared/kernel/text.ts'
import { ROLE_NAMES } from '../../../shared/message/texts.ts'
import { Alarm, useUntaken } from './alarm/alarm.tsx'
import { Board } from './board/board.tsx'
import { useDuty } from './data.ts'
import { type Any, Guard, type Load, late } from './late.tsx'
import { callsStore } from './outside/live.ts'
import { isPlaygroundOpen, language, otherLanguage } from './outside/memory.ts'
import { signOut } from './outside/session.ts'
import { overStore, type Session, sessionStore } from './outside/signed-in.ts'
import { useStore } from './outside/store.ts'
import { hostSays, useTicking } from './outside/time.ts'
import { PaletteKey } from './palette/palette-key.tsx'
import { Icon, type IconName, Mark } from './parts/icons.tsx'
import { LiveSign } from './parts/live-sign.tsx'
import { Symbols } from './parts/signs.tsx'
import { Playground } from './playground/playground.tsx'
import { Link, usePlace } from './router.tsx'
import { SignIn } from './sign-in.tsx'
import { SignInAgain } from './sign-in-provider.tsx'
import { withAnt } from './with-ant.tsx'
import { useLanguage, useSay } from './words.ts'

interface RoomEntry {
  readonly room: string
  readonly icon: IconName
  readonly name: Text
  /** What of the API one must be allowed to use to enter; absent: everyone may. */
  readonly part?: string
  /** Fetched when it is entered; `id`: what of the room is open. */
  readonly page: ComponentType<{ readonly id?: string | undefined }>
}

const room = <Page extends Any>(load: Load<Page>) => withAnt(load, 'room')

/** The rooms that there are, each to those who may use it. */
const ROOMS: readonly RoomEntry[] = [
  { room: 'board', icon: 'board', name: text('值班台', 'Board'), page: Board },
  {
    room: 'call',
    icon: 'call',
    name: text('接听', 'Take a call'),
    part: 'takeRequest',
    page: room(() => import('./call/call.tsx').then(({ Call }) => ({ default: Call }))),
  },
  {
    room: 'planned',
    icon: 'planned',
    name: text('计划', 'Planned'),
    part: 'ledger',
    page: room(() => import('./planned/planned.tsx').then(({ Planned }) => ({ default: Planned }))),
  },
  {
    room: 'roster',
    icon: 'roster',
    name: text('值班表', 'Roster'),
    part: 'rosters',
    page: room(() => import('./roster/roster.tsx').then(({ Roster }) => ({ default: Roster }))),
  },
  {
    room: 'customers',
    icon: 'customers',
    name: text('客户', 'Customers'),
    part: 'directory',
    page: room(() => import('./customers/customers.tsx').then(({ Customers }) => ({ default: Customers }))),
  },
  {
    room: 'plans',
    icon: 'plans',
    name: text('承诺', 'Promises'),
    page: room(() => import('./plans/plans.tsx').then(({ Plans }) => ({ default: Plans }))),
  },
  {
    room: 'ledger',
    icon: 'ledger',
    name: text('台账', 'Ledger'),
    part: 'ledger',
    page: room(() => import('./ledger/ledger.tsx').then(({ Ledger }) => ({ default: Ledger }))),
  },
  {
    room: 'settings',
    icon: 'settings',
    name: text('设置', 'Settings'),
    part: 'settings',
    page: room(() => import('./settings/settings.tsx').then((room) => ({ default: room.SettingsRoom }))),
  },
]

const RepairPage = room(() => import('./repair/page.tsx').then((page) => ({ default: page.RepairPage })))
const Calls = late(() => import('./call/on-the-line.tsx').then(({ Calls }) => ({ default: Calls })))
const mayEnter = (session: Session, { part }: RoomEntry): boolean => !part || session.may.includes(part)

export function Shell() {
  const session = useStore(sessionStore)
  const isOver = useStore(overStore)
  const place = usePlace()
  const room = place.room === 'repairs' ? 'board' : place.room
  return (
    <>
      <Title room={room} id={place.id} />
      <Symbols />
      {session && <Inside room={room} session={session} />}
      {session && isOver && <SignInAgain />}
      {session === null && <SignIn />}
    </>
  )
}

/** Of the window; it counts what nobody has, so that the room is not drawn anew with every change of the board. */
function Title({ room, id }: { room: string; id: string | undefined }) {
  const spoken = useLanguage()
  const name = ROOMS.find((one) => one.room === room)?.name
  const untaken = useUntaken().length
  useEffect(() => {
    const house = spoken === 'zh-CN' ? '承诺' : 'Chengnuo'
    const title = [id, name && inLanguage(name, spoken), house].filter(Boolean).join(' · ')
    document.title = untaken > 0 ? `(${untaken}) ${title}` : title
  }, [id, name, spoken, untaken])
  return null
}

function Inside({ room, session }: { room: string; session: Session }) {
  useTicking()
  const isPlaying = useStore(isPlaygroundOpen)
  const { count } = useStore(callsStore)
  const duty = useDuty()
  useEffect(() => {
    if (duty.data) hostSays(duty.data.at)
  }, [duty.data])
  return (
    <div className={session.playground ? `app playing${isPlaying ? ' open' : ''}` : 'app'}>
      <Navigation room={room} session={session} />
      <div className="work">
        {count > 0 && (
          <Suspense>
            <Calls />
          </Suspense>
        )}
        <main className="room">
          <Suspense>
            <Guard key={room} place="room" draw={() => <Room session={session} />} />
          </Suspense>
        </main>
      </div>
      {session.playground && <Playground />}
    </div>
  )
}

function Room({ session }: { session: Session }) {
  const { room, id } = usePlace()
  if (room === 'repairs' && id) return <RepairPage key={id} id={id} />
  const entry = ROOMS.find((one) => one.room === room)
  if (!entry || !mayEnter(session, entry)) return <NoRoom isThere={entry !== undefined} />
  return <entry.page id={id} />
}

/** An address that leads nowhere, or where one may not go. */
function NoRoom({ isThere }: { isThere: boolean }) {
  const say = useSay()
  const [what, then] = isThere
    ? [
        text('您的角色不能进这个房间', 'Your role does not open this room'),
        text(
          '您能用的房间都在导航里；需要更多，请找服务经理。',
          'The rooms that you can use stand in the navigation; if you need more, ask a service manager.',
        ),
      ]
    : [
        text('没有这一页', 'There is no such page'),
        text('地址可能抄错了，或者已经改了。', 'The address may be mistyped, or has changed since.'),
      ]
  return (
    <>
      <header className="bar">
        <h1 role="alert">{say(what)}</h1>
        <span className="push" />
        <LiveSign />
      </header>
      <div className="noroom">
        <p>{say(then)}</p>
        <Link to="/board">{say(text('去值班台', 'Go to the board'))}</Link>
      </div>
    </>
  )
}

function Navigation({ room, session }: { room: string; session: Session }) {
  const say = useSay()
  const rooms = ROOMS.filter((entry) => mayEnter(session, entry))
  return (
    <nav className="nav" aria-label={say(text('主导航', 'Rooms'))}>
      <div className="mark">
        <Mark />
        {say(text('承诺', 'Chengnuo'))}
      </div>
      {rooms.map((one) => (
        <Link key={one.room} to={`/${one.room}`} aria-current={room === one.room ? 'page' : undefined}>
          <Icon name={one.icon} />
          {say(one.name)}
        </Link>
      ))}
      <PaletteKey rooms={rooms} />
      <button type="button" className="more" popoverTarget="nav-end">
        <Icon name="more" />
        {say(text('更多', 'More'))}
      </button>
      <div className="end" id="nav-end" popover="auto">
        <Alarm />
        <button type="button" popoverTarget="nav-end" popoverTargetAction="hide" onClick={otherLanguage}>
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
