import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import type { ActionForm } from '../repair/data.ts'
import { type Say, useSay } from '../words.ts'
import type { Offer } from './bulk.ts'
import { saysAll, wordsIn } from './order.ts'

interface OffersProps {
  readonly offers: readonly Offer<ActionForm>[]
  readonly of: number
  readonly onPick: (offer: Offer<ActionForm>) => void
}
/** So many stand there at once. */
const LIKELY = 4
/** Fewer are seen at a glance: nobody looks for one among them. */
const MANY = 8

/** What they most need now; the rest behind one more, where it is looked for by a part of its name. */
export function Offers({ offers, of, onPick }: OffersProps) {
  const say = useSay()
  const [showsAll, setShowsAll] = useState(false)
  const [typed, setTyped] = useState('')
  const likely = offers.filter(({ likelyOf }) => likelyOf > 0).slice(0, LIKELY)
  const others = offers.filter((one) => !likely.includes(one))
  const found = others.filter(({ form }) => saysAll(form.name, wordsIn(typed)))
  const button = (one: Offer<ActionForm>) => (
    <Button key={one.form.type} onClick={() => onPick(one)}>
      {one.form.name} {one.fieldsOf.size < of && `${one.fieldsOf.size}/${of}`}
    </Button>
  )
  return (
    <>
      <div className="others">{likely.map(button)}</div>
      {others.length > 0 && (
        <button type="button" className="more" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll
            ? say(text('收起其余', 'Show fewer'))
            : say(text(`其余 ${others.length} 项：`, `${others.length} more: `)) + firstOf(others, say)}
        </button>
      )}
      {showsAll && others.length > MANY && (
        <Input
          autoFocus
          allowClear
          aria-label={say(text('找操作', 'Find an action'))}
          placeholder={say(text('找操作，如“备机”', 'Find an action, such as “loaner”'))}
          value={typed}
          maxLength={40}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      {showsAll && <div className="others">{found.map(button)}</div>}
      {showsAll && found.length === 0 && (
        <p className="soft">{say(text('没有这样的操作。', 'There is no such action.'))}</p>
      )}
    </>
  )
}

const firstOf = (offers: readonly Offer<ActionForm>[], say: Say): string =>
  `${offers
    .slice(0, 3)
    .map(({ form }) => form.name)
    .join(say(text('、', ', ')))}…`
