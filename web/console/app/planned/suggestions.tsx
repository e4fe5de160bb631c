import Button from 'antd/es/button'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Beside, useOpened } from './beside.tsx'
import { type Suggestion, useSuggestions } from './suggestions-data.ts'
import { VisitDrawer } from './visit-drawer.tsx'

/** What customers were advised and have not answered, by customer, and what they accepted until it is done: whoever asks them, or does it, writes down what they said, and what was done. */
export function Suggestions() {
  const say = useSay()
  const read = useSuggestions()
  const [open, show] = useOpened('suggestions')
  const all = read.data?.pages.flatMap(({ suggestions }) => suggestions) ?? []
  const customers = [...new Map(all.map((one) => [one.customer, one.customerName]))]
  return (
    <Beside
      open={open}
      onClose={() => show(undefined)}
      drawer={(id) => <VisitDrawer id={id} onClose={() => show(undefined)} />}
    >
      <Failed of={read} />
      {read.data && all.length === 0 && (
        <Empty says={text('没有等答复或待办的建议。', 'No suggestion waits for an answer, or is to be done.')} />
      )}
      {customers.map(([id, name]) => (
        <section key={id} className="panel works" aria-label={name}>
          <header>
            <h2>{name}</h2>
            <span className="soft small">{all.filter((one) => one.customer === id).length}</span>
          </header>
          <ul>
            {all
              .filter((one) => one.customer === id)
              .map((one) => (
                <Line key={one.id} one={one} isOpen={one.visit === open} onPick={() => show(one.visit)} />
              ))}
          </ul>
        </section>
      ))}
      {read.hasNextPage && (
        <Button onClick={() => read.fetchNextPage()} loading={read.isFetchingNextPage}>
          {say(text('再看一些', 'More'))}
        </Button>
      )}
    </Beside>
  )
}

function Line({ one, isOpen, onPick }: { one: Suggestion; isOpen: boolean; onPick: () => void }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <li>
      <button
        type="button"
        className={isOpen ? 'dueline upgrade advice on' : 'dueline upgrade advice'}
        onClick={onPick}
      >
        <Sign name="ask" small />
        <span className="d-what">{inLanguage(one.what, language)}</span>
        <span className="d-whose soft">{one.siteName ?? one.contract}</span>
        <time>{one.at.slice(0, 10)}</time>
        <span className="soft">
          {one.acceptedAt
            ? say(text('客户已同意，待办', 'accepted, to be done'))
            : one.isLater && say(text('以后再说', 'later'))}
        </span>
      </button>
    </li>
  )
}
