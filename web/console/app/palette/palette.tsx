import { useState } from 'react'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import { saysAll, wordsIn } from '../board/order.ts'
import { useBoard } from '../data.ts'
import { otherLanguage } from '../outside/memory.ts'
import { Dialog } from '../parts/dialog.tsx'
import { askedAction } from '../repair/asked.ts'
import { useForms } from '../repair/data.ts'
import { go } from '../router.tsx'
import { useSay } from '../words.ts'

interface Props {
  readonly rooms: readonly { readonly room: string; readonly name: Text }[]
  /** The repair that is open. */
  readonly open: string | undefined
  readonly onClose: () => void
}
interface Entry {
  readonly key: string
  readonly kind: string
  readonly label: string
  readonly act: () => void
}
const MOST_REPAIRS = 8

/** Everything by its name: rooms, repairs, what can be done to the open one. */
export default function Palette({ rooms, open, onClose }: Props) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const words = wordsIn(typed)
  const fits = ({ label }: Entry) => saysAll(label, words)
  const actions = useActions(open)
  const repairs = useRepairs(words, typed)
  const entries = [
    ...actions.filter(fits),
    ...repairs,
    ...rooms
      .map(({ room, name }): Entry => ({ key: room, kind: say(ROOM), label: say(name), act: () => go(`/${room}`) }))
      .filter(fits),
    ...[LANGUAGE].map((entry) => ({ ...entry, kind: say(SETTING) })).filter(fits),
  ]
  const chosen = entries[Math.min(at, entries.length - 1)]
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.act()
  }
  const byKeys = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt(Math.min(Math.max(at + step, 0), entries.length - 1))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog label={say(text('快速前往', 'Go anywhere'))} onClose={onClose}>
      <div className="palette">
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={chosen && `palette-${chosen.key}`}
          aria-label={say(text('快速前往', 'Go anywhere'))}
          placeholder={say(text('单号、页面、操作', 'Number, page, action'))}
          value={typed}
          maxLength={100}
          onKeyDown={byKeys}
          onChange={({ target }) => {
            setTyped(target.value)
            setAt(0)
          }}
        />
        <Entries entries={entries} chosen={chosen} onRun={run} />
      </div>
    </Dialog>
  )
}

interface EntriesProps {
  readonly entries: readonly Entry[]
  readonly chosen: Entry | undefined
  readonly onRun: (entry: Entry) => void
}
function Entries({ entries, chosen, onRun }: EntriesProps) {
  const say = useSay()
  return (
    <div id="palette-list" role="listbox" aria-label={say(text('可以前往', 'Where to'))}>
      {entries.map((entry) => (
        <button
          key={entry.key}
          id={`palette-${entry.key}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={entry === chosen}
          onClick={() => onRun(entry)}
        >
          <span>{entry.label}</span>
          <em>{entry.kind}</em>
        </button>
      ))}
      {entries.length === 0 && <p className="soft">{say(text('没有找到。', 'Nothing found.'))}</p>}
    </div>
  )
}

const ROOM = text('页面', 'Page')
const SETTING = text('设置', 'Setting')
const LANGUAGE = {
  key: 'language',
  label: 'English / 中文',
  act: otherLanguage,
}

/** What can be done to the open repair; its form opens where it stands. */
function useActions(open: string | undefined): readonly Entry[] {
  const say = useSay()
  const { data = [] } = useForms(open ?? '')
  return data.map(({ type, name }) => ({
    key: type,
    kind: say(text(`对 ${open}`, `to ${open}`)),
    label: name,
    act: () => askedAction.set({ repair: open ?? '', type }),
  }))
}

/** Repairs that the words lead to; a whole number leads there even if it is closed. */
function useRepairs(words: readonly string[], typed: string): readonly Entry[] {
  const say = useSay()
  const { data = [] } = useBoard()
  if (words.length === 0) return []
  const found: Entry[] = []
  for (const { id, place, unitName, unit, symptoms } of data) {
    const label = [id, place, unitName ?? unit, symptoms].filter(Boolean).join(' ')
    if (saysAll(label, words)) found.push({ key: id, kind: say(REPAIR), label, act: () => go(`/repairs/${id}`) })
    if (found.length === MOST_REPAIRS) break
  }
  const number = typed.trim()
  if (/^\d{6}-\d{4,}$/.test(number) && !found.some(({ key }) => key === number))
    found.push({ key: number, kind: say(REPAIR), label: number, act: () => go(`/repairs/${number}`) })
  return found
}
const REPAIR = text('报修单', 'Repair')
