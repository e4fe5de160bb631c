import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Change, Difference, Entry } from './data.ts'

/** Who changed it, when, why, and what was there before. */
export function History({ entry: { history } }: { entry: Entry }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return (
    <section className="panel">
      <header>
        <h2>{say(text('变更记录', 'Changes'))}</h2>
        <span className="soft">{history.changes.length || ''}</span>
      </header>
      {history.changes.length === 0 ? (
        <p className="in soft">{say(text('在这里还没有改过。', 'Nobody has changed it here yet.'))}</p>
      ) : (
        <ol className="in past">
          {history.changes.map((change) => (
            <li key={change.seq}>
              <p>
                <b>{change.by.name ?? change.by.id}</b> {say(DID[didOf(change)])}{' '}
                <span className="soft n">{moment(change.at, DESK_ZONE, nowMs, language)}</span>
              </p>
              <p className="pre">“{change.reason}”</p>
              {didOf(change) === 'changed' && <Diff differences={change.differences} />}
            </li>
          ))}
          {history.cursor && <li className="soft">{say(text('只显示最近的几次。', 'Only the latest are shown.'))}</li>}
        </ol>
      )}
    </section>
  )
}

const DID = {
  created: text('新建', 'created it'),
  changed: text('修改', 'changed it'),
  deleted: text('删除', 'deleted it'),
} as const
const didOf = ({ before, after }: Change): keyof typeof DID => (!before ? 'created' : after ? 'changed' : 'deleted')

/** Before → after, column by column. */
export function Diff({ differences }: { differences: readonly Difference[] }) {
  const say = useSay()
  const empty = say(text('（空）', '(empty)'))
  return (
    <dl className="diff">
      {differences.map(({ name, before, after }) => (
        <div key={name.en}>
          <dt>{say(name)}</dt>
          <dd>
            <del>{say(before) || empty}</del> <span aria-hidden="true">→</span> <ins>{say(after) || empty}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
