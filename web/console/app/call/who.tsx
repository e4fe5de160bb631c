import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useEffect } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { phoneShown } from '../../../../shared/message/format.ts'
import { useBoard } from '../data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { Problem } from '../parts/problem.tsx'
import { Search } from '../parts/search.tsx'
import { CALLER } from '../playground/caller.ts'
import { Link } from '../router.tsx'
import { useSay } from '../words.ts'
import { type Contact, type Lookup, type Site, useLookup, usePlaceOf } from './data.ts'
import { type Draft, internationally } from './draft.ts'
import { focusWords } from './reported.tsx'
import { UnitFile, Units } from './units.tsx'

/** Who calls is typed first. */
export const focusSearch = (): void => document.getElementById('who-calls')?.focus()

interface Props {
  readonly draft: Draft
  readonly change: (changes: Partial<Draft>) => void
}

const NOBODY = { q: '', person: undefined, site: undefined, serial: undefined, isUnitOpen: false, isStranger: false }

/** Who calls, and about which unit. */
export function WhoSide({ draft, change }: Props) {
  const say = useSay()
  const found = useLookup(draft.site ? '' : draft.q)
  const isPlaying = useStore(sessionStore)?.playground
  const isPicked = draft.site !== undefined || draft.isStranger
  const isAsked = !isPicked && draft.q.trim().length > 1
  const matches = isAsked && found.data ? matchesIn(found.data) : []
  /** Of what is typed by now, not of what was. */
  const only = !found.isPlaceholderData && matches.length === 1 ? matches[0] : undefined
  useNumber(draft, change, isAsked && !found.isPlaceholderData && found.data ? matches : undefined)
  return (
    <section className="who">
      <Search
        id="who-calls"
        className="find"
        value={draft.q}
        placeholder={say(text('号码、姓名、单位或编号一段', 'Number, name, place, part of a serial'))}
        onChange={(q) => change({ ...NOBODY, q })}
        onEnter={() => {
          if (only) change(only.meant)
          if (only || isPicked) focusWords()
        }}
      />
      {isAsked && found.isError && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {isAsked && (found.data || found.isError) ? (
        // What was found for other words is not to be picked.
        <div className={found.isPlaceholderData ? 'faded' : ''} inert={found.isPlaceholderData}>
          <Hits matches={matches} draft={draft} change={change} />
        </div>
      ) : (
        isAsked && <p className="hint soft">{say(text('正在查…', 'Looking it up…'))}</p>
      )}
      {draft.isStranger && <Stranger draft={draft} change={change} />}
      {draft.site && <Known site={draft.site} draft={draft} change={change} />}
      {!isPicked && draft.q.trim().length <= 1 && (
        <p className="hint soft">
          {say(
            text(
              '输入来电号码、姓名、单位，或设备编号的一段。',
              'Type the number, a name, a place, or part of a serial number.',
            ),
          )}
          {isPlaying && (
            <>
              {' '}
              {say(text('试试', 'Try'))} <Link to={`/call?q=${encodeURIComponent(CALLER)}`}>{CALLER}</Link>
            </>
          )}
        </p>
      )}
    </section>
  )
}

/** A whole number says who they are; whoever is on the line and on nobody's file need not be looked for. */
function useNumber({ q, dialled }: Draft, change: Props['change'], matches: readonly Match[] | undefined): void {
  const number = internationally(q)
  useEffect(() => {
    if (!number || !matches) return
    const [match, ...others] = matches
    if (match && others.length === 0 && match.meant.person?.phone === number) change(match.meant)
    else if (!match && dialled === number) change({ isStranger: true, phone: dialled })
  })
}

interface Match {
  readonly key: string
  readonly title: string
  readonly note: string
  readonly meant: Partial<Draft>
}

/** What it may mean: people first, then places, then units. */
function matchesIn(found: Lookup): readonly Match[] {
  const siteOf = (id: string) => found.sites.find((site) => site.id === id)
  const named = new Set([...found.contacts.flatMap(({ sites }) => sites), ...found.units.map(({ site }) => site)])
  const people = found.contacts.flatMap((person) =>
    person.sites.flatMap((id) => {
      const site = siteOf(id)
      const title = [person.name, person.phone && phoneShown(person.phone)].filter(Boolean).join(' ')
      return site ? [{ key: `${person.id}${id}`, title, note: site.name, meant: { site, person } }] : []
    }),
  )
  const places = found.sites
    .filter(({ id }) => !named.has(id))
    .map((site) => ({ key: site.id, title: site.name, note: site.address, meant: { site } }))
  const units = found.units.flatMap(({ serial, name, site: id }) => {
    const site = siteOf(id)
    return site ? [{ key: serial, title: `${name} ${serial}`, note: site.name, meant: { site, serial } }] : []
  })
  return [...people, ...places, ...units]
}

function Hits({ matches, change, draft }: Props & { matches: readonly Match[] }) {
  const say = useSay()
  return (
    <ul className="hits">
      {matches.map(({ key, title, note, meant }) => (
        <Hit key={key} title={title} note={note} onPick={() => change(meant)} />
      ))}
      <li className="oth">
        <Button type="link" onClick={() => change({ isStranger: true, ...saidIn(draft.q.trim()) })}>
          {matches.length === 0
            ? say(text('没有找到。按不在册登记 →', 'Nothing found. Take it as not on file →'))
            : say(text('都不是，按不在册登记 →', 'None of these: not on file →'))}
        </Button>
      </li>
    </ul>
  )
}

const Hit = ({ title, note, onPick }: { title: string; note: string; onPick: () => void }) => (
  <li>
    <button type="button" onClick={onPick}>
      <b>{title}</b>
      <span>{note}</span>
    </button>
  </li>
)

/** What was typed of somebody who is on no file: a number to call, one from a label, or a name. */
const saidIn = (typed: string): Partial<Draft> =>
  /^[\d\s+()-]{7,}$/.test(typed)
    ? { phone: typed.replace(/[^\d+]/g, '') }
    : /^[\w-]*\d[\w-]*$/.test(typed)
      ? { serial: typed }
      : { name: typed }

/** Nobody on file: the strictest commitment holds until somebody says whose it is. */
function Stranger({ draft, change }: Props) {
  const say = useSay()
  return (
    <div className="stranger">
      <p className="warn">
        {say(
          text(
            '不在册：按最严格的承诺执行，确认后再补登。',
            'Not on file: the strictest commitment holds until it is known whose it is.',
          ),
        )}{' '}
        <Button type="link" size="small" onClick={() => change(NOBODY)}>
          {say(text('换一人', 'Someone else'))}
        </Button>
      </p>
      <label htmlFor="who-name">{say(text('来电人', 'Caller'))}</label>
      <Input
        id="who-name"
        value={draft.name}
        maxLength={100}
        onChange={({ target }) => change({ name: target.value })}
      />
      <label htmlFor="who-phone">{say(text('电话', 'Phone'))}</label>
      <Input
        id="who-phone"
        value={draft.phone}
        maxLength={40}
        onChange={({ target }) => change({ phone: target.value })}
      />
      <label htmlFor="who-serial">{say(text('设备序列号（铭牌上的）', 'Serial number (on the label)'))}</label>
      <Input
        id="who-serial"
        value={draft.serial ?? ''}
        maxLength={100}
        onChange={({ target }) => change({ serial: target.value })}
      />
    </div>
  )
}

function Known({ site, draft, change }: Props & { site: Site }) {
  const say = useSay()
  const { data } = usePlaceOf(site.id)
  const board = useBoard()
  const contacts = data?.contacts ?? []
  return (
    <>
      <div className="hit">
        <h2>{draft.person?.name ?? site.shortName}</h2>
        <p>{site.name}</p>
        <p className="soft">{site.address}</p>
        <p className="soft">
          {draft.person ? say(text('已认出', 'On file')) : say(text('哪位来电？', 'Who is calling?'))}
          {!draft.person && contacts.map((one) => <PickPerson key={one.id} person={one} change={change} />)} ·{' '}
          <Button type="link" size="small" onClick={() => change(NOBODY)}>
            {say(text('换一人', 'Someone else'))}
          </Button>
        </p>
      </div>
      <h3>{say(text('报修哪台设备', 'Which unit'))}</h3>
      <Units units={data?.units ?? []} rows={board.data ?? []} draft={draft} change={change} />
      {draft.serial && <UnitFile serial={draft.serial} />}
    </>
  )
}

const PickPerson = ({ person, change }: { person: Contact; change: Props['change'] }) => (
  <Button type="link" size="small" onClick={() => change({ person })}>
    {person.name}
  </Button>
)
