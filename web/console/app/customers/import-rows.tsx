import { text } from '../../../../shared/kernel/text.ts'
import { type Say, useSay } from '../words.ts'
import type { Imported } from './data.ts'

type Row = Imported['rows'][number]
type Trouble = Imported['problems'][number]

/** How an import stands: what is wrong first, then what changes, row by row. */
export function ImportRows({ imported }: { imported: Imported }) {
  const say = useSay()
  const { problems, warnings, rows, lists, more } = imported
  const lines = [
    ...problems.map((problem) => ({ ...problem, kind: 'bad' as const })),
    ...warnings.map((warning) => ({ ...warning, kind: 'warn' as const })),
  ]
  return (
    <section className="panel rows" aria-label={say(text('逐行结果', 'Row by row'))}>
      <header>
        <h2 className={imported.outcome === 'refused' ? 'bad' : imported.outcome === 'written' ? 'good' : ''}>
          {outcome(imported, say)}
        </h2>
        <span className="soft small">
          {lists
            .map(({ name, added, changed, unchanged }) =>
              say(
                text(
                  `${name.zh}：新增 ${added}，更改 ${changed}，不变 ${unchanged}`,
                  `${name.en}: ${added} new, ${changed} changed, ${unchanged} unchanged`,
                ),
              ),
            )
            .join(say(text('；', '; ')))}
        </span>
      </header>
      <table>
        <thead>
          <tr>
            <th>{say(text('文件', 'File'))}</th>
            <th>{say(text('行', 'Row'))}</th>
            <th>{say(text('结果', 'Result'))}</th>
            <th>{say(text('内容', 'What'))}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <TroubleRow key={`${line.sheet} ${line.row} ${line.column} ${line.text}`} line={line} say={say} />
          ))}
          {rows.map((row) => (
            <ChangedRow key={`${row.sheet} ${row.row}`} row={row} say={say} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="in soft">{say(text(`另有 ${more} 行没有列出`, `${more} more rows are not shown`))}</p>}
    </section>
  )
}

function outcome({ outcome: it, problems, rows, more }: Imported, say: Say): string {
  switch (it) {
    case 'refused':
      return say(
        text(`有 ${problems.length} 处要改，什么都没有写入`, `${problems.length} to mend; nothing was written`),
      )
    case 'dryRun':
      return say(text(`可以写入：${rows.length + more} 行有变化`, `Ready: ${rows.length + more} rows change something`))
    case 'unchanged':
      return say(text('都已经是这样，没有要写入的', 'All of it is so already'))
    default:
      return say(text(`已写入 ${rows.length + more} 行`, `${rows.length + more} rows were written`))
  }
}

function TroubleRow({ line, say }: { line: Trouble & { kind: 'bad' | 'warn' }; say: Say }) {
  return (
    <tr className={line.kind}>
      <td>{line.sheet ?? say(text('已登记的', 'on file'))}</td>
      <td>{line.row}</td>
      <td className={line.kind}>
        {line.kind === 'bad' ? say(text('✗ 要改', '✗ mend')) : say(text('请核对', 'check'))}
      </td>
      <td>
        {line.column && <b>{line.column} </b>}
        {line.value && <code>{line.value}</code>} {line.text}
      </td>
    </tr>
  )
}

function ChangedRow({ row, say }: { row: Row; say: Say }) {
  const empty = say(text('（空）', '(empty)'))
  return (
    <tr>
      <td>{row.sheet}</td>
      <td>{row.row}</td>
      <td className="good">
        {row.kind === 'added' ? say(text('＋ 新增', '+ new')) : say(text('～ 更改', '~ change'))}
      </td>
      <td>
        <b>{row.id}</b>{' '}
        {row.cells.map(({ name, before, after }) => (
          <span key={name.en} className="n">
            {say(name)} <del>{before || empty}</del> → <ins>{after || empty}</ins>{' '}
          </span>
        ))}
      </td>
    </tr>
  )
}
