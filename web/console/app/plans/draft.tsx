import Button from 'antd/es/button'
import { type RefObject, useDeferredValue, useMemo, useRef, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import type { PlanDocument } from '../../../../shared/plan/document.ts'
import { checkPlanText, type PlacedProblem } from '../../../../shared/wire/plan-file/check.ts'
import { problemInChinese } from '../../../../shared/wire/plan-file/words.ts'
import { usePlans } from '../data.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { LiveSign } from '../parts/live-sign.tsx'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Changes } from './changes.tsx'
import { Clauses } from './clauses.tsx'
import { Publishing } from './publish.tsx'

/**
 * A plan's text is checked while it is written, here and nowhere else: what is wrong, line by line; in words; and what it changes
 * for customers beside the version before it. Nothing is sent and nothing is kept, until a manager publishes it.
 */
export function Draft() {
  const say = useSay()
  const [written, setWritten] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const checked = useDeferredValue(written)
  const result = useMemo(() => (checked.trim() ? checkPlanText(checked) : undefined), [checked])
  const goTo = ({ line }: PlacedProblem) => {
    const lines = written.split('\n')
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    field.current?.focus()
    field.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    if (field.current) field.current.scrollTop = (line - LINES_ABOVE) * LINE_HEIGHT
  }
  return (
    <div className="plans">
      <header className="bar">
        <h1>
          <Link to="/plans">{say(text('承诺', 'Promises'))}</Link>
          {' › '}
          {say(text('检查一份草稿', 'Check a draft'))}
        </h1>
        <span className="push" />
        <LiveSign />
      </header>
      <div className="page draft">
        <section className="panel">
          <header>
            <h2>{say(text('承诺文件（YAML）', 'Plan file (YAML)'))}</h2>
            <input
              type="file"
              accept=".yaml,.yml"
              aria-label={say(text('选择文件', 'Choose a file'))}
              onChange={async ({ target }) => setWritten((await target.files?.[0]?.text()) ?? '')}
            />
          </header>
          <Editor written={written} onChange={setWritten} field={field} />
        </section>
        <section className="panel" aria-live="polite">
          {result === undefined && (
            <p className="empty">
              {say(
                text(
                  '把承诺文件粘贴或选到左边：马上告诉您哪一行不对、该怎么写，用白话讲每一条，并与现有版本比较。只在这个浏览器里检查；经理按“发布”以前，不上传、不保存。',
                  'Paste or choose a plan file at the left: at once you are told which line is wrong and what to write, every clause in plain words, and what changes beside the version that there is. It is checked in this browser alone: nothing is sent or kept until a manager publishes it.',
                ),
              )}
            </p>
          )}
          {result && 'problems' in result && <Problems problems={result.problems} onPick={goTo} />}
          {result && 'document' in result && (
            <Right written={checked} document={result.document} notes={result.notes} onPick={goTo} />
          )}
        </section>
      </div>
    </div>
  )
}

const LINE_HEIGHT = 20
const LINES_ABOVE = 6

/** Lines are numbered beside the text, and move with it. */
function Editor({
  written,
  onChange,
  field,
}: {
  written: string
  onChange: (written: string) => void
  field: RefObject<HTMLTextAreaElement | null>
}) {
  const say = useSay()
  const numbers = useRef<HTMLPreElement>(null)
  const count = written.split('\n').length
  return (
    <div className="editor">
      <pre ref={numbers} aria-hidden="true">
        {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
      </pre>
      <textarea
        ref={field}
        value={written}
        wrap="off"
        spellCheck={false}
        aria-label={say(text('承诺文件的内容', 'Text of the plan file'))}
        onChange={({ target }) => onChange(target.value)}
        onScroll={({ currentTarget }) => {
          if (numbers.current) numbers.current.scrollTop = currentTarget.scrollTop
        }}
      />
    </div>
  )
}

interface ProblemsProps {
  readonly problems: readonly PlacedProblem[]
  readonly onPick: (problem: PlacedProblem) => void
}

function Problems({ problems, onPick }: ProblemsProps) {
  const say = useSay()
  return (
    <>
      <header>
        <h2 className="bad">{say(text(`${problems.length} 处要改`, `${problems.length} to mend`))}</h2>
      </header>
      <ProblemList problems={problems} onPick={onPick} />
    </>
  )
}

function ProblemList({ problems, onPick }: ProblemsProps) {
  const say = useSay()
  const language = useLanguage()
  return (
    <ol className="problems">
      {problems.map((problem) => (
        <li key={`${problem.line} ${problem.col} ${problem.said}`}>
          <button type="button" onClick={() => onPick(problem)}>
            <b>{say(text(`第 ${problem.line} 行`, `line ${problem.line}`))}</b>
            <span>{language === 'en' ? problem.said : problemInChinese(problem.said)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Nothing is wrong: what it says, and what it changes. */
function Right({
  written,
  document,
  notes,
  onPick,
}: {
  written: string
  document: PlanDocument
  notes: readonly PlacedProblem[]
  onPick: ProblemsProps['onPick']
}) {
  const say = useSay()
  const { data = [] } = usePlans()
  const known = data.filter(({ id }) => id === document.id)
  const latest = known.toSorted((a, b) => b.version - a.version)[0]
  const [shows, setShows] = useState<'clauses' | 'changes'>('clauses')
  const [isPublishing, setPublishing] = useState(false)
  const mayPublish = useStore(sessionStore)?.may.includes('publishPlans') ?? false
  return (
    <>
      <header>
        <h2 className="good">
          {say(
            text(
              `${document.id} 第 ${document.version} 版：没有错`,
              `${document.id} version ${document.version}: right`,
            ),
          )}
        </h2>
        {latest && (
          <span className="seg push">
            <button type="button" aria-pressed={shows === 'clauses'} onClick={() => setShows('clauses')}>
              {say(text('条款', 'Clauses'))}
            </button>
            <button type="button" aria-pressed={shows === 'changes'} onClick={() => setShows('changes')}>
              {say(text(`比第 ${latest.version} 版`, `Against version ${latest.version}`))}
            </button>
          </span>
        )}
        {mayPublish && isNext(document, latest) && (
          <Button type="primary" className={latest ? '' : 'push'} onClick={() => setPublishing(true)}>
            {say(text('发布…', 'Publish…'))}
          </Button>
        )}
      </header>
      {isPublishing && <Publishing written={written} onClose={() => setPublishing(false)} />}
      {notes.length > 0 && <ProblemList problems={notes} onPick={onPick} />}
      {latest && <ToRelease document={document} latest={latest} />}
      {latest && shows === 'changes' ? <Changes old={latest} next={document} /> : <Clauses document={document} />}
    </>
  )
}

/** The next number, and a later day. */
const isNext = (document: PlanDocument, latest: PlanDocument | undefined): boolean =>
  document.version === (latest?.version ?? 0) + 1 && document.effectiveFrom > (latest?.effectiveFrom ?? '')

function ToRelease({ document, latest }: { document: PlanDocument; latest: PlanDocument }) {
  const say = useSay()
  if (isNext(document, latest)) return null
  return (
    <p className="in warn">
      {say(
        text(
          `要作为新版发布：version 须为 ${latest.version + 1}，effectiveFrom 须晚于 ${latest.effectiveFrom}`,
          `To publish it: version must be ${latest.version + 1}, effectiveFrom after ${latest.effectiveFrom}`,
        ),
      )}
    </p>
  )
}
